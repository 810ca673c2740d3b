import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';

/** The checkout with its build; run `npm run build` first. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CHECKOUT_FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'scripts',
  'src',
  'schema',
  'LICENSE',
  'README.md',
];
const PATH = process.env['PATH'] ?? '';
const UNPRIVILEGED_UID = 65_534;

let folder: string;
const started: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'running-'));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  await Promise.all(
    started.splice(0).map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      process.kill(-(child.pid ?? 0), 'SIGKILL');
      await exit;
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

interface CheckoutOptions {
  readonly built?: boolean;
  /** Whether it has development packages, and any packages at all. */
  readonly packages?: boolean;
}

/** Builds and starts are slow on a busy machine. */
jest.setTimeout(180_000);

let checkouts = 0;

/** A copy of this checkout in its own folder. */
function createCheckout({ built = true, packages = true }: CheckoutOptions = {}): string {
  const place = join(folder, `checkout-${(checkouts += 1)}`);
  for (const part of built ? [...CHECKOUT_FILES, 'dist'] : CHECKOUT_FILES)
    cpSync(join(ROOT, part), join(place, part), { recursive: true });
  if (packages) symlinkSync(join(ROOT, 'node_modules'), join(place, 'node_modules'));
  return place;
}

function run(command: string, args: readonly string[], cwd: string, env: Record<string, string> = {}, uid?: number) {
  const child = spawn(command, args, {
    cwd,
    env: { PATH, HOME: folder, PORT: '0', npm_config_update_notifier: 'false', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  started.push(child);
  return child;
}

/** Waits until a gateway prints its address and sends a query to it. */
async function readIncidents(child: ReturnType<typeof run>): Promise<unknown> {
  const url = await readAddress(child);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ incidents(first: 1) { nodes { status } } }' }),
  });
  return response.json();
}

async function readAddress({ stdout, stderr }: ReturnType<typeof run>): Promise<string> {
  const reported: string[] = [];
  stderr.setEncoding('utf8').on('data', (piece: string) => reported.push(piece));
  for await (const line of createInterface({ input: stdout })) {
    const [, url] = /GraphQL +(http\S+)/.exec(line) ?? [];
    if (url) return url;
    reported.push(line);
  }
  throw new Error(`It told no address:\n${reported.join('\n')}`);
}

async function waitForExit(child: ReturnType<typeof run>) {
  const [[code], said] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
  return { code, said };
}

const ONE_INCIDENT = { data: { incidents: { nodes: [{ status: expect.any(String) }] } } };

const changeSource = (place: string, file = 'src/server/http/health.ts') => {
  const path = join(place, file);
  writeFileSync(path, `${readFileSync(path, 'utf8')}\n// changed\n`);
};

describe('npm start', () => {
  test('starts the existing build when no source has changed', async () => {
    const place = createCheckout();
    const before = statSync(join(place, 'dist')).ino;
    expect(await readIncidents(run('npm', ['start'], place))).toMatchObject(ONE_INCIDENT);
    expect(statSync(join(place, 'dist')).ino).toBe(before);
  });

  test('builds when a source has changed, without an effect on running processes', async () => {
    const place = createCheckout();
    const url = await readAddress(run('npm', ['start'], place));
    changeSource(place);
    expect(await readIncidents(run('npm', ['start'], place))).toMatchObject(ONE_INCIDENT);
    expect(readFileSync(join(place, 'dist/server/http/health.js'), 'utf8')).toContain('// changed');
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    const [script = ''] = /playground\/\w+\/graphiql\.js/.exec(await page.text()) ?? [];
    expect((await fetch(new URL(script, url))).status).toBe(200);
  });

  test('reports mistakes in the settings before it builds', async () => {
    const place = createCheckout({ built: false });
    const { code, said } = await waitForExit(run('npm', ['start'], place, { PORT: 'sesame' }));
    expect(said).toContain('PORT must be a whole number from 0 to 65535.');
    expect(code).toBe(1);
    expect(existsSync(join(place, 'dist'))).toBe(false);
  });

  test('passes its options to the gateway', async () => {
    const checking = run('npm', ['start', '--silent', '--', '--check-config'], createCheckout());
    const [said, { code }] = await Promise.all([text(checking.stdout), waitForExit(checking)]);
    expect([code, said]).toEqual([0, expect.stringMatching(/^Checked: sandbox/)]);
  });

  test('runs from a built checkout with production packages only', async () => {
    const place = createCheckout({ packages: false });
    expect(await readIncidents(run('npm', ['start'], place))).toMatchObject(ONE_INCIDENT);
  });

  test('names what is missing when it must build and cannot', async () => {
    const place = createCheckout({ packages: false });
    changeSource(place);
    const { code, said } = await waitForExit(run('npm', ['start'], place));
    expect(said).toBe(
      'The gateway cannot be built: dist is older than the sources, and typescript, esbuild, @graphql-yoga/render-graphiql is not installed. Run "npm ci" with development packages, then "npm run build".\n',
    );
    expect(code).toBe(1);
  });
});

const testAsRoot = process.getuid?.() === 0 ? test : test.skip;

describe('in production', () => {
  testAsRoot('the build runs unprivileged, read-only, without packages, from any directory', async () => {
    const place = createCheckout({ packages: false });
    spawnSync('chmod', ['-R', 'a-w', place]);
    // An unprivileged user may not have access to the folder of Node.js.
    const node = join(folder, 'node');
    copyFileSync(process.execPath, node);
    const child = run(node, [join(place, 'dist/index.js')], '/', {}, UNPRIVILEGED_UID);
    expect(await readIncidents(child)).toMatchObject(ONE_INCIDENT);
  });

  test('the tarball of the gateway installs the command `pagergraph`', async () => {
    const packed = spawnSync(process.execPath, [join(ROOT, 'scripts/pack-gateway.mjs'), folder], { encoding: 'utf8' });
    const tarball = join(folder, packed.stdout.trim());
    const prefix = join(folder, 'installed');
    const installed = spawnSync('npm', ['install', '--global', '--offline', '--prefix', prefix, tarball]);
    expect(installed.status).toBe(0);
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const printed = spawnSync(join(prefix, 'bin/pagergraph'), ['--version'], { encoding: 'utf8' });
    expect(printed.stdout).toBe(`${version}\n`);
    expect(await readIncidents(run(join(prefix, 'bin/pagergraph'), [], '/'))).toMatchObject(ONE_INCIDENT);
    const checking = run(join(prefix, 'bin/pagergraph'), ['--check-config'], '/');
    const [said, { code }] = await Promise.all([text(checking.stdout), waitForExit(checking)]);
    expect([code, said]).toEqual([0, expect.stringMatching(/^Checked: sandbox/)]);
  });
});

describe('npm run dev', () => {
  test('serves, and restarts when a source has changed', async () => {
    const place = createCheckout();
    const child = run('npm', ['run', 'dev'], place);
    const lines = createInterface({ input: child.stdout });
    let addresses = 0;
    for await (const line of lines) {
      if (!/GraphQL +http/.test(line)) continue;
      addresses += 1;
      if (addresses === 2) break;
      changeSource(place);
    }
    expect(addresses).toBe(2);
  });
});
