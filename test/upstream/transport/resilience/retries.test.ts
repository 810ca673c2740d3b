import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { runAsMutation, type RequestScope } from '../../../../src/upstream/transport/request-scope.js';
import { GuardRead } from '../../../../src/upstream/transport/resilience/guard-read.js';
import { Cancellation } from '../../../../src/shared/cancellation.js';
import type { Endpoint } from '../../../../src/upstream/transport/endpoint.js';
import { RESILIENCE_POLICY } from '../../../../src/upstream/transport/resilience/policy.js';
import type { TransportOptions } from '../../../../src/upstream/transport/transport.js';
import { fakeClock } from '../../fake-clock.js';
import { type LocalUpstream, READ, serveLocally, WRITE } from '../../local-server.js';

/** What the upstream does with one request. */
type ResponseScript = (response: ServerResponse) => void;

const respondWith =
  (status: number, headers: Record<string, string> = {}): ResponseScript =>
  (response) =>
    response.writeHead(status, headers).end(`answer ${status}`);
const resetConnection: ResponseScript = (response) => void response.req.socket.resetAndDestroy();
const sendHalf: ResponseScript = (response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('half', () => response.req.socket.end());
};
const neverRespond: ResponseScript = () => {};

const IDEMPOTENT: Endpoint = { ...WRITE, name: 'resolveThing', retry: 'idempotent' };
const CHECK_FIRST: Endpoint = { ...WRITE, name: 'takeThing', retry: 'check-first' };

const openUpstreams: LocalUpstream[] = [];
afterEach(() => Promise.all(openUpstreams.splice(0).map((upstream) => upstream.close())));

/** An upstream that runs one script per request; the last one repeats. */
async function serveScript(
  acts: readonly ResponseScript[],
  options: Partial<TransportOptions> & { startsAt?: number } = {},
) {
  const { startsAt, ...changes } = options;
  const clock = fakeClock(startsAt);
  let requests = 0;
  const upstream = await serveLocally(
    (_, response) => {
      const act = acts[Math.min(requests, acts.length - 1)];
      requests += 1;
      act?.(response);
    },
    { deadlineMs: 10_000, tryTimeoutMs: 4_000, clock, ...changes },
  );
  openUpstreams.push(upstream);
  const send = (endpoint: Endpoint = READ, scope?: RequestScope) => {
    const method = endpoint.effect === 'read' ? 'GET' : 'PUT';
    return upstream.transport.send({ endpoint, method, path: '/things' }, scope);
  };
  return { clock, send, requests: () => requests, takeRepeat: () => upstream.transport.acquireRetry() };
}

describe('a read', () => {
  it.each<[string, ResponseScript]>([
    ['a 408', respondWith(408)],
    ['a 429', respondWith(429)],
    ['a 500', respondWith(500)],
    ['a 502', respondWith(502)],
    ['a 503', respondWith(503)],
    ['a 504', respondWith(504)],
    ['a cut connection', resetConnection],
    ['half a body', sendHalf],
  ])('survives %s', async (_, fault) => {
    const { send, requests, clock } = await serveScript([fault, respondWith(200)]);
    expect(await send()).toMatchObject({ status: 200, text: 'answer 200' });
    expect([requests(), clock.sleeps]).toEqual([2, [100]]);
  });

  it('survives an attempt without a response in time', async () => {
    const { send, requests } = await serveScript([neverRespond, respondWith(200)], { tryTimeoutMs: 250 });
    expect(await send()).toMatchObject({ status: 200 });
    expect(requests()).toBe(2);
  });

  it('is attempted three times with growing delays and reports the last failure', async () => {
    const { send, requests, clock } = await serveScript([respondWith(500), resetConnection, respondWith(503)]);
    expect(await send()).toMatchObject({ status: 503, retriedAfterUnknown: true });
    expect([requests(), clock.sleeps]).toEqual([3, [100, 200]]);
  });

  it('is sent once when it succeeds', async () => {
    const { send, requests, clock } = await serveScript([respondWith(200)]);
    expect(await send()).toMatchObject({ retriedAfterUnknown: false });
    expect([requests(), clock.sleeps]).toEqual([1, []]);
  });
});

