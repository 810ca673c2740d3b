import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { WebSocket } from 'ws';
import { IncidentFeeds } from '../../../src/feed/incident-feeds.js';
import { type FakeFeed, feedWith, incident } from '../../graph/pagerduty/incidents/live/fake-feed.js';
import { liveGateways, type LiveGateway } from '../harness.js';
import type { OpenEventStream } from './event-stream-client.js';
import { ANYONE, eventStreams, nextData, OPEN_INCIDENTS, waitForLog } from './live-harness.js';

// A busy machine takes longer.
jest.setTimeout(120_000);

const { open } = liveGateways();
const { subscribe } = eventStreams();
const sockets: Socket[] = [];
let feed: FakeFeed;

const ENV = { ...ANYONE, CALLER_RATE_LIMIT: '0', MAX_SUBSCRIPTIONS_PER_CALLER: '2000' };
const EVENTS = 'subscription { incidentEvents { eventId incident { title } } }';

/** Sockets, the client and the date keep their timers. */
const ALL_BUT_INTERVALS = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setTimeout',
  'clearTimeout',
] as const;

beforeEach(() => {
  feed = feedWith(incident(1));
  jest.spyOn(IncidentFeeds.prototype, 'get').mockReturnValue(feed);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** Sends a subscription over its own socket, which nobody reads until `on('data')`. */
async function openSocket({ url }: LiveGateway, query: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on('error', () => {});
  await once(socket, 'connect');
  const body = JSON.stringify({ query });
  const head = [
    'POST /graphql HTTP/1.1',
    `host: ${hostname}`,
    'accept: text/event-stream',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  return socket;
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const started = ({ log }: LiveGateway) =>
  log.filter(({ message }) => message === 'GraphQL subscription started').length;

const LONG_TITLE = 'x'.repeat(20_000);

/** Bytes that are in use after a collection. The resident set depends on when V8 collects. */
async function measureMemory(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Buffers are released after the collection that finds them.
  for (let turn = 0; turn < 4; turn += 1) {
    collect();
    await nextTurn();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Reads until the version of this number. */
async function readUntil(stream: OpenEventStream, last: number): Promise<void> {
  for (;;) {
    const data = await nextData(stream);
    if (JSON.stringify(data).includes(`"${last} x`)) return;
  }
}

/** Changes that together are longer than any buffer of the system. */
async function changeOften(count: number, change: (index: number) => void): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    change(index);
    await nextTurn();
  }
}

/** Reads up to a text. Each chunk is searched once, because all of them have many megabytes. */
function readText(socket: Socket, end: string): Promise<string> {
  const chunks: string[] = [];
  return new Promise((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      const before = chunks.at(-1)?.slice(-end.length) ?? '';
      const text = chunk.toString('latin1');
      chunks.push(text);
      if ((before + text).includes(end)) resolve(chunks.join(''));
    });
  });
}

describe('a reader that is slow', () => {
  test('gets the last version of what changed, at a bounded cost, while others get everything', async () => {
    const gateway = await open(ENV);
    const slow = await openSocket(gateway, OPEN_INCIDENTS);
    const fast = await subscribe(gateway, OPEN_INCIDENTS);
    await nextData(fast);
    await waitForLog(gateway, 'GraphQL subscription started', 2);
    const before = await measureMemory();
    const last = 5_000;
    const reading = readUntil(fast, last);
    for (let index = 1; index <= last; index += 1) {
      feed.show('P1', incident(1, { title: `${index} ${LONG_TITLE}` }));
      await nextTurn();
    }
    await reading;
    // The changes have 100 MB.
    expect((await measureMemory()) - before).toBeLessThan(5_000_000);
    const text = await readText(slow, `"${last} x`);
    expect(text.match(/event: next/g)?.length).toBeLessThan(last / 2);
  });

  test('gets every event, those that it missed from the log', async () => {
    const gateway = await open(ENV);
    const slow = await openSocket(gateway, EVENTS);
    await waitForLog(gateway, 'GraphQL subscription started');
    feed.show('P1', incident(1, { title: LONG_TITLE }));
    const count = 1_500;
    await changeOften(count, () => feed.happen('P1'));
    const text = await readText(slow, `"E${count}"`);
    const ids = [...text.matchAll(/"eventId":"E(\d+)"/g)].map(([, id]) => Number(id));
    expect(ids).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  });

  test('is told when the log no longer has what it missed, after the events before', async () => {
    const gateway = await open(ENV);
    const slow = await openSocket(gateway, EVENTS);
    await waitForLog(gateway, 'GraphQL subscription started');
    feed.show('P1', incident(1, { title: LONG_TITLE }));
    const count = 1_500;
    await changeOften(count, () => feed.happen('P1'));
    feed.expired = count - 1;
    const text = await readText(slow, 'event: complete');
    const ids = [...text.matchAll(/"eventId":"E(\d+)"/g)].map(([, id]) => Number(id));
    expect(ids).toEqual(Array.from({ length: ids.length }, (_, index) => index + 1));
    expect(ids.length).toBeLessThan(count);
    expect(text.slice(text.lastIndexOf('"eventId"'))).toContain('"code":"CURSOR_EXPIRED"');
  });

  test('gets no heartbeat, because those would wait as well', async () => {
    jest.useFakeTimers({ doNotFake: [...ALL_BUT_INTERVALS] });
    const gateway = await open(ENV);
    const slow = await openSocket(gateway, OPEN_INCIDENTS);
    await waitForLog(gateway, 'GraphQL subscription started');
    const last = 1_000;
    await changeOften(last, (index) => feed.show('P1', incident(1, { title: `${index + 1} ${LONG_TITLE}` })));
    for (let count = 0; count < 3; count += 1) {
      jest.advanceTimersByTime(15_000);
      await nextTurn();
    }
    const text = await readText(slow, `"${last} x`);
    expect(text.match(/^:$/m)).toBeNull();
  });

  test('is disconnected after a minute without reading', async () => {
    const gateway = await open(ENV);
    const slow = await openSocket(gateway, OPEN_INCIDENTS);
    await waitForLog(gateway, 'GraphQL subscription started');
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    await changeOften(1_000, (index) => feed.show('P1', incident(1, { title: `${index} ${LONG_TITLE}` })));
    jest.advanceTimersByTime(60_000);
    await waitForLog(gateway, 'GraphQL subscription ended');
    expect(gateway.log.at(-1)?.details).toMatchObject({ reason: 'slow' });
    expect(feed.listeners.size).toBe(0);
    slow.on('data', () => {});
    await once(slow, 'close');
  });
});

describe('a WebSocket that is slow', () => {
  test('gets the last version of what changed, and is disconnected after a minute without reading', async () => {
    const gateway = await open(ENV);
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: OPEN_INCIDENTS } }));
    await waitForLog(gateway, 'GraphQL subscription started');
    socket.pause();
    await changeOften(1_000, (index) => feed.show('P1', incident(1, { title: `${index + 1} ${LONG_TITLE}` })));
    const texts: string[] = [];
    socket.on('message', (data: Buffer) => texts.push(data.toString()));
    socket.resume();
    while (!texts.at(-1)?.includes('"1000 x')) await nextTurn();
    expect(texts.length).toBeLessThan(900);
    socket.pause();
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    await changeOften(1_000, (index) => feed.show('P1', incident(1, { title: `${index} ${LONG_TITLE}` })));
    jest.advanceTimersByTime(60_000);
    await waitForLog(gateway, 'GraphQL subscription ended');
    expect(feed.listeners.size).toBe(0);
    socket.terminate();
  });
});

