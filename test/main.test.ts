import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { explainListenError } from '../src/shared/listen-error.js';
import { findFreePort } from './ports.js';

/** The process that `npm start` runs; run `npm run build` first. */
const ENTRY = fileURLToPath(new URL('../dist/index.js', import.meta.url));
const SANDBOX = fileURLToPath(new URL('../dist/sandbox/main.js', import.meta.url));
const SCHEMA = fileURLToPath(new URL('../schema/schema.graphql', import.meta.url));

const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function start(env: Record<string, string>, entry = ENTRY) {
  const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  return child;
}

async function ended(child: ReturnType<typeof start>) {
  const [[code], stderr] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
  return { code, stderr };
}

const JSON_BODY = { 'content-type': 'application/json' };

/** Resolves when the event stream has the text, with all that was received. */
async function openStream(url: string, query: string): Promise<{ waitFor(part: string): Promise<string> }> {
  const headers = { ...JSON_BODY, accept: 'text/event-stream' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let received = '';
  return {
    async waitFor(part) {
      while (!received.includes(part)) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error(`The stream ended: ${received}`);
        received += value;
      }
      return received;
    },
  };
}

describe('the process', () => {
  test('needs no configuration, prints how to call it, and stops cleanly on SIGTERM', async () => {
    const child = start({ PORT: '0' });
    const [banner] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(banner).toMatch(/^pagergraph is listening \(sandbox: .*\n {2}Board +http:\/\/127\.0\.0\.1:\d+\/board\n/);
    const [, url = '', body = ''] = /curl -s (\S+) .* -d '(.*)'/.exec(banner) ?? [];
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(await response.json()).toEqual({
      data: { incidents: { nodes: expect.arrayContaining([expect.anything()]) } },
    });
    child.kill('SIGTERM');
    expect(await ended(child)).toEqual({ code: 0, stderr: '' });
  });

  test('starts with the settings that the sandbox prints and accepts them', async () => {
    const sandbox = start({ SANDBOX_PAGERDUTY_PORT: '0', SANDBOX_CLOUDFLARE_PORT: '0' }, SANDBOX);
    const [printed] = (await once(sandbox.stdout.setEncoding('utf8'), 'data')) as [string];
    const settings = [...printed.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value.replace(/^'(.*)'$/, '$1'),
    ]);
    const child = start({ ...Object.fromEntries(settings), PORT: '0', LOG_LEVEL: 'silent' });
    const [banner] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(banner).toMatch(/^pagergraph is listening \(live: .*\n {2}Board +off \(BOARD=on\)\n/);
    const [, url = '', body = ''] = /curl -s (\S+) .* -d '(.*)'/.exec(banner) ?? [];
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(await response.json()).toMatchObject({ data: { incidents: { nodes: [{}, {}, {}] } } });
  });

  test('receives the webhooks of its sandbox', async () => {
    const child = start({ PORT: String(await findFreePort()), SANDBOX_ACTIVITY: 'off' });
    const [banner] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const [, url = ''] = /curl -s (\S+) /.exec(banner) ?? [];
    const [, sandbox = ''] = /PagerDuty +(\S+)/.exec(banner) ?? [];
    const list = await openStream(url, 'subscription { openIncidents { isSnapshot } }');
    const events = await openStream(url, 'subscription { incidentEvents { type source } }');
    await list.waitFor('"isSnapshot":true');
    const note = await fetch(`${sandbox}/incidents/PINC060/notes`, {
      method: 'POST',
      headers: { ...JSON_BODY, authorization: 'Token token=sandbox-pagerduty-key', from: 'maren.solberg@example.com' },
      body: JSON.stringify({ note: { content: 'Seen.' } }),
    });
    expect(note.status).toBe(200);
    expect(await events.waitFor('"type":')).toContain('"type":"ANNOTATED","source":"WEBHOOK"');
  });

  test('uses the type names of the printed schema, although it is one bundle', async () => {
    const child = start({ PORT: '0' });
    const [banner] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const [, url = ''] = /curl -s (\S+) /.exec(banner) ?? [];
    const body = JSON.stringify({ query: '{ schema: __schema { types { name } } }' });
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const { data } = (await response.json()) as { data: { schema: { types: readonly { name: string }[] } } };
    const printed = buildSchema(readFileSync(SCHEMA, 'utf8')).getTypeMap();
    expect(data.schema.types.map(({ name }) => name).toSorted()).toEqual(Object.keys(printed).toSorted());
  });

  test('reports every mistake of its configuration and exits', async () => {
    expect(await ended(start({ PORT: 'sesame', LOG_LEVEL: 'loud' }))).toEqual({
      code: 1,
      stderr: [
        'The configuration cannot be used:',
        '  - PORT must be a whole number from 0 to 65535.',
        '  - LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent.',
        '',
      ].join('\n'),
    });
  });

  test('names the port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await ended(start({ PORT: String(port) }))).toEqual({
      code: 1,
      stderr: `Port ${port} on 127.0.0.1 is already in use. Set PORT to a free port.\n`,
    });
    other.close();
  });

  test('names the port in use of a standalone sandbox and the setting to change it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const ports = { SANDBOX_PAGERDUTY_PORT: '0', SANDBOX_CLOUDFLARE_PORT: String(port) };
    expect(await ended(start(ports, SANDBOX))).toEqual({
      code: 1,
      stderr: `The sandbox cannot start: Port ${port} on 127.0.0.1 is already in use. Set SANDBOX_CLOUDFLARE_PORT to a free port.\n`,
    });
    other.close();
  });
});

test.each([
  ['EACCES', 80, 'No permission to listen on port 80. Set PORT to a port above 1023.'],
  ['EADDRNOTAVAIL', 4000, 'Cannot listen on 192.0.2.1: not an address of this machine. Change HOST.'],
])('explains a port that cannot be used because of %s', (code, port, sentence) => {
  const error = Object.assign(new Error(code), { code, port, address: '192.0.2.1' });
  expect(explainListenError(error, 'PORT')).toBe(sentence);
});
