import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { RawAnswer } from '../../../../src/upstream/transport/http/send-request.js';
import type { Breakdown } from '../../../../src/faults/upstream-errors.js';
import { TransportFailure } from '../../../../src/upstream/transport/transport-error.js';
import { createGuard, type Guard } from '../../../../src/upstream/transport/resilience/circuit-breaker.js';
import { Leaving } from '../../../../src/shared/cancellation.js';
import { TimeLimit } from '../../../../src/upstream/transport/resilience/attempt-timeout.js';
import { later } from '../../../deferred.js';

const limits: TimeLimit[] = [];

function limit(ms = 60_000, caller?: Leaving): TimeLimit {
  const made = new TimeLimit(ms, caller);
  limits.push(made);
  return made;
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  for (const made of limits.splice(0)) made.clear();
  jest.useRealTimers();
});

const answering = (status: number) => () =>
  Promise.resolve<RawAnswer>({ status, headers: {}, text: '', json: () => undefined, answeredAt: 0 });
const failing = (breakdown: Breakdown) => () => Promise.reject(new TransportFailure(breakdown));
const hanging = () => new Promise<RawAnswer>(() => {});

/** How calls end: a status, or how they broke down. */
async function endOf(guard: Guard, attempt: () => Promise<RawAnswer>, within = limit()): Promise<unknown> {
  try {
    return (await guard(attempt, within)).status;
  } catch (error) {
    return error instanceof TransportFailure ? error.breakdown : error;
  }
}

async function times(count: number, guard: Guard, attempt: () => Promise<RawAnswer>): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await endOf(guard, attempt);
  }
}

async function openGuard(): Promise<Guard> {
  const guard = createGuard();
  await times(20, guard, failing('reset'));
  return guard;
}

describe('the breaker', () => {
  it.each<[string, () => Promise<RawAnswer>]>([
    ['refused connections', failing('refused')],
    ['lost connections', failing('reset')],
    ['timeouts', failing('timeout')],
    ['5xx', answering(500)],
  ])('opens after 20 %s: nothing is sent', async (_, attempt) => {
    const guard = createGuard();
    await times(20, guard, attempt);
    const next = jest.fn(answering(200));
    expect(await endOf(guard, next)).toBe('shut');
    expect(next).not.toHaveBeenCalled();
  });

  it.each<[string, () => Promise<RawAnswer>]>([
    ['4xx', answering(499)],
    ['429', answering(429)],
    ['answers nobody can read', failing('unreadable')],
    ['callers who leave', failing('aborted')],
  ])('is not impressed by %s', async (_, attempt) => {
    const guard = createGuard();
    await times(50, guard, attempt);
    expect(await endOf(guard, answering(200))).toBe(200);
  });

  it('stays closed below 20 calls', async () => {
    const guard = createGuard();
    await times(19, guard, failing('reset'));
    expect(await endOf(guard, answering(200))).toBe(200);
  });

  it('stays closed while half of the calls succeed', async () => {
    const guard = createGuard();
    for (let n = 0; n < 20; n += 1) {
      // oxlint-disable-next-line no-await-in-loop -- success and failure in turn
      await times(1, guard, n % 2 === 0 ? answering(200) : answering(503));
    }
    expect(await endOf(guard, answering(200))).toBe(200);
  });

  it('forgets failures after ten seconds', async () => {
    const guard = createGuard();
    await times(19, guard, failing('reset'));
    for (let second = 0; second < 11; second += 1) {
      jest.advanceTimersByTime(1000);
      // oxlint-disable-next-line no-await-in-loop -- one a second
      await times(1, guard, answering(200));
    }
    await times(5, guard, failing('reset'));
    expect(await endOf(guard, answering(200))).toBe(200);
  });

  it('says when calls will be let through again', async () => {
    const guard = await openGuard();
    jest.advanceTimersByTime(1500);
    await expect(guard(answering(200), limit())).rejects.toMatchObject({ breakdown: 'shut', retryAfterSeconds: 4 });
  });

  it('lets one call try after five seconds, and closes when that succeeds', async () => {
    const guard = await openGuard();
    jest.advanceTimersByTime(4999);
    expect(await endOf(guard, answering(200))).toBe('shut');
    jest.advanceTimersByTime(1);
    expect(await endOf(guard, answering(200))).toBe(200);
    expect(await endOf(guard, answering(503))).toBe(503);
    expect(await endOf(guard, answering(200))).toBe(200);
  });

  it('stays open for five more seconds when that fails', async () => {
    const guard = await openGuard();
    jest.advanceTimersByTime(5000);
    expect(await endOf(guard, failing('reset'))).toBe('reset');
    jest.advanceTimersByTime(4999);
    expect(await endOf(guard, answering(200))).toBe('shut');
    jest.advanceTimersByTime(1);
    expect(await endOf(guard, answering(200))).toBe(200);
  });

  it('answers the others at once while that one call tries', async () => {
    const guard = await openGuard();
    jest.advanceTimersByTime(5000);
    void endOf(guard, hanging);
    await expect(guard(answering(200), limit())).rejects.toMatchObject({ breakdown: 'shut', retryAfterSeconds: 1 });
  });

  it('is not closed by a try whose caller leaves, and lets the next call try at once', async () => {
    const guard = await openGuard();
    jest.advanceTimersByTime(5000);
    expect(await endOf(guard, failing('aborted'))).toBe('aborted');
    expect(await endOf(guard, failing('reset'))).toBe('reset');
    expect(await endOf(guard, answering(200))).toBe('shut');
  });

  it('is not opened by calls that got their place late and were cut off before an answer was due', async () => {
    const guard = createGuard(4000);
    await times(50, guard, () => {
      jest.advanceTimersByTime(3900);
      return failing('timeout')();
    });
    expect(await endOf(guard, answering(200))).toBe(200);
  });

  it('is opened by timeouts of calls that were under way for as long as a try may take', async () => {
    const guard = createGuard(4000);
    const calls = Array.from({ length: 20 }, () => later<RawAnswer>());
    const ends = calls.map(({ promise }) => endOf(guard, () => promise));
    jest.advanceTimersByTime(4000);
    for (const { reject } of calls) reject(new TransportFailure('timeout'));
    await Promise.all(ends);
    expect(await endOf(guard, answering(200))).toBe('shut');
  });

  it('answers at once though every place is taken by calls that hang', async () => {
    const guard = createGuard();
    await times(19, guard, failing('reset'));
    for (let n = 0; n < 31; n += 1) void endOf(guard, hanging);
    await times(1, guard, failing('reset'));
    void endOf(guard, hanging);
    expect(await endOf(guard, answering(200))).toBe('shut');
  });

  it('answers those who wait for a place when it opens', async () => {
    const guard = createGuard();
    await times(19, guard, failing('reset'));
    const first = later<RawAnswer>();
    void endOf(guard, () => first.promise);
    for (let n = 0; n < 31; n += 1) void endOf(guard, hanging);
    const waiting = endOf(guard, answering(200));
    first.reject(new TransportFailure('reset'));
    expect(await waiting).toBe('shut');
  });
});

