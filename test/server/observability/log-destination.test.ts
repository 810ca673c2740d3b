import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { flushLog, openLogDestination } from '../../../src/server/observability/log-destination.js';

const { O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = constants;

/** The process that `npm start` runs. */
const ENTRY = fileURLToPath(new URL('../../../dist/index.js', import.meta.url));

let folder: string;
let pipe: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
  pipe = join(folder, 'pipe');
  spawnSync('mkfifo', [pipe]);
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** A gateway that logs to a pipe that is not read yet, and its address. */
async function gatewayLoggingToPipe() {
  const reader = new Socket({ fd: openSync(pipe, O_RDONLY | O_NONBLOCK), readable: true, writable: false });
  const output = openSync(pipe, O_WRONLY);
  const child = spawn(process.execPath, [ENTRY], {
    env: { PORT: '0', CALLER_RATE_LIMIT: '0' },
    stdio: ['ignore', output, 'inherit'],
  });
  started.push(child);
  closeSync(output);
  const [banner] = (await once(reader.setEncoding('utf8'), 'data')) as [string];
  reader.pause();
  const [, url = ''] = /GraphQL +(\S+)\/graphql\n/.exec(banner) ?? [];
  return { child, reader, url };
}

/** Each query is a log line of half a kilobyte. */
async function sendQueries(url: string, times: number): Promise<void> {
  const body = JSON.stringify({ query: `query ${'x'.repeat(100)} { __typename }` });
  const headers = { 'content-type': 'application/json', 'x-request-id': 'r'.repeat(128) };
  const askAll = async (share: number) => {
    for (let left = share; left > 0; left -= 1) {
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
      await response.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: 16 }, () => askAll(times / 16)));
}

describe('a gateway whose log is not read', () => {
  test('keeps responding at once, and logs the number of dropped lines once it is read again', async () => {
    const { url, reader } = await gatewayLoggingToPipe();
    const requested = 2_880;
    await sendQueries(url, requested);

    const began = performance.now();
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(100);

    const lines: { readonly msg: string; readonly dropped?: number }[] = [];
    for await (const line of createInterface(reader)) {
      if (!line.startsWith('{')) continue;
      const reported = JSON.parse(line) as (typeof lines)[number];
      lines.push(reported);
      if (reported.dropped !== undefined) break;
    }
    const dropped = lines.at(-1)?.dropped ?? 0;
    expect(dropped).toBeGreaterThan(100);
    expect(dropped).toBeLessThan(requested);
  });

  test('stops on request', async () => {
    const { url, child, reader } = await gatewayLoggingToPipe();
    await sendQueries(url, 480);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    reader.destroy();
  });
});

// A log writes ten times a second until it is destroyed. After `closeSync` its descriptor would belong to something else.
describe('a reader of the log', () => {
  test('gets every line that fits, however late it begins', async () => {
    const log = openLogDestination(openSync(pipe, O_RDWR | O_NONBLOCK));
    for (let line = 0; line < 900; line += 1) log.write(`${'x'.repeat(999)}\n`);
    const reader = spawn('sh', ['-c', 'wc -l < "$0"', pipe]);
    started.push(reader);
    await flushLog(log);
    log.destroy();
    expect((await text(reader.stdout)).trim()).toBe('900');
  });

  test('gets the last line of a process that exits', async () => {
    const child = spawn(process.execPath, [ENTRY], { env: { PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
    started.push(child);
    const output = text(child.stdout);
    const [banner] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const [, url = ''] = /GraphQL +(\S+)/.exec(banner) ?? [];
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{__typename}"}',
    });
    child.kill('SIGTERM');
    expect(await output).toContain('GraphQL operation');
  });

  test('may close the pipe', async () => {
    const reader = openSync(pipe, O_RDONLY | O_NONBLOCK);
    const log = openLogDestination(openSync(pipe, O_WRONLY | O_NONBLOCK));
    closeSync(reader);
    log.write('nobody reads this\n');
    await flushLog(log);
    expect(() => log.write('nor this\n')).not.toThrow();
    log.destroy();
  });
});
