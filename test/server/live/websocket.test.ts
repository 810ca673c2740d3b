import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createClient, type Client, type ClientOptions } from 'graphql-ws';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { jwtIssuer } from '../auth/jwt-issuer.js';
import { bearer, liveGateways, passKeysFileAge, sha256, type LiveGateway } from '../harness.js';
import { ANYONE, EVENTS, OPEN_INCIDENTS, trigger, TRIGGER, waitForLog } from './live-harness.js';

const { open, writeFile } = liveGateways();
const idp = jwtIssuer();
const clients: Client[] = [];
const sockets: WebSocket[] = [];

beforeEach(() => {
  jest.useFakeTimers({
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'setTimeout',
      'clearTimeout',
      'Date',
    ],
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  for (const client of clients.splice(0)) await client.dispose();
  for (const socket of sockets.splice(0)) socket.terminate();
});

const toSocketUrl = ({ url }: LiveGateway) => `${url.replace('http', 'ws')}/graphql`;

function connect(gateway: LiveGateway, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({ url: toSocketUrl(gateway), webSocketImpl: WebSocket, retryAttempts: 0, ...options });
  clients.push(client);
  return client;
}

/** A socket without a client: what is sent and received is up to the test. */
async function openSocket(
  gateway: LiveGateway,
  headers: Record<string, string> = {},
  protocol = 'graphql-transport-ws',
) {
  const socket = new WebSocket(toSocketUrl(gateway), protocol || [], { headers });
  sockets.push(socket);
  const messages: unknown[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
  const closed = once(socket, 'close').then(([code, reason]) => [code, String(reason)]);
  await once(socket, 'open');
  const send = (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  /** Sends messages that the gateway reads at once. */
  const sendTogether = (...all: readonly unknown[]) => {
    const { _socket: tcp } = socket as unknown as { readonly _socket: Socket };
    tcp.cork();
    for (const message of all) send(message);
    tcp.uncork();
  };
  const received = async (type: string) => {
    for (;;) {
      const found = messages.find((message) => (message as { type: string }).type === type);
      if (found) return found;
      await once(socket, 'message');
    }
  };
  const initialize = async (payload?: object) => {
    send({ type: 'connection_init', payload });
    await received('connection_ack');
  };
  return { socket, messages, send, sendTogether, closed, received, initialize };
}

/** Resolves when the gateway has read everything that was sent before. */
async function roundTrip({ socket }: { readonly socket: WebSocket }): Promise<void> {
  if (socket.readyState !== WebSocket.OPEN) return;
  socket.ping();
  await Promise.race([once(socket, 'pong'), once(socket, 'close')]);
}

const subscribeMessage = (id: string, query: string) => ({ id, type: 'subscribe', payload: { query } });

const keysFile = () =>
  writeFile('socket-keys.json', [
    { name: 'reader', sha256: sha256('pg_reader'), scopes: ['INCIDENTS_READ'] },
    { name: 'other', sha256: sha256('pg_other'), scopes: ['INCIDENTS_READ'] },
  ]);

describe('a subscription over a WebSocket', () => {
  test('sends the open incidents, then each change', async () => {
    const gateway = await open(ANYONE);
    const results = connect(gateway).iterate({ query: OPEN_INCIDENTS });
    expect((await results.next()).value).toMatchObject({
      data: { openIncidents: { isSnapshot: true, totalCount: 14 } },
    });
    const id = await trigger(gateway);
    expect((await results.next()).value).toMatchObject({
      data: { openIncidents: { isSnapshot: false, upserted: [{ pagerDutyId: id }] } },
    });
    await results.return?.();
    await waitForLog(gateway, 'GraphQL subscription ended');
    expect(gateway.log.at(-1)?.details).toMatchObject({ transport: 'websocket', events: 2, reason: 'disconnected' });
  });

  test('shares its socket with queries and mutations', async () => {
    const gateway = await open(ANYONE);
    const client = connect(gateway);
    const results = client.iterate({ query: OPEN_INCIDENTS });
    await results.next();
    const mutation = client.iterate({ query: TRIGGER });
    expect((await mutation.next()).value).toMatchObject({ data: { triggerIncident: { userErrors: [] } } });
    expect((await mutation.next()).done).toBe(true);
    const query = client.iterate({ query: '{ viewer { name } }' });
    expect((await query.next()).value).toEqual({ data: { viewer: { name: 'anonymous' } } });
    expect((await results.next()).value).toMatchObject({ data: { openIncidents: { totalCount: 15 } } });
  });

  test('reports an invalid operation and goes on with the others', async () => {
    const gateway = await open({ ...ANYONE, INTROSPECTION: 'off' });
    const client = connect(gateway);
    const results = client.iterate({ query: OPEN_INCIDENTS });
    await results.next();
    await expect(
      client.iterate({ query: 'subscription { openIncident { isSnapshot } }' }).next(),
    ).rejects.toMatchObject([
      {
        message: 'Cannot query field "openIncident" on type "Subscription".',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
    const foreign = 'subscription { openIncidents(account: "other") { isSnapshot } }';
    expect((await client.iterate({ query: foreign }).next()).value).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    await trigger(gateway);
    expect((await results.next()).value).toMatchObject({ data: { openIncidents: { totalCount: 15 } } });
  });

  test.each([
    ['while it starts', false],
    ['while it runs', true],
  ])('that the client ends %s leaves its id to the next one', async (_when, runs) => {
    const gateway = await open(ANYONE);
    const { messages, send, sendTogether, received, initialize } = await openSocket(gateway);
    await initialize();
    const [complete, next] = [{ id: '1', type: 'complete' }, subscribeMessage('1', EVENTS)];
    if (!runs) sendTogether(subscribeMessage('1', OPEN_INCIDENTS), complete, next);
    else {
      send(subscribeMessage('1', OPEN_INCIDENTS));
      await received('next');
      messages.length = 0;
      sendTogether(complete, next);
    }
    await waitForLog(gateway, 'GraphQL subscription started', runs ? 2 : 1);
    await trigger(gateway);
    await received('next');
    expect(messages).not.toContainEqual(complete);
    expect(messages.at(-1)).toMatchObject({ payload: { data: { incidentEvents: { source: 'GATEWAY' } } } });
    send(complete);
    await waitForLog(gateway, 'GraphQL subscription ended', runs ? 2 : 1);
    const count = (what: string) =>
      gateway.log.filter(({ message }) => message === `GraphQL subscription ${what}`).length;
    expect(count('started')).toBe(count('ended'));
  });

  test('counts each operation in the rate limit of its caller, and has a maximum', async () => {
    const gateway = await open({ ...ANYONE, CALLER_RATE_LIMIT: '3', MAX_SUBSCRIPTIONS_PER_CALLER: '1' });
    const client = connect(gateway);
    await client.iterate({ query: OPEN_INCIDENTS }).next();
    const next = async (query: string) => client.iterate({ query }).next();
    await expect(next(OPEN_INCIDENTS)).rejects.toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    await next('{ viewer { name } }');
    await expect(next('{ viewer { name } }')).rejects.toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  });
});

describe('the credential of a WebSocket', () => {
  test.each([
    ['the payload of connection_init', {}, bearer('pg_reader')],
    ['the header', bearer('pg_reader'), undefined],
    ['both, if they are equal', bearer('pg_reader'), { Authorization: 'Bearer pg_reader' }],
  ])('may be in %s', async (_where, headers, payload) => {
    const gateway = await open({ API_KEYS_FILE: keysFile() });
    const { initialize, send, received } = await openSocket(gateway, headers);
    await initialize(payload);
    send(subscribeMessage('1', '{ viewer { name } }'));
    expect(await received('next')).toMatchObject({ payload: { data: { viewer: { name: 'reader' } } } });
  });

  test.each<[string, Record<string, string>, object | undefined, string]>([
    ['is missing', {}, undefined, 'Authentication required. Send `Authorization: Bearer <API key or access token>`.'],
    ['is wrong', {}, bearer('pg_wrong'), 'Invalid credentials.'],
    [
      'is a number',
      {},
      { authorization: 7 },
      'Unsupported credentials. Send `Authorization: Bearer <API key or access token>`.',
    ],
    [
      'is given twice',
      bearer('pg_reader'),
      bearer('pg_other'),
      'Send one credential: in the Authorization header or in connection_init.',
    ],
  ])('that %s closes the socket with 4403', async (_what, headers, payload, reason) => {
    const gateway = await open({ API_KEYS_FILE: keysFile() });
    const { send, closed } = await openSocket(gateway, headers);
    send({ type: 'connection_init', payload });
    expect(await closed).toEqual([4403, reason]);
  });

  test('is counted per address when it is wrong', async () => {
    const gateway = await open({ API_KEYS_FILE: keysFile() });
    for (let count = 0; count < 30; count += 1) {
      const { send, closed } = await openSocket(gateway);
      send({ type: 'connection_init', payload: bearer(`pg_wrong-${count}`) });
      expect((await closed)[0]).toBe(4403);
    }
    const { send, closed } = await openSocket(gateway);
    send({ type: 'connection_init', payload: bearer('pg_wrong') });
    expect((await closed)[0]).toBe(4429);
    expect((await gateway.run('{ viewer { name } }', bearer('pg_wrong'))).status).toBe(429);
  });

  test('that cannot be checked now closes the socket with 1013, after which clients connect again', async () => {
    const gateway = await open(idp.env());
    idp.status = 500;
    const { send, closed } = await openSocket(gateway);
    send({ type: 'connection_init', payload: bearer(await idp.token()) });
    expect((await closed)[0]).toBe(1013);
  });

  test.each([
    ['was removed', 'other', 'The API key was removed.'],
    ['lost a scope', 'reader', 'The credential lost the scope INCIDENTS_READ.'],
  ])('that %s closes the socket with 4403', async (_what, name, reason) => {
    const gateway = await open({ API_KEYS_FILE: keysFile() });
    const { initialize, closed } = await openSocket(gateway);
    await initialize(bearer('pg_reader'));
    writeFile('socket-keys.json', [{ name, sha256: sha256(`pg_${name}`), scopes: ['INCIDENTS_WRITE'] }]);
    passKeysFileAge();
    jest.advanceTimersByTime(5_000);
    expect(await closed).toEqual([4403, reason]);
  });
});

describe('a WebSocket is closed', () => {
  test.each<[string, number, unknown]>([
    ['a message before connection_init', 4401, subscribeMessage('1', '{ viewer { name } }')],
    ['a message that is not JSON', 4400, '{'],
    ['a message of no type', 4400, { type: 'nothing' }],
    ['a message that only servers send', 4400, { type: 'connection_ack' }],
    ['a message of 10 MB', 1009, subscribeMessage('1', 'x'.repeat(10_000_000))],
  ])('for %s', async (_what, code, message) => {
    const gateway = await open(ANYONE);
    const other = await openSocket(gateway);
    await other.initialize();
    const { send, closed } = await openSocket(gateway);
    send(message);
    expect((await closed)[0]).toBe(code);
    other.send(subscribeMessage('1', '{ viewer { name } }'));
    expect(await other.received('next')).toMatchObject({ payload: { data: { viewer: { name: 'anonymous' } } } });
  });

  test('without the subprotocol', async () => {
    const { closed } = await openSocket(await open(ANYONE), {}, '');
    expect((await closed)[0]).toBe(4406);
  });

  test('for a second connection_init, and for an id that is in use', async () => {
    const gateway = await open(ANYONE);
    const first = await openSocket(gateway);
    await first.initialize();
    first.send({ type: 'connection_init' });
    expect((await first.closed)[0]).toBe(4429);
    const second = await openSocket(gateway);
    await second.initialize();
    second.send(subscribeMessage('1', OPEN_INCIDENTS));
    second.send(subscribeMessage('1', OPEN_INCIDENTS));
    expect((await second.closed)[0]).toBe(4409);
  });

  test('with a reason of at most 123 bytes, cut between two characters', async () => {
    const { initialize, send, closed } = await openSocket(await open(ANYONE));
    await initialize();
    const id = '火'.repeat(60);
    send(subscribeMessage(id, OPEN_INCIDENTS));
    send(subscribeMessage(id, OPEN_INCIDENTS));
    expect(await closed).toEqual([4409, `Subscriber for ${'火'.repeat(35)}...`]);
  });

  test('after a minute without an operation, and not with one', async () => {
    const gateway = await open(ANYONE);
    const [idle, busy] = [await openSocket(gateway), await openSocket(gateway)];
    await Promise.all([idle.initialize(), busy.initialize()]);
    busy.send(subscribeMessage('1', OPEN_INCIDENTS));
    await busy.received('next');
    for (let count = 0; count < 5; count += 1) {
      const pinged = once(busy.socket, 'ping');
      jest.advanceTimersByTime(15_000);
      await pinged;
      await Promise.all([idle, busy].map(roundTrip));
    }
    expect(await idle.closed).toEqual([1000, 'No operation for a minute']);
    expect(busy.socket.readyState).toBe(WebSocket.OPEN);
  });

  test('with 1001 when the process stops, which does not wait for a client that is silent', async () => {
    const gateway = await open(ANYONE);
    const [polite, silent] = [await openSocket(gateway), await openSocket(gateway)];
    await Promise.all([polite.initialize(), silent.initialize()]);
    silent.socket.pause();
    await gateway.gateway.stop();
    expect(await polite.closed).toEqual([1001, 'The gateway is shutting down. Connect again.']);
  });
});

describe('an upgrade', () => {
  test.each([
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['a foreign host name', { host: 'evil.example' }, 421],
  ])('from %s is refused', async (_what, headers, status) => {
    const gateway = await open({ ...ANYONE, UPSTREAMS: 'live' });
    const socket = new WebSocket(toSocketUrl(gateway), 'graphql-transport-ws', { headers });
    const [, response] = await once(socket, 'unexpected-response');
    expect((response as { statusCode: number }).statusCode).toBe(status);
  });

  test('from an allowed origin, or the gateway’s own, is accepted', async () => {
    const gateway = await open({ ...ANYONE, ALLOWED_ORIGINS: 'https://board.example' });
    for (const origin of ['https://board.example', gateway.url])
      await (await openSocket(gateway, { origin })).initialize();
  });

  test.each([
    ['HTTP/2', { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAARAAAAAAAIAAAAA' }],
    ['a WebSocket by POST', { connection: 'Upgrade', upgrade: 'websocket' }],
  ])('to %s is ignored, and the body of the request is read', async (_what, headers) => {
    const gateway = await open(ANYONE);
    const body = JSON.stringify({ query: '{ viewer { name } }' });
    const sent = request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    sent.write(body.slice(0, 10));
    setImmediate(() => sent.end(body.slice(10)));
    const [response] = (await once(sent, 'response')) as [AsyncIterable<Buffer> & { statusCode: number }];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    expect([response.statusCode, Buffer.concat(chunks).toString().trim()]).toEqual([
      200,
      '{"data":{"viewer":{"name":"anonymous"}}}',
    ]);
  });

  test('that is refused closes the connection, also if the client leaves its half open', async () => {
    const gateway = await open(ANYONE);
    const { hostname, port } = new URL(gateway.url);
    const socket = connectTcp({ host: hostname, port: Number(port), allowHalfOpen: true });
    socket.resume();
    socket.write(`GET /nothing HTTP/1.1\r\nhost: ${hostname}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`);
    const [accepted] = (await once(gateway.gateway.app.server, 'connection')) as [NodeJS.EventEmitter];
    await once(accepted, 'close');
    socket.destroy();
  });
});
