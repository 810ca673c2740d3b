import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';

const ENTRY = fileURLToPath(new URL('../../dist/index.js', import.meta.url));

let gateway: ChildProcessByStdio<null, Readable, null>;
let url: string;

/** The process that `npm start` runs; it prints its address. */
beforeAll(async () => {
  gateway = spawn(process.execPath, [ENTRY], { env: { PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface(gateway.stdout)) {
    url = /GraphQL +(\S+)/.exec(line)?.[1] ?? '';
    if (url !== '') break;
  }
});

afterAll(async () => {
  gateway.kill('SIGTERM');
  await once(gateway, 'exit');
});

/** Against cross-site request forgery, a GET needs a header that other sites cannot send. */
const fetchFn = (to: string, { headers, ...init }: RequestInit = {}) =>
  fetch(to, { ...init, headers: { ...(headers as Record<string, string>), 'apollo-require-preflight': 'true' } });

for (const { id, name, fn } of serverAudits({ url: () => url, fetchFn })) {
  test(`${name} (${id})`, async () => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
  });
}
