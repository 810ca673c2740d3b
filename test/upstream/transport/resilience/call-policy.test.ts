import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { HttpResponse } from '../../../../src/upstream/transport/http/send-request.js';
import type { TransportErrorKind } from '../../../../src/faults/transport-errors.js';
import { TransportError } from '../../../../src/upstream/transport/transport-error.js';
import { createCallPolicy, type CallPolicy } from '../../../../src/upstream/transport/resilience/call-policy.js';
import { Cancellation } from '../../../../src/shared/cancellation.js';
import { AttemptTimeout } from '../../../../src/upstream/transport/resilience/attempt-timeout.js';
import { deferred } from '../../../deferred.js';

const limits: AttemptTimeout[] = [];

function createTimeout(ms = 60_000, caller?: Cancellation): AttemptTimeout {
  const made = new AttemptTimeout(ms, caller);
  limits.push(made);
  return made;
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  for (const made of limits.splice(0)) made.clear();
  jest.useRealTimers();
});

const respondWith = (status: number) => () =>
  Promise.resolve<HttpResponse>({ status, headers: {}, text: '', json: () => undefined, respondedAt: 0 });
const failWith = (breakdown: TransportErrorKind) => () => Promise.reject(new TransportError(breakdown));
const neverRespond = () => new Promise<HttpResponse>(() => {});

/** Outcomes of calls: a status or a failure. */
async function outcomeOf(
  guard: CallPolicy,
  attempt: () => Promise<HttpResponse>,
  within = createTimeout(),
): Promise<unknown> {
  try {
    return (await guard(attempt, within)).status;
  } catch (error) {
    return error instanceof TransportError ? error.kind : error;
  }
}

async function runTimes(count: number, guard: CallPolicy, attempt: () => Promise<HttpResponse>): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await outcomeOf(guard, attempt);
  }
}

async function openCircuit(): Promise<CallPolicy> {
  const guard = createCallPolicy();
  await runTimes(20, guard, failWith('reset'));
  return guard;
}

describe('the circuit breaker', () => {
  it.each<[string, () => Promise<HttpResponse>]>([
    ['refused connections', failWith('connect-failed')],
    ['lost connections', failWith('reset')],
    ['timeouts', failWith('timeout')],
    ['5xx', respondWith(500)],
  ])('opens after 20 %s: nothing is sent', async (_, attempt) => {
    const guard = createCallPolicy();
    await runTimes(20, guard, attempt);
    const next = jest.fn(respondWith(200));
    expect(await outcomeOf(guard, next)).toBe('circuit-open');
    expect(next).not.toHaveBeenCalled();
  });

  it.each<[string, () => Promise<HttpResponse>]>([
    ['4xx', respondWith(499)],
    ['429', respondWith(429)],
    ['unreadable responses', failWith('unreadable')],
    ['callers who disconnect', failWith('aborted')],
  ])('is not affected by %s', async (_, attempt) => {
    const guard = createCallPolicy();
    await runTimes(50, guard, attempt);
    expect(await outcomeOf(guard, respondWith(200))).toBe(200);
  });

  it('stays closed below 20 calls', async () => {
    const guard = createCallPolicy();
    await runTimes(19, guard, failWith('reset'));
    expect(await outcomeOf(guard, respondWith(200))).toBe(200);
  });

  it('stays closed while half of the calls succeed', async () => {
    const guard = createCallPolicy();
    for (let n = 0; n < 20; n += 1) {
      // oxlint-disable-next-line no-await-in-loop -- success and failure in turn
      await runTimes(1, guard, n % 2 === 0 ? respondWith(200) : respondWith(503));
    }
    expect(await outcomeOf(guard, respondWith(200))).toBe(200);
  });

  it('discards failures after ten seconds', async () => {
    const guard = createCallPolicy();
    await runTimes(19, guard, failWith('reset'));
    for (let second = 0; second < 11; second += 1) {
      jest.advanceTimersByTime(1000);
      // oxlint-disable-next-line no-await-in-loop -- one a second
      await runTimes(1, guard, respondWith(200));
    }
    await runTimes(5, guard, failWith('reset'));
    expect(await outcomeOf(guard, respondWith(200))).toBe(200);
  });

  it('reports when calls will be allowed again', async () => {
    const guard = await openCircuit();
    jest.advanceTimersByTime(1500);
    await expect(guard(respondWith(200), createTimeout())).rejects.toMatchObject({
      kind: 'circuit-open',
      retryAfterSeconds: 4,
    });
  });

  it('allows one trial call after five seconds and closes when it succeeds', async () => {
    const guard = await openCircuit();
    jest.advanceTimersByTime(4999);
    expect(await outcomeOf(guard, respondWith(200))).toBe('circuit-open');
    jest.advanceTimersByTime(1);
    expect(await outcomeOf(guard, respondWith(200))).toBe(200);
    expect(await outcomeOf(guard, respondWith(503))).toBe(503);
    expect(await outcomeOf(guard, respondWith(200))).toBe(200);
  });

  it('stays open for five more seconds when the trial call fails', async () => {
    const guard = await openCircuit();
    jest.advanceTimersByTime(5000);
    expect(await outcomeOf(guard, failWith('reset'))).toBe('reset');
    jest.advanceTimersByTime(4999);
    expect(await outcomeOf(guard, respondWith(200))).toBe('circuit-open');
    jest.advanceTimersByTime(1);
    expect(await outcomeOf(guard, respondWith(200))).toBe(200);
  });

  it('refuses the other calls at once during the trial call', async () => {
    const guard = await openCircuit();
    jest.advanceTimersByTime(5000);
    void outcomeOf(guard, neverRespond);
    await expect(guard(respondWith(200), createTimeout())).rejects.toMatchObject({
      kind: 'circuit-open',
      retryAfterSeconds: 1,
    });
  });

  it('is not closed by a trial call whose caller disconnects, and allows the next call as a trial', async () => {
    const guard = await openCircuit();
    jest.advanceTimersByTime(5000);
    expect(await outcomeOf(guard, failWith('aborted'))).toBe('aborted');
    expect(await outcomeOf(guard, failWith('reset'))).toBe('reset');
    expect(await outcomeOf(guard, respondWith(200))).toBe('circuit-open');
  });

  it('is not opened by calls that started late and were aborted before a response was due', async () => {
    const guard = createCallPolicy(4000);
    await runTimes(50, guard, () => {
      jest.advanceTimersByTime(3900);
      return failWith('timeout')();
    });
    expect(await outcomeOf(guard, respondWith(200))).toBe(200);
  });

  it('is opened by timeouts of calls that ran for a whole attempt', async () => {
    const guard = createCallPolicy(4000);
    const calls = Array.from({ length: 20 }, () => deferred<HttpResponse>());
    const ends = calls.map(({ promise }) => outcomeOf(guard, () => promise));
    jest.advanceTimersByTime(4000);
    for (const { reject } of calls) reject(new TransportError('timeout'));
    await Promise.all(ends);
    expect(await outcomeOf(guard, respondWith(200))).toBe('circuit-open');
  });

  it('refuses calls at once although hanging calls take every slot', async () => {
    const guard = createCallPolicy();
    await runTimes(19, guard, failWith('reset'));
    for (let n = 0; n < 31; n += 1) void outcomeOf(guard, neverRespond);
    await runTimes(1, guard, failWith('reset'));
    void outcomeOf(guard, neverRespond);
    expect(await outcomeOf(guard, respondWith(200))).toBe('circuit-open');
  });

  it('refuses queued calls when it opens', async () => {
    const guard = createCallPolicy();
    await runTimes(19, guard, failWith('reset'));
    const first = deferred<HttpResponse>();
    void outcomeOf(guard, () => first.promise);
    for (let n = 0; n < 31; n += 1) void outcomeOf(guard, neverRespond);
    const waiting = outcomeOf(guard, respondWith(200));
    first.reject(new TransportError('reset'));
    expect(await waiting).toBe('circuit-open');
  });
});

