import { describe, expect, test } from '@jest/globals';
import { createMemory } from '../../src/shared/ttl-cache.js';
import { later } from '../deferred.js';

/** Reads that count themselves. */
function counting() {
  let reads = 0;
  return { read: async () => ({ nth: (reads += 1) }), count: () => reads };
}

function memoryAt(seconds = 30) {
  const clock = { now: 1 };
  return { clock, memory: createMemory(seconds, () => clock.now) };
}

const large = async () => ({ text: 'x'.repeat(1024 * 1024) });

const nth = (count: number) => ({ nth: count });

describe('a remembered answer', () => {
  test('is good for so many seconds', async () => {
    const { clock, memory } = memoryAt(30);
    const { read } = counting();
    expect(await memory.recall('users', 'a', read)).toEqual(nth(1));
    clock.now += 29_999;
    expect(await memory.recall('users', 'a', read)).toEqual(nth(1));
    clock.now += 2;
    expect(await memory.recall('users', 'a', read)).toEqual(nth(2));
  });

  test('is shared by all who ask while it is read', async () => {
    const { memory } = memoryAt();
    const { promise, resolve } = later<{ name: string }>();
    const { read, count } = counting();
    const waiting = [1, 2, 3].map(() => memory.recall('users', 'a', () => read().then(() => promise)));
    resolve({ name: 'Maren' });
    expect(await Promise.all(waiting)).toEqual([1, 2, 3].map(() => ({ name: 'Maren' })));
    expect(count()).toBe(1);
  });

  test('is not a failure', async () => {
    const { memory } = memoryAt();
    await expect(memory.recall('users', 'a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await memory.recall('users', 'a', async () => nth(1))).toEqual(nth(1));
  });

  test('makes place for newer ones when all of them have more than 4 MiB', async () => {
    const { memory } = memoryAt();
    const { read } = counting();
    await memory.recall('users', 'first', read);
    for (const key of ['1', '2', '3']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await memory.recall('users', key, large);
    }
    expect(await memory.recall('users', 'first', read)).toEqual(nth(1));
    for (const key of ['4', '5', '6', '7']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await memory.recall('users', key, large);
    }
    expect(await memory.recall('users', 'first', read)).toEqual(nth(2));
  });

  test('larger than 4 MiB is answered and not kept', async () => {
    const { memory } = memoryAt();
    const { read, count } = counting();
    const huge = async () => ({ ...(await read()), text: 'x'.repeat(5 * 1024 * 1024) });
    expect((await memory.recall('users', 'a', huge)).nth).toBe(1);
    expect((await memory.recall('users', 'a', huge)).nth).toBe(2);
    expect(count()).toBe(2);
  });
});

describe('a write', () => {
  test('makes what it can have changed be forgotten, and nothing else', async () => {
    const { memory } = memoryAt();
    const { read } = counting();
    await memory.recall('services', 'a', read);
    await memory.recall('users', 'a', read);
    await memory.forgetting('services', async () => undefined);
    expect(await memory.recall('users', 'a', read)).toEqual(nth(2));
    expect(await memory.recall('services', 'a', read)).toEqual(nth(3));
  });

  test('keeps nothing of what was read while it ran, also when it fails', async () => {
    const { memory } = memoryAt();
    const { read } = counting();
    const write = later<void>();
    const written = memory.forgetting('services', () => write.promise);
    await memory.recall('services', 'a', read);
    write.reject(new Error('refused'));
    await expect(written).rejects.toThrow('refused');
    expect(await memory.recall('services', 'a', read)).toEqual(nth(2));
  });

  test('keeps nothing of a read that began before and ends after it', async () => {
    const { memory } = memoryAt();
    const slow = later<{ name: string }>();
    const reading = memory.recall('services', 'a', () => slow.promise);
    await memory.forgetting('services', async () => undefined);
    slow.resolve({ name: 'old' });
    expect(await reading).toEqual({ name: 'old' });
    expect(await memory.recall('services', 'a', async () => ({ name: 'new' }))).toEqual({ name: 'new' });
  });
});
