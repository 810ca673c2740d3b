import { describe, expect, it, jest, test } from '@jest/globals';
import { Fault, type Outcome } from '../../../../src/faults/fault.js';
import {
  createIdempotentRunner,
  type PreviousAttempt,
} from '../../../../src/graph/core/mutations/idempotent-runner.js';
import { MAX_RUNNING } from '../../../../src/store/idempotency.js';
import { createMemoryIdempotencyStore } from '../../../../src/store/memory/idempotency.js';
import * as fc from 'fast-check';
import { propertyRuns } from '../../../properties/property-runs.js';
import { deferred } from '../../../deferred.js';

const TTL_SECONDS = 60;
const INPUT = { title: 'Disk full' };

type RunOnce = <T>(key: string, input: unknown, work: (earlier?: PreviousAttempt) => Promise<T>) => Promise<T>;

function setUp() {
  let time = 1_000_000;
  const work = createIdempotentRunner(createMemoryIdempotencyStore(TTL_SECONDS, () => time));
  const store = { once: work.run.bind(undefined, 'me') as RunOnce };
  return { store, pass: (seconds: number) => (time += seconds * 1000), now: () => time };
}

function failWithOutcome(outcome?: Outcome): () => Promise<never> {
  return () => Promise.reject(new Fault('UPSTREAM_UNAVAILABLE', 'Lost.', outcome && { outcome }));
}

/** Work that ends when the test resolves it. */
function deferredWork() {
  const { promise, resolve } = deferred<string>();
  return { work: jest.fn(() => promise), end: resolve };
}

