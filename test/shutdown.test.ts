import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Agent, request } from 'undici';
import { findFreePort } from './ports.js';

/** The process in production; run `npm run build` first. */
const ENTRY = fileURLToPath(new URL('../dist/index.js', import.meta.url));
const CALLER_COUNT = 24;
/** The number of responses before the signal, after which the load is steady. */
const RESPONSES_BEFORE_SIGNAL = 100;

const started: ChildProcess[] = [];
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const end of closers.splice(0)) await end();
});

/** A gateway that listens, and the lines of its log. */
async function startGateway(env: Record<string, string> = {}) {
  // Nobody else must get the port after the stop, because the tests wait until it refuses connections.
  const PORT = String(await findFreePort());
  const child = spawn(process.execPath, [ENTRY], { env: { PORT, CALLER_RATE_LIMIT: '0', ...env } });
  started.push(child);
  const lines = createInterface({ input: child.stdout });
  const log: Record<string, unknown>[] = [];
  const address = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const url = /GraphQL +(http\S+)/.exec(line)?.[1];
      if (url) resolve(url);
      if (line.startsWith('{')) log.push(JSON.parse(line) as Record<string, unknown>);
    });
  });
  return { child, url: await address, log, closed: once(lines, 'close') };
}

interface LoadCounts {
  answers: number;
  lastAnswerAt: number;
  /** Error codes of requests that may have been received. */
  readonly inDoubt: string[];
}

const TRIGGER =
  'mutation { triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "Load" }) { created } }';
const READ = '{ incident(by: { number: 1260 }) { status } }';

/** Callers with keep-alive connections who send requests until nothing listens any more. */
function startLoad(
  url: string,
  onAnswer: (load: LoadCounts) => void,
): { startLoad: LoadCounts; over: Promise<unknown> } {
  const dispatcher = new Agent({ connections: CALLER_COUNT });
  closers.push(() => dispatcher.destroy());
  const state: LoadCounts = { answers: 0, lastAnswerAt: 0, inDoubt: [] };
  const caller = async (query: string): Promise<void> => {
    for (;;) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- one request after the other
        await sendQuery(url, query, dispatcher);
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException;
        if (code !== 'ECONNREFUSED') state.inDoubt.push(`${code} ${String(error)}`);
        return;
      }
      state.answers += 1;
      state.lastAnswerAt = performance.now();
      onAnswer(state);
    }
  };
  return {
    startLoad: state,
    over: Promise.all(Array.from({ length: CALLER_COUNT }, (_, n) => caller(n % 3 ? READ : TRIGGER))),
  };
}

async function sendQuery(url: string, query: string, dispatcher: Agent): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const { body } = await request(url, { method: 'POST', headers, body: JSON.stringify({ query }), dispatcher });
  return body.json();
}

describe('under load from keep-alive connections', () => {
  const waits: number[] = [];

  test.each(Array.from({ length: 20 }, (_, run) => [run + 1]))(
    'a stop leaves every request with a response or a clear refusal (run %d of 20)',
    async () => {
      const { child, url } = await startGateway();
      const exit = once(child, 'exit');
      const { startLoad: made, over } = startLoad(
        url,
        ({ answers: responses }) => responses === RESPONSES_BEFORE_SIGNAL && child.kill('SIGTERM'),
      );
      const [[code]] = await Promise.all([exit, over]);
      waits.push(performance.now() - made.lastAnswerAt);
      expect({ inDoubt: made.inDoubt, code }).toEqual({ inDoubt: [], code: 0 });
    },
  );

  test('the process ends within half a second of the last response', () => {
    // Most runs are within this time; a busy machine may delay a process.
    expect(waits.toSorted((a, b) => a - b)[waits.length / 2]).toBeLessThan(500);
  });
});

/** A PagerDuty that responds when the test allows it; the check at start-up gets its response at once. */
async function slowPagerDuty() {
  const arrived: (() => void)[] = [];
  const server = createServer(({ url }, response) => {
    if (url === '/users/me') {
      response.writeHead(404).end();
      return;
    }
    arrived.push(() => response.writeHead(404).end());
    server.emit('arrived');
  });
  closers.push(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const env = {
    UPSTREAMS: 'live',
    PAGERDUTY_API_TOKEN: 'key',
    PAGERDUTY_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ANONYMOUS_SCOPES: 'INCIDENTS_READ',
    UPSTREAM_DEADLINE_MS: '60000',
    UPSTREAM_TRY_TIMEOUT_MS: '60000',
  };
  return { env, server, answerAll: () => arrived.splice(0).forEach((result) => result()) };
}

/** Waits until nothing listens there any more. */
function waitUntilRefused(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const again = () =>
      connect(Number(port), hostname)
        .on('error', () => resolve())
        .on('connect', again);
    again();
  });
}

/** A request as a pipelining caller writes it. */
function rawPost(query: string): string {
  const body = JSON.stringify({ query });
  const head = ['POST /graphql HTTP/1.1', 'host: 127.0.0.1', 'content-type: application/json'];
  return [...head, `content-length: ${body.length}`, '', body].join('\r\n');
}

/** After this time a stop aborts what it waits for. */
const MAX_SHUTDOWN_MS = 8500;

