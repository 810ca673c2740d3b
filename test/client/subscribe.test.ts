import { describe, expect, jest, test } from '@jest/globals';
import {
  createSubscribe,
  PagergraphError,
  type ClientOptions,
  type SubscribeOptions,
} from '../../src/client/client.js';
import { COMPLETE, eventStreamServer, nextEvent, refuse, stream } from './event-stream-server.js';

const server = eventStreamServer();

const EVENTS = 'subscription ($after: String) { incidentEvents(after: $after) { eventId cursor } }';

const event = (eventId: string) => ({ incidentEvents: { eventId, cursor: `cursor of ${eventId}` } });
const next = (eventId: string) => nextEvent({ data: event(eventId) });
const UNAVAILABLE = { message: 'Stopping.', extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true } };
const FORBIDDEN = { message: 'No.', extensions: { code: 'FORBIDDEN', retryable: false } };
const end = (code: string) =>
  nextEvent({ extensions: { end: { code, message: 'The stream ends.', retryAfterSeconds: null } } });

function subscribe(options: SubscribeOptions = {}, client: Partial<ClientOptions> = {}, variables: object = {}) {
  return createSubscribe({ url: server.url, ...client })<ReturnType<typeof event>, object>(EVENTS, variables, {
    retryDelayMs: 1,
    ...options,
  });
}

/** The ids until the iteration ends, and the error that ended it. */
async function collect(events: AsyncIterable<ReturnType<typeof event>>) {
  const ids: string[] = [];
  try {
    for await (const { incidentEvents } of events) ids.push(incidentEvents.eventId);
    return { ids };
  } catch (error) {
    expect(error).toBeInstanceOf(PagergraphError);
    return { ids, code: (error as PagergraphError).code };
  }
}

test('yields the data of each event until the gateway completes', async () => {
  server.respondWith(stream([': heartbeat\n\n', next('1'), next('2').replaceAll('\n', '\r\n'), COMPLETE]));
  await expect(collect(subscribe({}, { token: 'secret' }))).resolves.toEqual({ ids: ['1', '2'] });
  const [request] = server.received;
  expect(request?.headers).toMatchObject({ accept: 'text/event-stream', authorization: 'Bearer secret' });
});

test('reads an event that arrives in pieces, inside a character too', async () => {
  const bytes = Buffer.from(next('Zürich'));
  server.respondWith((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const middle = bytes.indexOf('ü') + 1;
    response.write(bytes.subarray(0, middle), () =>
      response.end(Buffer.concat([bytes.subarray(middle), Buffer.from(COMPLETE)])),
    );
  });
  await expect(collect(subscribe())).resolves.toEqual({ ids: ['Zürich'] });
});

test('reads a line separator inside a text', async () => {
  server.respondWith(stream([next('one\u2028two'), COMPLETE]));
  await expect(collect(subscribe())).resolves.toEqual({ ids: ['one\u2028two'] });
});

test('waits for a caller who takes longer with an event than the connection may be silent', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
  try {
    let sendRest: (() => void) | undefined;
    server.respondWith(
      (response) => {
        sendRest = () => response.end(`${next('2')}${COMPLETE}`);
        stream([next('1')], { ends: false })(response);
      },
      refuse(403, FORBIDDEN),
    );
    const events = subscribe();
    await events.next();
    jest.advanceTimersByTime(60_000);
    sendRest?.();
    await expect(collect(events)).resolves.toEqual({ ids: ['2'] });
  } finally {
    jest.useRealTimers();
  }
});

describe('connects again', () => {
  test('at the cursor of the last event when the connection ends without `complete`', async () => {
    server.respondWith(stream([next('1'), next('2')]), stream([next('3'), COMPLETE]));
    const errors: object[] = [];
    const onError = ({ code, message }: PagergraphError) => errors.push({ code, message });
    const events = subscribe({ onError }, {}, { after: 'cursor of 0' });
    await expect(collect(events)).resolves.toEqual({ ids: ['1', '2', '3'] });
    expect(server.received.map(({ variables }) => variables['after'])).toEqual(['cursor of 0', 'cursor of 2']);
    expect(errors).toEqual([{ code: 'NETWORK', message: 'The connection failed or was lost.' }]);
  });

  test('when the gateway refuses for now, or ends the stream with such a reason', async () => {
    const stopping = end('UPSTREAM_UNAVAILABLE');
    server.respondWith(refuse(503, UNAVAILABLE), stream([next('1'), stopping]), stream([next('2'), COMPLETE]));
    await expect(collect(subscribe())).resolves.toEqual({ ids: ['1', '2'] });
  });

  test('when the connection is silent for too long', async () => {
    server.respondWith(stream([next('1')], { ends: false }), stream([next('2'), COMPLETE]));
    const errors: string[] = [];
    const events = subscribe({ timeoutMs: 100, onError: ({ code }) => errors.push(code) });
    await expect(collect(events)).resolves.toEqual({ ids: ['1', '2'] });
    expect(errors).toEqual(['TIMEOUT']);
  });

  test('with another token when the first one expires', async () => {
    const tokens = ['first', 'second'];
    server.respondWith(stream([next('1'), end('UNAUTHENTICATED')]), stream([next('2'), COMPLETE]));
    await expect(collect(subscribe({}, { token: () => tokens.shift() ?? '' }))).resolves.toEqual({ ids: ['1', '2'] });
    expect(server.received[1]?.headers.authorization).toBe('Bearer second');
  });

  test('with another token before the first event', async () => {
    const tokens = ['first', 'second'];
    server.respondWith(stream([end('UNAUTHENTICATED')]), stream([next('1'), COMPLETE]));
    await expect(collect(subscribe({}, { token: () => tokens.shift() ?? '' }))).resolves.toEqual({ ids: ['1'] });
  });

  test('as long as heartbeats arrive, whatever `maxRetries` is', async () => {
    const quiet = stream([':\n\n']);
    server.respondWith(quiet, quiet, quiet, stream([next('1'), COMPLETE]));
    await expect(collect(subscribe({ maxRetries: 1 }))).resolves.toEqual({ ids: ['1'] });
  });
});