/** The additional wait of a read with the test clock's random number. */
const SPREAD_MS = RESILIENCE_POLICY.resetJitterMs / 2;

describe('a wait that the upstream requests', () => {
  it.each([
    ['in seconds', '3', 3000],
    ['as a date', 'Thu, 01 Jan 2026 00:00:07 GMT', 7000],
    ['of nothing', '0', 0],
  ])('%s is respected', async (_, text, ms) => {
    const { send, clock } = await serveScript([respondWith(429, { 'retry-after': text }), respondWith(200)]);
    expect(await send()).toMatchObject({ status: 200 });
    expect(clock.sleeps).toEqual([ms + SPREAD_MS]);
  });

  it('is respected under a 503', async () => {
    const { send, clock } = await serveScript([respondWith(503, { 'retry-after': '2' }), respondWith(200)]);
    await send();
    expect(clock.sleeps).toEqual([2000 + SPREAD_MS]);
  });

  it('is taken from the rate limit when there is no retry-after', async () => {
    const { send, clock } = await serveScript([respondWith(429), respondWith(200)], {
      readRateLimitHeaders: () => ({ resetSeconds: 4 }),
    });
    await send();
    expect(clock.sleeps).toEqual([4000 + SPREAD_MS]);
  });

  it.each(['soon', '-1', ''])('is ignored when it is %j', async (text) => {
    const { send, clock } = await serveScript([respondWith(429, { 'retry-after': text }), respondWith(200)]);
    await send();
    expect(clock.sleeps).toEqual([100]);
  });

  it('is not extended for a write', async () => {
    const { send, clock } = await serveScript([respondWith(429, { 'retry-after': '3' }), respondWith(200)]);
    await send(WRITE);
    expect(clock.sleeps).toEqual([3000]);
  });

  it('leaves a delayed read half of the remaining time', async () => {
    const { send, clock } = await serveScript([respondWith(429, { 'retry-after': '9' }), respondWith(200)], {
      deadlineMs: 10_000,
    });
    expect(await send()).toMatchObject({ status: 200 });
    expect(clock.sleeps).toEqual([9000 + 250]);
  });

  it('is skipped when it exceeds the deadline: the refusal is returned at once', async () => {
    const { send, clock, requests } = await serveScript([respondWith(429, { 'retry-after': '10' })], {
      deadlineMs: 10_000,
    });
    expect(await send()).toMatchObject({ status: 429 });
    expect([requests(), clock.sleeps]).toEqual([1, []]);
  });

  it('also applies to the next call, which is refused without a request', async () => {
    const { send, requests, clock } = await serveScript([respondWith(429, { 'retry-after': '3600' })]);
    await send(WRITE);
    clock.advance(60_000);
    await expect(send(WRITE)).rejects.toMatchObject({ kind: 'rate-limit-hold', retryAfterSeconds: 3540 });
    expect(requests()).toBe(1);
  });

  it('delays the next call when it fits its deadline', async () => {
    const { send, clock } = await serveScript([respondWith(429, { 'retry-after': '12' }), respondWith(200)]);
    await send(WRITE);
    clock.advance(5000);
    expect(await send(WRITE)).toMatchObject({ status: 200 });
    expect(clock.sleeps).toEqual([7000]);
  });
});

describe('reads delayed until one reset', () => {
  it('are sent at random times within the second after it', async () => {
    const used = { limit: 960, remaining: 0, resetSeconds: 5 };
    const { send, clock } = await serveScript([respondWith(200)], { readRateLimitHeaders: () => used });
    await send();
    await send();
    expect(clock.sleeps).toEqual([5000 + SPREAD_MS]);
  });

  it('do not delay a write', async () => {
    const used = { limit: 960, remaining: 0, resetSeconds: 5 };
    const { send, clock } = await serveScript([respondWith(200)], { readRateLimitHeaders: () => used });
    await send();
    await send(WRITE);
    expect(clock.sleeps).toEqual([]);
  });
});