describe('a stop', () => {
  test('is logged when it begins, with what it waits for, and when it ends', async () => {
    const { env, server, answerAll } = await slowPagerDuty();
    const { child, url, log, closed } = await startGateway(env);
    const requested = once(server, 'arrived');
    const result = fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ incident(by: { number: 7 }) { number } }' }),
    });
    await requested;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const answering = setInterval(answerAll, 20);
    const response = await result;
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.json()).toEqual({ data: { incident: null } });
    expect(await exit).toEqual([0, null]);
    clearInterval(answering);
    await closed;
    expect(log.filter(({ msg }) => String(msg).startsWith('Stop'))).toEqual([
      expect.objectContaining({ running: 1, msg: expect.stringContaining('Stopping') }),
      expect.objectContaining({ durationMs: expect.any(Number), msg: 'Stopped' }),
    ]);
  });

  test('still accepts new connections for SHUTDOWN_DELAY_SECONDS, and reports that it is not ready', async () => {
    const { child, url, log, closed } = await startGateway({ SHUTDOWN_DELAY_SECONDS: '1' });
    const ready = new URL('/health/ready', url);
    const exit = once(child, 'exit');
    const isReady = async () => (await fetch(ready, { headers: { connection: 'close' } })).status === 200;
    child.kill('SIGTERM');
    while (await isReady());
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ query: READ }),
    });
    expect(await response.json()).toEqual({ data: { incident: { status: expect.any(String) } } });
    expect(await exit).toEqual([0, null]);
    await closed;
    expect(log).toContainEqual(
      expect.objectContaining({ delayMs: 1000, msg: expect.stringContaining('Stopping soon') }),
    );
  });

  test('responds to a request on an open connection and closes it', async () => {
    const { child, url } = await startGateway();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await waitUntilRefused(url);
    socket.write('GET /health/ready HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
    const said: string[] = [];
    socket.setEncoding('utf8').on('data', (piece: string) => said.push(piece));
    await once(socket, 'close');
    expect(said.join('')).toMatch(/^HTTP\/1\.1 503 [\s\S]*connection: close[\s\S]*"stopping"/);
    expect(await exit).toEqual([0, null]);
  });

  test('waits for a change whose caller has disconnected', async () => {
    const { env, server, answerAll } = await slowPagerDuty();
    const { child, url } = await startGateway({ ...env, ANONYMOUS_SCOPES: 'INCIDENTS_WRITE' });
    const requested = once(server, 'arrived');
    const caller = new AbortController();
    const lost = fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: TRIGGER }),
      signal: caller.signal,
    });
    await requested;
    caller.abort();
    await expect(lost).rejects.toThrow();
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const first = await Promise.race([exit.then(() => 'ended'), waitUntilRefused(url).then(() => 'still at work')]);
    expect(first).toBe('still at work');
    const answering = setInterval(answerAll, 20);
    expect(await exit).toEqual([0, null]);
    clearInterval(answering);
  });

  test('responds to all pipelined requests of a caller and then ends', async () => {
    const { env, server, answerAll } = await slowPagerDuty();
    const { child, url } = await startGateway(env);
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const said: string[] = [];
    socket.setEncoding('utf8').on('data', (piece: string) => said.push(piece));
    const requested = once(server, 'arrived');
    socket.write(rawPost('{ incident(by: { number: 7 }) { number } }') + rawPost('{ viewer { name } }'));
    await requested;
    const [exit, closed] = [once(child, 'exit'), once(socket, 'close')];
    child.kill('SIGTERM');
    const signalled = performance.now();
    const answering = setInterval(answerAll, 20);
    await closed;
    expect(said.join('').match(/\{"data":.*\}/g)).toEqual([
      '{"data":{"incident":null}}',
      '{"data":{"viewer":{"name":"anonymous"}}}',
    ]);
    expect(await exit).toEqual([0, null]);
    expect(performance.now() - signalled).toBeLessThan(MAX_SHUTDOWN_MS);
    clearInterval(answering);
  });

  test('does not wait for the response to a caller who disconnected before its turn', async () => {
    const { env, server, answerAll } = await slowPagerDuty();
    const { child, url } = await startGateway(env);
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const requested = once(server, 'arrived');
    socket.write(rawPost('{ incident(by: { number: 7 }) { number } }') + rawPost('{ viewer { name } }'));
    await requested;
    socket.destroy();
    answerAll();
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const signalled = performance.now();
    expect(await exit).toEqual([0, null]);
    expect(performance.now() - signalled).toBeLessThan(MAX_SHUTDOWN_MS);
  });

  test('after a second signal is immediate, and exit code 1 means that requests were cut off', async () => {
    const { env, server } = await slowPagerDuty();
    const { child, url } = await startGateway(env);
    const requested = once(server, 'arrived');
    const lost = fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ incident(by: { number: 7 }) { number } }' }),
    });
    await requested;
    const exit = once(child, 'exit');
    const again = setInterval(() => child.kill('SIGTERM'), 100);
    await expect(lost).rejects.toThrow();
    expect(await exit).toEqual([1, null]);
    clearInterval(again);
  });
});