describe('many readers', () => {
  test('cost as many executions and upstream calls as one', async () => {
    const gateway = await open(ENV);
    const query = 'subscription { openIncidents { upserted { title details } } }';
    const streams = [];
    for (let count = 0; count < 50; count += 1) streams.push(await subscribe(gateway, query));
    await Promise.all(streams.map(nextData));
    const before = gateway.calls().length;
    // Each execution reads the status once.
    const executions = jest.spyOn(feed, 'status');
    feed.show('P1', incident(1, { title: 'Changed' }));
    const changes = await Promise.all(streams.map(nextData));
    expect(new Set(changes.map((change) => JSON.stringify(change))).size).toBe(1);
    expect([executions.mock.calls.length, gateway.calls().length - before]).toEqual([1, 1]);
  });

  test('that connect and hang up a thousand times leave nothing', async () => {
    const gateway = await open(ENV);
    for (let round = 0; round < 20; round += 1) {
      const opened = await Promise.all(
        Array.from({ length: 50 }, (_, index) => openSocket(gateway, index % 2 ? EVENTS : OPEN_INCIDENTS)),
      );
      // Some hang up at once, some after their first result.
      await Promise.all(
        opened.map(async (socket, index) => {
          if (index % 3 > 0) await once(socket, 'data');
          socket.destroy();
        }),
      );
      sockets.length = 0;
    }
    while (feed.listeners.size > 0) await nextTurn();
    await waitForLog(gateway, 'GraphQL subscription ended', started(gateway));
    expect(started(gateway)).toBeGreaterThan(600);
    expect(await nextData(await subscribe(gateway, OPEN_INCIDENTS))).toMatchObject({
      openIncidents: { isSnapshot: true },
    });
    expect(feed.listeners.size).toBe(1);
  });
});
