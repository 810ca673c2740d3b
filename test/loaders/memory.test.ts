import { describe, expect, test } from '@jest/globals';
import { createMemory } from '../../src/loaders/memory.js';
import { later } from '../later.js';

/** Reads that count themselves. */
function counting() {
  let reads = 0;
  return { read: async () => (reads += 1), count: () => reads };
}

function memoryAt(seconds = 30) {
  const clock = { now: 0 };
  return { clock, memory: createMemory(seconds, () => clock.now) };
}

describe('a remembered answer', () => {
  test('is good for so many seconds', async () => {
    const { clock, memory } = memoryAt(30);
    const { read } = counting();
    expect(await memory.recall('a', read)).toBe(1);
    clock.now = 29_999;
    expect(await memory.recall('a', read)).toBe(1);
    clock.now = 30_000;
    expect(await memory.recall('a', read)).toBe(2);
  });

  test('is shared by all who ask while it is read', async () => {
    const { memory } = memoryAt();
    const { promise, resolve } = later<string>();
    const { read, count } = counting();
    const waiting = [1, 2, 3].map(() => memory.recall('a', () => read().then(() => promise)));
    resolve('answer');
    expect(await Promise.all(waiting)).toEqual(['answer', 'answer', 'answer']);
    expect(count()).toBe(1);
  });

  test('is not a failure', async () => {
    const { memory } = memoryAt();
    await expect(memory.recall('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await memory.recall('a', async () => 'well')).toBe('well');
  });

  test('makes place for the thousand newer ones', async () => {
    const { memory } = memoryAt();
    const { read } = counting();
    const first = await memory.recall('first', read);
    for (let index = 0; index < 999; index += 1) void memory.recall(`other ${index}`, read);
    expect(await memory.recall('first', read)).toBe(first);
    void memory.recall('one more', read);
    expect(await memory.recall('first', read)).not.toBe(first);
  });
});

describe('a write', () => {
  test('makes all be forgotten', async () => {
    const { memory } = memoryAt();
    const { read } = counting();
    await memory.recall('a', read);
    await memory.forgetting(async () => undefined);
    expect(await memory.recall('a', read)).toBe(2);
  });

  test('keeps nothing of what was read while it ran, also when it fails', async () => {
    const { memory } = memoryAt();
    const { read } = counting();
    const write = later<void>();
    const written = memory.forgetting(() => write.promise);
    await memory.recall('a', read);
    write.reject(new Error('refused'));
    await expect(written).rejects.toThrow('refused');
    expect(await memory.recall('a', read)).toBe(2);
  });

  test('keeps nothing of a read that began before and ends after it', async () => {
    const { memory } = memoryAt();
    const slow = later<string>();
    const reading = memory.recall('a', () => slow.promise);
    await memory.forgetting(async () => undefined);
    slow.resolve('old');
    expect(await reading).toBe('old');
    expect(await memory.recall('a', async () => 'new')).toBe('new');
  });
});
