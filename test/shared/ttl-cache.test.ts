import { describe, expect, test } from '@jest/globals';
import { createTtlCache } from '../../src/shared/ttl-cache.js';
import { deferred } from '../deferred.js';

/** A loader that counts its calls. */
function countingLoader() {
  let reads = 0;
  return { read: async () => ({ nth: (reads += 1) }), count: () => reads };
}

function cacheWithClock(seconds = 30) {
  const clock = { now: 1 };
  return { clock, memory: createTtlCache(seconds, () => clock.now) };
}

const loadLarge = async () => ({ text: 'x'.repeat(1024 * 1024) });

const result = (count: number) => ({ nth: count });

describe('a cached value', () => {
  test('is valid for the configured seconds', async () => {
    const { clock, memory } = cacheWithClock(30);
    const { read } = countingLoader();
    expect(await memory.getOrLoad('users', 'a', read)).toEqual(result(1));
    clock.now += 29_999;
    expect(await memory.getOrLoad('users', 'a', read)).toEqual(result(1));
    clock.now += 2;
    expect(await memory.getOrLoad('users', 'a', read)).toEqual(result(2));
  });

  test('is shared by all callers while it is loaded', async () => {
    const { memory } = cacheWithClock();
    const { promise, resolve } = deferred<{ name: string }>();
    const { read, count } = countingLoader();
    const waiting = [1, 2, 3].map(() => memory.getOrLoad('users', 'a', () => read().then(() => promise)));
    resolve({ name: 'Maren' });
    expect(await Promise.all(waiting)).toEqual([1, 2, 3].map(() => ({ name: 'Maren' })));
    expect(count()).toBe(1);
  });

  test('is never a failure', async () => {
    const { memory } = cacheWithClock();
    await expect(memory.getOrLoad('users', 'a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await memory.getOrLoad('users', 'a', async () => result(1))).toEqual(result(1));
  });

  test('is evicted by newer ones above 4 MiB in total', async () => {
    const { memory } = cacheWithClock();
    const { read } = countingLoader();
    await memory.getOrLoad('users', 'first', read);
    for (const key of ['1', '2', '3']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await memory.getOrLoad('users', key, loadLarge);
    }
    expect(await memory.getOrLoad('users', 'first', read)).toEqual(result(1));
    for (const key of ['4', '5', '6', '7']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await memory.getOrLoad('users', key, loadLarge);
    }
    expect(await memory.getOrLoad('users', 'first', read)).toEqual(result(2));
  });

  test('larger than 4 MiB is returned and not kept', async () => {
    const { memory } = cacheWithClock();
    const { read, count } = countingLoader();
    const huge = async () => ({ ...(await read()), text: 'x'.repeat(5 * 1024 * 1024) });
    expect((await memory.getOrLoad('users', 'a', huge)).nth).toBe(1);
    expect((await memory.getOrLoad('users', 'a', huge)).nth).toBe(2);
    expect(count()).toBe(2);
  });
});

describe('a write', () => {
  test('invalidates what it can have changed, and nothing else', async () => {
    const { memory } = cacheWithClock();
    const { read } = countingLoader();
    await memory.getOrLoad('services', 'a', read);
    await memory.getOrLoad('users', 'a', read);
    await memory.invalidating('services', async () => undefined);
    expect(await memory.getOrLoad('users', 'a', read)).toEqual(result(2));
    expect(await memory.getOrLoad('services', 'a', read)).toEqual(result(3));
  });

  test('prevents the caching of reads that ran during it, also when it fails', async () => {
    const { memory } = cacheWithClock();
    const { read } = countingLoader();
    const write = deferred<void>();
    const written = memory.invalidating('services', () => write.promise);
    await memory.getOrLoad('services', 'a', read);
    write.reject(new Error('refused'));
    await expect(written).rejects.toThrow('refused');
    expect(await memory.getOrLoad('services', 'a', read)).toEqual(result(2));
  });

  test('prevents the caching of a read that began before and ends after it', async () => {
    const { memory } = cacheWithClock();
    const slow = deferred<{ name: string }>();
    const reading = memory.getOrLoad('services', 'a', () => slow.promise);
    await memory.invalidating('services', async () => undefined);
    slow.resolve({ name: 'old' });
    expect(await reading).toEqual({ name: 'old' });
    expect(await memory.getOrLoad('services', 'a', async () => ({ name: 'new' }))).toEqual({ name: 'new' });
  });
});