describe('a write', () => {
  it('that is idempotent survives a lost response and is dated from its first attempt', async () => {
    const { send, clock, requests } = await serveScript([resetConnection, respondWith(200)]);
    const begun = clock.now();
    expect(await send(IDEMPOTENT)).toMatchObject({ status: 200, sentAt: begun, retriedAfterUnknown: true });
    expect(requests()).toBe(2);
  });

  it('that must not have been executed is retried after a 429', async () => {
    const { send, requests } = await serveScript([respondWith(429), respondWith(201)]);
    expect(await send(WRITE)).toMatchObject({ status: 201 });
    expect(requests()).toBe(2);
  });

  it.each<[string, Endpoint]>([
    ['must not have been executed', WRITE],
    ['must be checked first', CHECK_FIRST],
  ])('that %s is not retried after a lost response', async (_, endpoint) => {
    const { send, requests } = await serveScript([resetConnection, respondWith(201)]);
    await expect(send(endpoint)).rejects.toMatchObject({ kind: 'reset' });
    expect(requests()).toBe(1);
  });

  it('that must be checked first is not even retried after a 429', async () => {
    const { send, requests } = await serveScript([respondWith(429), respondWith(201)]);
    expect(await send(CHECK_FIRST)).toMatchObject({ status: 429 });
    expect(requests()).toBe(1);
  });

  it('with a lost response is reported as lost, although its retry got a 429', async () => {
    const { send } = await serveScript([respondWith(503), respondWith(429, { 'retry-after': '3600' })]);
    expect(await send(IDEMPOTENT)).toMatchObject({ status: 503 });
  });

  it('with a lost response is reported as lost, although its retry was not sent', async () => {
    const { send, clock } = await serveScript([resetConnection, respondWith(200)], { deadlineMs: 1000 });
    clock.wait = async () => clock.advance(1000);
    await expect(send(IDEMPOTENT)).rejects.toMatchObject({ kind: 'reset' });
  });

  it('with a refused retry is reported as refused', async () => {
    const { send } = await serveScript([respondWith(503), respondWith(404)]);
    expect(await send(IDEMPOTENT)).toMatchObject({ status: 404 });
  });

  it.each([
    ['the time that its endpoint reserves for a check', { reservedMs: 300 }],
    ['half of a deadline that is shorter than that time', { reservedMs: 2000 }],
  ])('leaves %s', async (_, more) => {
    const { send } = await serveScript([neverRespond], { deadlineMs: 400 });
    const ended: string[] = [];
    const ends = (name: string) => () => ended.push(name);
    await Promise.all([send(WRITE).catch(ends('all')), send({ ...WRITE, ...more }).catch(ends('some'))]);
    expect(ended).toEqual(['some', 'all']);
  });
});

describe('a mutation', () => {
  it('aborts its calls at its own deadline', async () => {
    const { send, requests } = await serveScript([respondWith(200)], { startsAt: Date.now() });
    const scope: RequestScope = { counter: { upstreamCalls: 0 } };
    await expect(runAsMutation(scope, () => send(WRITE, scope), -60_000)).rejects.toMatchObject({
      kind: 'deadline-exceeded',
    });
    expect(requests()).toBe(0);
  });

  it('continues when its caller disconnects', async () => {
    const leaving = new Cancellation();
    const { send } = await serveScript([(response) => (leaving.cancel(), response.end('done'))]);
    const scope: RequestScope = { cancellation: leaving, counter: { upstreamCalls: 0 } };
    expect(await runAsMutation(scope, () => send(READ, scope))).toMatchObject({ text: 'done' });
  });
});

