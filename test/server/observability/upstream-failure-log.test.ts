import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config/read-config.js';
import { createGateway } from '../../../src/gateway.js';
import { UNUSED_PORT } from '../../ports.js';
import { recordingLog, type LogLine } from '../test-gateway.js';

const KEY = 'u+a-key-that-nobody-may-see';
const QUERY = '{ incident(by: { number: 7 }) { number } }';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const serveHttp = (listener: RequestListener) => listen(createServer(listener));
const serveTcp = (onSocket: (socket: Socket) => void) => listen(createTcpServer(onSocket));

/** The logged failure of a query with this PagerDuty. */
async function loggedFailure(baseUrl: string, tryTimeoutMs = 10_000): Promise<LogLine | undefined> {
  const { log, lines } = recordingLog();
  const env = { PAGERDUTY_API_TOKEN: KEY, ANONYMOUS_SCOPES: 'INCIDENTS_READ', UPSTREAMS: 'live' };
  const times = { UPSTREAM_DEADLINE_MS: String(tryTimeoutMs), UPSTREAM_TRY_TIMEOUT_MS: String(tryTimeoutMs) };
  const gateway = await createGateway({
    config: readConfig({ ...env, ...times, PAGERDUTY_BASE_URL: baseUrl }),
    log,
  });
  closers.push(() => gateway.stop());
  const headers = { 'x-request-id': 'find-me' };
  await gateway.app.inject({ method: 'POST', url: '/graphql', headers, payload: { query: QUERY } });
  expect(JSON.stringify(lines)).not.toContain(KEY);
  return lines.find(({ message }) => message === 'Upstream call failed');
}

const expectedLine = (details: object) => ({
  level: 'warn',
  details: expect.objectContaining({
    upstream: 'PAGERDUTY',
    account: 'main',
    endpoint: 'getIncident',
    requestId: 'find-me',
    ...details,
  }),
});

test('a host without an address is logged as dns, with the host', async () => {
  const line = await loggedFailure('https://pagerduty.invalid');
  expect(line).toMatchObject(expectedLine({ host: 'pagerduty.invalid', cause: 'dns' }));
});

test('a port without a listener is logged as refused', async () => {
  const host = `127.0.0.1:${UNUSED_PORT}`;
  const line = await loggedFailure(`http://${host}`);
  expect(line).toMatchObject(expectedLine({ host, cause: 'refused', code: 'ECONNREFUSED' }));
});

test('a host that does not use TLS is logged as tls', async () => {
  const port = await serveHttp((_, response) => response.end('{}'));
  const line = await loggedFailure(`https://127.0.0.1:${port}`);
  expect(line).toMatchObject(expectedLine({ cause: 'tls' }));
});

test('a broken connection is logged as reset', async () => {
  const port = await serveTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
  expect(await loggedFailure(`http://127.0.0.1:${port}`)).toMatchObject(expectedLine({ cause: 'reset' }));
});

test('a host that does not respond is logged as timeout', async () => {
  const port = await serveTcp(() => undefined);
  expect(await loggedFailure(`http://127.0.0.1:${port}`, 100)).toMatchObject(expectedLine({ cause: 'timeout' }));
});

test('a response of more than 8 MiB is logged as too large', async () => {
  const port = await serveHttp((_, response) => response.end(`"${'x'.repeat(9 * 1024 * 1024)}"`));
  expect(await loggedFailure(`http://127.0.0.1:${port}`)).toMatchObject(
    expectedLine({ cause: 'too-large', httpStatus: 200 }),
  );
});

test('invalid HTTP is logged as unreadable', async () => {
  const port = await serveTcp((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n')));
  expect(await loggedFailure(`http://127.0.0.1:${port}`)).toMatchObject(expectedLine({ cause: 'unreadable' }));
});

test('a 503 is logged with its status and the upstream’s request id', async () => {
  const port = await serveHttp((_, response) => response.writeHead(503, { 'x-request-id': 'theirs' }).end());
  const line = await loggedFailure(`http://127.0.0.1:${port}`);
  expect(line).toMatchObject(expectedLine({ cause: 'http', httpStatus: 503, upstreamRequestId: 'theirs' }));
});

test('a refusal is not logged as a failure of the upstream', async () => {
  const port = await serveHttp((_, response) => response.writeHead(404).end());
  expect(await loggedFailure(`http://127.0.0.1:${port}`)).toBeUndefined();
});
