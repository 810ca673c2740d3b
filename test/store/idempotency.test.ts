import { describe, expect, it, jest } from '@jest/globals';
import { Fault, type Outcome } from '../../src/faults/fault.js';
import { createIdempotency, type Earlier } from '../../src/store/idempotency.js';
import { later } from '../later.js';

const TTL_SECONDS = 60;
const INPUT = { title: 'Disk full' };

function setUp() {
  let time = 1_000_000;
  const store = createIdempotency(TTL_SECONDS, () => time);
  return { store, pass: (seconds: number) => (time += seconds * 1000), now: () => time };
}

function lost(outcome?: Outcome): () => Promise<never> {
  return () => Promise.reject(new Fault('UPSTREAM_UNAVAILABLE', 'Lost.', outcome && { outcome }));
}

/** Work that ends when it is told to. */
function slowly() {
  const { promise, resolve } = later<string>();
  return { work: jest.fn(() => promise), end: resolve };
}

describe('a key used again', () => {
  it('gets the first answer, and the work is not run again', async () => {
    const { store } = setUp();
    expect(await store.once('k', INPUT, async () => 'first')).toBe('first');
    const again = jest.fn(async () => 'second');
    expect(await store.once('k', INPUT, again)).toBe('first');
    expect(again).not.toHaveBeenCalled();
  });

  it('waits for the work that is still running', async () => {
    const { store } = setUp();
    const { work, end } = slowly();
    const both = [store.once('k', INPUT, work), store.once('k', INPUT, work)];
    end('done');
    expect(await Promise.all(both)).toEqual(['done', 'done']);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('waits however long the work runs', async () => {
    const { store, pass } = setUp();
    const { work, end } = slowly();
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
      kind: 'CONFLICT',
      field: ['input', 'idempotencyKey'],
      message: 'This idempotency key was used with other input before.',
    });
  });

  it('is a conflict with other input while the first is running', async () => {
    const { store } = setUp();
    const { work, end } = slowly();
    const first = store.once('k', INPUT, work);
    await expect(store.once('k', {}, work)).rejects.toMatchObject({ kind: 'CONFLICT' });
    end('done');
    expect(await first).toBe('done');
  });

  it('means something new when its time is over', async () => {
    const { store, pass } = setUp();
    await store.once('k', INPUT, async () => 'first');
    pass(TTL_SECONDS - 1);
    expect(await store.once('k', INPUT, async () => 'second')).toBe('first');
    pass(1);
    expect(await store.once('k', { title: 'Other' }, async () => 'second')).toBe('second');
  });
});

describe('work that failed', () => {
  it.each<Outcome | undefined>(['NOT_SENT', 'REFUSED', undefined])(
    'with outcome %s is tried anew, also with other input',
    async (outcome) => {
      const { store } = setUp();
      await expect(store.once('k', INPUT, lost(outcome))).rejects.toThrow('Lost.');
      const again = jest.fn(async (_earlier?: Earlier) => 'second');
      expect(await store.once('k', { title: 'Other' }, again)).toBe('second');
      expect(again).toHaveBeenCalledWith(undefined);
    },
  );

  it('by something that is no fault is tried anew', async () => {
    const { store } = setUp();
    await expect(store.once('k', INPUT, () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
    expect(await store.once('k', INPUT, async () => 'second')).toBe('second');
  });

  it('with an unknown outcome is told since when, and keeps its input', async () => {
    const { store, pass, now } = setUp();
    const lostSince = now();
    await expect(store.once('k', INPUT, lost('UNKNOWN'))).rejects.toThrow('Lost.');
    pass(10);
    await expect(store.once('k', {}, async () => 'second')).rejects.toMatchObject({ kind: 'CONFLICT' });
    await expect(store.once('k', INPUT, lost('UNKNOWN'))).rejects.toThrow('Lost.');
    pass(10);
    await expect(store.once('k', INPUT, lost('NOT_SENT'))).rejects.toThrow('Lost.');
    const again = jest.fn(async (_earlier?: Earlier) => 'found');
    expect(await store.once('k', INPUT, again)).toBe('found');
    expect(again).toHaveBeenCalledWith({ lostSince });
  });

  it('fails everybody who waited for it', async () => {
    const { store } = setUp();
    const both = [store.once('k', INPUT, lost('NOT_SENT')), store.once('k', INPUT, lost('NOT_SENT'))];
    for (const end of await Promise.allSettled(both)) expect(end.status).toBe('rejected');
  });
});

describe('the store', () => {
  it('keeps keys apart', async () => {
    const { store } = setUp();
    await store.once('a', INPUT, async () => 'first');
    expect(await store.once('b', INPUT, async () => 'second')).toBe('second');
  });

  it('forgets the oldest of more than 10 000 keys', async () => {
    const { store } = setUp();
    const keys = Array.from({ length: 10_001 }, (_, n) => `k${n}`);
    await Promise.all(keys.map((key) => store.once(key, INPUT, async () => key)));
    expect(await store.once('k1', INPUT, async () => 'anew')).toBe('k1');
    expect(await store.once('k0', INPUT, async () => 'anew')).toBe('anew');
  });
});