describe('ends with a PagergraphError', () => {
  test('when the gateway refuses for good', async () => {
    server.respondWith(refuse(403, FORBIDDEN));
    await expect(collect(subscribe())).resolves.toEqual({ ids: [], code: 'FORBIDDEN' });
    expect(server.received).toHaveLength(1);
  });

  test('when an event has no data for good', async () => {
    server.respondWith(stream([next('1'), nextEvent({ errors: [FORBIDDEN] })]));
    await expect(collect(subscribe())).resolves.toEqual({ ids: ['1'], code: 'FORBIDDEN' });
  });

  test.each(['<html>', 'null'])('when an event is %s', async (data) => {
    server.respondWith(stream([next('1'), `event: next\ndata: ${data}\n\n`]));
    await expect(collect(subscribe())).resolves.toEqual({ ids: ['1'], code: 'BAD_RESPONSE' });
    expect(server.received).toHaveLength(1);
  });

  test('when a token that is no function expires', async () => {
    server.respondWith(stream([next('1'), end('UNAUTHENTICATED')]));
    await expect(collect(subscribe({}, { token: 'fixed' }))).resolves.toEqual({ ids: ['1'], code: 'UNAUTHENTICATED' });
  });

  test('after `maxRetries` failed attempts in a row', async () => {
    server.respondWith(stream([next('1')]), refuse(503, UNAVAILABLE));
    await expect(collect(subscribe({ maxRetries: 2 }))).resolves.toEqual({ ids: ['1'], code: 'UPSTREAM_UNAVAILABLE' });
    expect(server.received).toHaveLength(3);
  });

  test('when the answer is no event stream', async () => {
    server.respondWith((response) => response.end('<html>'));
    await expect(collect(subscribe())).resolves.toEqual({ ids: [], code: 'BAD_RESPONSE' });
  });

  test('when the response has data, but is no event stream', async () => {
    server.respondWith((response) => response.end(JSON.stringify({ data: event('1') })));
    await expect(collect(subscribe())).resolves.toEqual({ ids: [], code: 'BAD_RESPONSE' });
    expect(server.received).toHaveLength(1);
  });

  test('when no token comes in time', async () => {
    const events = subscribe({ timeoutMs: 20, maxRetries: 0 }, { token: () => new Promise(() => undefined) });
    await expect(collect(events)).resolves.toEqual({ ids: [], code: 'TIMEOUT' });
  });

  test('when its signal aborts, also while nothing happens', async () => {
    server.respondWith(stream([next('1')], { ends: false }));
    const controller = new AbortController();
    const events = subscribe({ signal: controller.signal });
    await events.next();
    const pending = collect(events);
    controller.abort();
    await expect(pending).resolves.toEqual({ ids: [], code: 'ABORTED' });
  });
});

test('an error beside the data ends nothing', async () => {
  const unreadable = {
    message: 'Service unreadable.',
    path: ['incidentEvents'],
    extensions: { code: 'UPSTREAM_TIMEOUT' },
  };
  server.respondWith(stream([nextEvent({ data: event('1'), errors: [unreadable] }), COMPLETE]));
  const errors: PagergraphError[] = [];
  await expect(collect(subscribe({ onError: (error) => errors.push(error) }))).resolves.toEqual({ ids: ['1'] });
  expect(errors.map(({ code }) => code)).toEqual(['UPSTREAM_TIMEOUT']);
});

test('what onError throws ends the iteration', async () => {
  const result = nextEvent({ data: event('1'), errors: [UNAVAILABLE] });
  server.respondWith(stream([result], { ends: false }));
  const onError = jest.fn(() => {
    throw new Error('Enough.');
  });
  await expect(subscribe({ onError }).next()).rejects.toThrow('Enough.');
  expect(onError).toHaveBeenCalledTimes(1);
});

test('return() ends a pending next() and closes the connection', async () => {
  let closed: Promise<unknown> | undefined;
  server.respondWith((response) => {
    closed = new Promise((resolve) => response.once('close', resolve));
    stream([next('1')], { ends: false })(response);
  });
  const events = subscribe();
  await events.next();
  const pending = events.next();
  await events.return?.();
  await expect(pending).resolves.toEqual({ done: true, value: undefined });
  await closed;
});

test('sends nothing before the first next()', async () => {
  server.respondWith(stream([COMPLETE]));
  const events = subscribe();
  await events.return?.();
  expect(server.received).toEqual([]);
});
