import { describe, expect, it } from '@jest/globals';
import type { IdempotencyStore } from '../../src/store/idempotency.js';
import { createMemoryIdempotencyStore } from '../../src/store/memory/idempotency.js';

const TTL_SECONDS = 60;
/** An entry takes 500 bytes plus two for each character of owner, key and result. */
const BOUNDS = { resultBytes: 2_000, ownerBytes: 10_000, totalBytes: 30_000 };

function setUp() {
  let time = 1_000_000;
  const store = createMemoryIdempotencyStore(TTL_SECONDS, () => time, BOUNDS);
  return { store, pass: (seconds: number) => (time += seconds * 1000), now: () => time };
}

async function begin(store: IdempotencyStore, owner: string, key: string, input = 'input'): Promise<string> {
  const begun = await store.begin({ owner, key }, input);
  if (begun.state !== 'new' && begun.state !== 'lost') throw new Error(`The key is ${begun.state}.`);
  return begun.claim;
}

async function storeResults(store: IdempotencyStore, owner: string, keys: readonly string[]): Promise<void> {
  for (const key of keys) await store.complete({ owner, key }, await begin(store, owner, key), 'x'.repeat(250));
}

const numberedKeys = (count: number, prefix = 'k') => Array.from({ length: count }, (_, n) => `${prefix}${n}`);
const keyState = async (store: IdempotencyStore, owner: string, key: string) =>
  (await store.begin({ owner, key }, 'input')).state;
const keyStates = (store: IdempotencyStore, owner: string, keys: readonly string[]) =>
  Promise.all(keys.map((key) => keyState(store, owner, key)));

describe('the results of one owner', () => {
  it('are bounded in bytes, and the oldest is evicted first', async () => {
    const { store } = setUp();
    await storeResults(store, 'me', numberedKeys(10)); // 1008 bytes each: one too many
    expect(await keyStates(store, 'me', numberedKeys(10))).toEqual(['new', ...Array<string>(9).fill('done')]);
  });

  it('take no room from another owner, however many keys one uses', async () => {
    const { store } = setUp();
    await storeResults(store, 'you', ['yours']);
    for (let round = 0; round < 100; round += 1) await storeResults(store, 'me', numberedKeys(20, `round ${round} `));
    expect(await keyState(store, 'you', 'yours')).toBe('done');
  });

  it('are never evicted while they are in flight', async () => {
    const { store } = setUp();
    await begin(store, 'me', 'running');
    for (let round = 0; round < 100; round += 1) await storeResults(store, 'me', numberedKeys(20, `round ${round} `));
    expect(await keyState(store, 'me', 'running')).toBe('running');
  });
});

describe('all results', () => {
  it('are bounded in bytes: expired ones are evicted first, then one of the largest owner', async () => {
    const { store, pass } = setUp();
    await storeResults(store, 'gone', numberedKeys(9));
    pass(TTL_SECONDS);
    await storeResults(store, 'small', ['a']);
    for (const owner of ['one', 'two', 'three']) await storeResults(store, owner, numberedKeys(9));
    for (const owner of ['one', 'two', 'three'])
      expect(new Set(await keyStates(store, owner, numberedKeys(9)))).toEqual(new Set(['done']));
    expect(await keyState(store, 'small', 'a')).toBe('done');
  });

  it('are evicted from the largest owner', async () => {
    const { store } = setUp();
    await storeResults(store, 'small', ['a', 'b']);
    for (const owner of ['one', 'two', 'three', 'four']) await storeResults(store, owner, numberedKeys(9));
    expect(await keyStates(store, 'small', ['a', 'b'])).toEqual(['done', 'done']);
    expect(await keyState(store, 'four', 'k8')).toBe('done');
    expect(await keyState(store, 'one', 'k0')).toBe('new');
  });
});

describe('a key', () => {
  const id = { owner: 'me', key: 'k' };

  it('stays lost when a second attempt certainly did nothing, and keeps its input', async () => {
    const { store, now, pass } = setUp();
    const since = now();
    await store.markLost(id, await begin(store, 'me', 'k'));
    pass(10);
    expect(await store.begin(id, 'other')).toEqual({ state: 'taken' });
    const second = await store.begin(id, 'input');
    expect(second).toMatchObject({ state: 'lost', since });
    await store.release(id, 'claim' in second ? second.claim : '');
    const third = await store.begin(id, 'input');
    expect(third).toMatchObject({ state: 'lost', since });
    await store.complete(id, 'claim' in third ? third.claim : '', 'answer');
    expect(await store.begin(id, 'input')).toEqual({ state: 'done', result: 'answer' });
  });

  it('is free for other input when nothing was done, and after its time to live', async () => {
    const { store, pass } = setUp();
    await store.release(id, await begin(store, 'me', 'k'));
    await store.complete(id, await begin(store, 'me', 'k', 'other'), 'answer');
    pass(TTL_SECONDS);
    expect(await store.begin(id, 'third')).toMatchObject({ state: 'new' });
  });

  it('is not changed by a claim that no longer holds it', async () => {
    const { store } = setUp();
    const old = await begin(store, 'me', 'k');
    await store.release(id, old);
    await begin(store, 'me', 'k');
    await store.complete(id, old, 'late answer');
    expect(await store.begin(id, 'input')).toEqual({ state: 'running' });
  });
});