describe('a repeated key', () => {
  it('gets the first result, and the work does not run again', async () => {
    const { store } = setUp();
    expect(await store.once('k', INPUT, async () => 'first')).toBe('first');
    const again = jest.fn(async () => 'second');
    expect(await store.once('k', INPUT, again)).toBe('first');
    expect(again).not.toHaveBeenCalled();
  });

  it('waits for the work in flight', async () => {
    const { store } = setUp();
    const { work, end } = deferredWork();
    const both = [store.once('k', INPUT, work), store.once('k', INPUT, work)];
    end('done');
    expect(await Promise.all(both)).toEqual(['done', 'done']);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('waits however long the work runs', async () => {
    const { store, pass } = setUp();
    const { work, end } = deferredWork();
    const first = store.once('k', INPUT, work);
    pass(TTL_SECONDS * 2);
    const second = store.once('k', INPUT, work);
    end('done');
    expect([await first, await second]).toEqual(['done', 'done']);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('is a conflict with other input', async () => {
    const { store } = setUp();
    await store.once('k', INPUT, async () => 'first');
    await expect(store.once('k', { title: 'Other' }, async () => 'second')).rejects.toMatchObject({
      code: 'CONFLICT',
      field: ['input', 'idempotencyKey'],
      message: 'The idempotency key was already used with different input. Use a new key.',
    });
  });

  it('is a conflict with other input while the first is in flight', async () => {
    const { store } = setUp();
    const { work, end } = deferredWork();
    const first = store.once('k', INPUT, work);
    await expect(store.once('k', {}, work)).rejects.toMatchObject({ code: 'CONFLICT' });
    end('done');
    expect(await first).toBe('done');
  });

  it('is new after its time to live', async () => {
    const { store, pass } = setUp();
    await store.once('k', INPUT, async () => 'first');
    pass(TTL_SECONDS - 1);
    expect(await store.once('k', INPUT, async () => 'second')).toBe('first');
    pass(1);
    expect(await store.once('k', { title: 'Other' }, async () => 'second')).toBe('second');
  });
});

describe('failed work', () => {
  it.each<Outcome>(['NOT_SENT', 'REFUSED'])('with outcome %s runs again, also with other input', async (outcome) => {
    const { store } = setUp();
    await expect(store.once('k', INPUT, failWithOutcome(outcome))).rejects.toThrow('Lost.');
    const again = jest.fn(async (_earlier?: PreviousAttempt) => 'second');
    expect(await store.once('k', { title: 'Other' }, again)).toBe('second');
    expect(again).toHaveBeenCalledWith(undefined);
  });

  it.each([
    ['an error that is not a fault', () => Promise.reject(new Error('bug'))],
    ['a fault without an outcome', failWithOutcome()],
  ])('with %s may have been applied: a repeat learns this', async (_what, fails) => {
    const { store, now } = setUp();
    await expect(store.once('k', INPUT, fails)).rejects.toThrow();
    const again = jest.fn(async (_earlier?: PreviousAttempt) => 'found');
    expect(await store.once('k', INPUT, again)).toBe('found');
    expect(again).toHaveBeenCalledWith({ startedAt: now(), isCertain: true });
  });

  it('with an unknown outcome passes on its start time and keeps its input', async () => {
    const { store, pass, now } = setUp();
    const lostSince = now();
    await expect(store.once('k', INPUT, failWithOutcome('UNKNOWN'))).rejects.toThrow('Lost.');
    pass(10);
    await expect(store.once('k', {}, async () => 'second')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(store.once('k', INPUT, failWithOutcome('UNKNOWN'))).rejects.toThrow('Lost.');
    pass(10);
    await expect(store.once('k', INPUT, failWithOutcome('NOT_SENT'))).rejects.toThrow('Lost.');
    const again = jest.fn(async (_earlier?: PreviousAttempt) => 'found');
    expect(await store.once('k', INPUT, again)).toBe('found');
    expect(again).toHaveBeenCalledWith({ startedAt: lostSince, isCertain: true });
  });

  it('fails every caller who waits for it', async () => {
    const { store } = setUp();
    const both = [
      store.once('k', INPUT, failWithOutcome('NOT_SENT')),
      store.once('k', INPUT, failWithOutcome('NOT_SENT')),
    ];
    for (const end of await Promise.allSettled(both)) expect(end.status).toBe('rejected');
  });
});

test('the store keeps only a hash of the input, however large it is', async () => {
  const kept = createMemoryIdempotencyStore(TTL_SECONDS);
  const begin = jest.spyOn(kept, 'begin');
  await createIdempotentRunner(kept).run('me', 'k', { details: 'x'.repeat(100_000) }, async () => 'done');
  const [id, fingerprint = ''] = begin.mock.calls[0] ?? [];
  expect([id, fingerprint.length]).toEqual([{ owner: 'me', key: 'k' }, 44]);
});

describe('a result', () => {
  it('is the same for a repeat, including integers beyond a double', async () => {
    const { store } = setUp();
    const response = { title: 'Disk full', id: 999_999_000_167_639_001n, none: null, list: [1.5] };
    await store.once('k', INPUT, async () => response);
    expect(await store.once('k', INPUT, async () => ({}))).toEqual(response);
  });

  it('that is too large to keep is looked up by a repeat', async () => {
    const { store, now } = setUp();
    const startedAt = now();
    await store.once('k', INPUT, async () => 'x'.repeat(200_000));
    const again = jest.fn(async (_earlier?: PreviousAttempt) => 'found');
    expect(await store.once('k', INPUT, again)).toBe('found');
    expect(again).toHaveBeenCalledWith({ startedAt, isCertain: true });
  });
});

describe('a caller', () => {
  it('has its own keys', async () => {
    const { run } = createIdempotentRunner(createMemoryIdempotencyStore(TTL_SECONDS));
    await run('me', 'a', INPUT, async () => 'mine');
    expect(await run('you', 'a', INPUT, async () => 'yours')).toBe('yours');
  });

  it('with too many keys in flight is refused with the limit; other callers and repeats are not', async () => {
    const { run } = createIdempotentRunner(createMemoryIdempotencyStore(TTL_SECONDS));
    const { work, end } = deferredWork();
    const all = Array.from({ length: MAX_RUNNING }, (_, n) => run('me', `k${n}`, INPUT, work));
    await expect(run('me', 'one more', INPUT, work)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: `At most ${MAX_RUNNING} mutations with an idempotencyKey may run at once.`,
      retryAfterSeconds: 1,
    });
    const others = [run('you', 'k0', INPUT, work), run('me', 'k0', INPUT, work)];
    end('done');
    expect(new Set(await Promise.all([...all, ...others]))).toEqual(new Set(['done']));
    expect(work).toHaveBeenCalledTimes(MAX_RUNNING + 1);
    expect(await run('me', 'one more', INPUT, async () => 'anew')).toBe('anew');
  });
});

const expectOwnResult = (id: string) => (response: unknown) => expect(response).toBe(id);
const expectFault = (error: unknown) => expect(error).toBeInstanceOf(Fault);

describe('in any order of concurrent callers', () => {
  interface Running {
    readonly id: string;
    readonly end: (outcome: 'done' | Outcome) => void;
  }

  const step = fc.record({
    owner: fc.constantFrom('me', 'you', 'they'),
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    ends: fc.nat(),
    outcome: fc.constantFrom<'done' | Outcome>('done', 'UNKNOWN', 'REFUSED'),
    isBegin: fc.boolean(),
    passes: fc.integer({ min: 0, max: 4 }),
  });

  it('no work runs twice at once, and each caller gets its own result', async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 60 }), async (steps) => {
      let time = 0;
      // Room for two or three finished keys of one owner, and for four of all owners.
      const bounds = { resultBytes: 100, ownerBytes: 1_300, totalBytes: 2_200 };
      const { run } = createIdempotentRunner(createMemoryIdempotencyStore(TTL_SECONDS, () => time, bounds));
      const running: Running[] = [];
      const all: Promise<unknown>[] = [];
      for (const { owner, key, ends, outcome, isBegin, passes } of steps) {
        time += passes * 1000;
        const id = `${owner} ${key}`;
        if (isBegin) {
          const work = () => {
            expect(running.map((one) => one.id)).not.toContain(id);
            const { promise, resolve, reject } = deferred<string>();
            const lose = (kind: Outcome) => reject(new Fault('UPSTREAM_UNAVAILABLE', 'Lost.', { outcome: kind }));
            running.push({ id, end: (how) => (how === 'done' ? resolve(id) : lose(how)) });
            return promise;
          };
          all.push(run(owner, key, INPUT, work).then(expectOwnResult(id), expectFault));
        } else running.splice(ends % Math.max(1, running.length), 1)[0]?.end(outcome);
        await new Promise(setImmediate);
      }
      for (const { end } of running.splice(0)) end('done');
      await Promise.all(all);
    });
    await fc.assert(property, propertyRuns(200));
  });
});