describe('the bulkhead', () => {
  it('allows 32 calls in flight', () => {
    const guard = createCallPolicy();
    const attempt = jest.fn(neverRespond);
    for (let n = 0; n < 40; n += 1) void outcomeOf(guard, attempt);
    expect(attempt).toHaveBeenCalledTimes(32);
  });

  it('gives a free slot to the next call', async () => {
    const guard = createCallPolicy();
    const first = deferred<HttpResponse>();
    void outcomeOf(guard, () => first.promise);
    for (let n = 0; n < 31; n += 1) void outcomeOf(guard, neverRespond);
    const next = outcomeOf(guard, respondWith(201));
    first.resolve(await respondWith(200)());
    expect(await next).toBe(201);
  });

  it('reports a call without a slot in time as not sent', async () => {
    const guard = createCallPolicy();
    for (let n = 0; n < 32; n += 1) void outcomeOf(guard, neverRespond);
    const attempt = jest.fn(respondWith(200));
    const end = outcomeOf(guard, attempt, createTimeout(100));
    jest.advanceTimersByTime(100);
    expect(await end).toBe('queue-full');
    expect(attempt).not.toHaveBeenCalled();
  });

  it('does not send such a call when a slot becomes free later', async () => {
    const guard = createCallPolicy();
    const first = deferred<HttpResponse>();
    void outcomeOf(guard, () => first.promise);
    for (let n = 0; n < 31; n += 1) void outcomeOf(guard, neverRespond);
    const attempt = jest.fn(respondWith(200));
    const late = outcomeOf(guard, attempt, createTimeout(100));
    jest.advanceTimersByTime(100);
    await late;
    const next = outcomeOf(guard, respondWith(201));
    first.resolve(await respondWith(200)());
    expect(await next).toBe(201);
    expect(attempt).not.toHaveBeenCalled();
  });

  it('ends a queued call whose caller disconnects', async () => {
    const guard = createCallPolicy();
    for (let n = 0; n < 32; n += 1) void outcomeOf(guard, neverRespond);
    const caller = new Cancellation();
    const end = outcomeOf(guard, respondWith(200), createTimeout(60_000, caller));
    caller.cancel();
    expect(await end).toBe('aborted');
  });

  it('queues 1000 calls and refuses the next one', async () => {
    const guard = createCallPolicy();
    for (let n = 0; n < 1032; n += 1) void outcomeOf(guard, neverRespond);
    expect(await outcomeOf(guard, respondWith(200))).toBe('queue-full');
  });
});
