import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, jest, test } from '@jest/globals';
import { createCheckout, folder, ONE_INCIDENT, readAddress, readIncidents, run, waitForExit } from './checkout.js';

const UNPRIVILEGED_UID = 65_534;

/** Builds and starts are slow on a busy machine. */
jest.setTimeout(180_000);

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
      'The gateway cannot be built: dist is older than the sources, and typescript, esbuild, preact, @graphql-yoga/render-graphiql is not installed. Run "npm ci" with development packages, then "npm run build".\n',
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
