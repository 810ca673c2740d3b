import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect } from '@jest/globals';

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

/** Where the checkouts of this test file are. */
export const folder = mkdtempSync(join(tmpdir(), 'running-'));
// Unprivileged users run from it.
chmodSync(folder, 0o755);

const started: ChildProcess[] = [];

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
  /** Files and folders besides those that a start needs. */
  readonly others?: readonly string[];
}

let checkouts = 0;

/** A copy of this checkout in its own folder. */
export function createCheckout({ built = true, packages = true, others = [] }: CheckoutOptions = {}): string {
  const place = join(folder, `checkout-${(checkouts += 1)}`);
  for (const part of [...CHECKOUT_FILES, ...(built ? ['dist'] : []), ...others])
    cpSync(join(ROOT, part), join(place, part), { recursive: true });
  if (packages) symlinkSync(join(ROOT, 'node_modules'), join(place, 'node_modules'));
  return place;
}

export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
  uid?: number,
) {
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
export async function readIncidents(child: ReturnType<typeof run>): Promise<unknown> {
  const url = await readAddress(child);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ incidents(first: 1) { nodes { status } } }' }),
  });
  return response.json();
}

export async function readAddress({ stdout, stderr }: ReturnType<typeof run>): Promise<string> {
  const reported: string[] = [];
  stderr.setEncoding('utf8').on('data', (piece: string) => reported.push(piece));
  for await (const line of createInterface({ input: stdout })) {
    const [, url] = /GraphQL +(http\S+)/.exec(line) ?? [];
    if (url) return url;
    reported.push(line);
  }
  throw new Error(`It told no address:\n${reported.join('\n')}`);
}

export async function waitForExit(child: ReturnType<typeof run>) {
  const [[code], said] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
  return { code, said };
}

export const ONE_INCIDENT = { data: { incidents: { nodes: [{ status: expect.any(String) }] } } };