const countTaken = (count: number, take: () => boolean) => Array.from({ length: count }, take).filter(Boolean).length;

/** The scope of a mutation that has just read. */
function decidedScope(clock: { monotonic(): number }): RequestScope {
  const guard = new GuardRead();
  guard.recordRead(clock.monotonic(), clock.monotonic());
  return { counter: { upstreamCalls: 0 }, mutationDeadline: Infinity, guardRead: guard };
}

describe('a write that a read decides', () => {
  it('is sent while the read is at most a second old', async () => {
    const { send, clock } = await serveScript([respondWith(200)]);
    const scope = decidedScope(clock);
    clock.advance(1000);
    expect(await send(WRITE, scope)).toMatchObject({ status: 200 });
  });

  it('is not sent when another caller’s 429 delayed it for longer', async () => {
    const { send, clock, requests } = await serveScript([respondWith(429, { 'retry-after': '3' }), respondWith(200)]);
    await send(CHECK_FIRST);
    const scope = decidedScope(clock);
    await expect(send(CHECK_FIRST, scope)).rejects.toMatchObject({ kind: 'stale-read' });
    expect([requests(), scope.guardRead?.hasExpired, scope.hasSentWrite, scope.counter.upstreamCalls]).toEqual([
      1,
      true,
      false,
      0,
    ]);
  });

  it('is not retried when its own 429 delayed it for longer', async () => {
    const { send, clock, requests } = await serveScript([respondWith(429, { 'retry-after': '3' }), respondWith(200)]);
    await expect(send(WRITE, decidedScope(clock))).rejects.toMatchObject({ kind: 'stale-read' });
    expect(requests()).toBe(1);
  });

  it('is retried on its own once it may have been executed', async () => {
    const { send, clock, requests } = await serveScript([respondWith(503, { 'retry-after': '3' }), respondWith(200)]);
    expect(await send(IDEMPOTENT, decidedScope(clock))).toMatchObject({ status: 200 });
    expect(requests()).toBe(2);
  });

  it('does not decide a write after it', async () => {
    const { send, clock } = await serveScript([respondWith(200)]);
    const scope = decidedScope(clock);
    await send(WRITE, scope);
    clock.advance(5000);
    expect(await send(WRITE, scope)).toMatchObject({ status: 200 });
  });

  it('does not delay a read', async () => {
    const { send, clock } = await serveScript([respondWith(200)]);
    const scope = decidedScope(clock);
    clock.advance(5000);
    expect(await send(READ, scope)).toMatchObject({ status: 200 });
  });
});

describe('the retry budget of an account', () => {
  it('is ten, shared with calls that check first', async () => {
    const { send, requests, takeRepeat } = await serveScript([respondWith(503)]);
    expect(countTaken(12, takeRepeat)).toBe(10);
    expect(await send()).toMatchObject({ status: 503, retriedAfterUnknown: false });
    expect(requests()).toBe(1);
  });

  it.each([
    [200, 1],
    [302, 1],
    [400, 0],
    [404, 0],
  ])('grows after ten responses of %d by %d', async (status, more) => {
    const { send, takeRepeat } = await serveScript([respondWith(status)]);
    countTaken(10, takeRepeat);
    for (let n = 0; n < 10; n += 1) await send();
    expect(countTaken(2, takeRepeat)).toBe(more);
  });
});

describe('the count of upstream calls', () => {
  it('includes every attempt', async () => {
    const counter = { upstreamCalls: 0 };
    const { send } = await serveScript([respondWith(503), respondWith(503), respondWith(200)]);
    await send(READ, { counter });
    expect(counter.upstreamCalls).toBe(3);
  });

  it('includes those of a mutation', async () => {
    const counter = { upstreamCalls: 0 };
    const { send } = await serveScript([respondWith(200)]);
    const scope: RequestScope = { counter };
    await runAsMutation(scope, () => send(WRITE, scope));
    expect(counter.upstreamCalls).toBe(1);
  });
});