describe('the bulkhead', () => {
  it('has 32 calls under way at once', () => {
    const guard = createGuard();
    const attempt = jest.fn(hanging);
    for (let n = 0; n < 40; n += 1) void endOf(guard, attempt);
    expect(attempt).toHaveBeenCalledTimes(32);
  });

  it('gives a place that becomes free to the next', async () => {
    const guard = createGuard();
    const first = later<RawAnswer>();
    void endOf(guard, () => first.promise);
    for (let n = 0; n < 31; n += 1) void endOf(guard, hanging);
    const next = endOf(guard, answering(201));
    first.resolve(await answering(200)());
    expect(await next).toBe(201);
  });

  it('tells a call that got no turn in its time as one that was not sent', async () => {
    const guard = createGuard();
    for (let n = 0; n < 32; n += 1) void endOf(guard, hanging);
    const attempt = jest.fn(answering(200));
    const end = endOf(guard, attempt, limit(100));
    jest.advanceTimersByTime(100);
    expect(await end).toBe('crowded');
    expect(attempt).not.toHaveBeenCalled();
  });

  it('does not send such a call when its turn comes after all', async () => {
    const guard = createGuard();
    const first = later<RawAnswer>();
    void endOf(guard, () => first.promise);
    for (let n = 0; n < 31; n += 1) void endOf(guard, hanging);
    const attempt = jest.fn(answering(200));
    const late = endOf(guard, attempt, limit(100));
    jest.advanceTimersByTime(100);
    await late;
    const next = endOf(guard, answering(201));
    first.resolve(await answering(200)());
    expect(await next).toBe(201);
    expect(attempt).not.toHaveBeenCalled();
  });

  it('ends a waiting call whose caller leaves', async () => {
    const guard = createGuard();
    for (let n = 0; n < 32; n += 1) void endOf(guard, hanging);
    const caller = new Leaving();
    const end = endOf(guard, answering(200), limit(60_000, caller));
    caller.leave();
    expect(await end).toBe('aborted');
  });

  it('lets 1000 calls wait and turns the next one away', async () => {
    const guard = createGuard();
    for (let n = 0; n < 1032; n += 1) void endOf(guard, hanging);
    expect(await endOf(guard, answering(200))).toBe('crowded');
  });
});
