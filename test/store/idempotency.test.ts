import { describe, expect, it } from '@jest/globals';
import { createIdempotencyStore, type IdempotencyStore } from '../../src/store/idempotency.js';

const TTL_SECONDS = 60;
/** An entry takes 500 bytes plus two for each character of owner, key and result. */
const BOUNDS = { resultBytes: 2_000, ownerBytes: 10_000, totalBytes: 30_000 };

function setUp() {
  let time = 1_000_000;
  const store = createIdempotencyStore(TTL_SECONDS, () => time, BOUNDS);
  return { store, pass: (seconds: number) => (time += seconds * 1000), now: () => time };
}

function storeResults(store: IdempotencyStore, owner: string, keys: readonly string[]): void {
  for (const key of keys) {
    store.begin(owner, key, 'input');
    store.complete(owner, key, 'x'.repeat(250));
  }
}

const numberedKeys = (count: number, prefix = 'k') => Array.from({ length: count }, (_, n) => `${prefix}${n}`);
const keyState = (store: IdempotencyStore, owner: string, key: string) => store.begin(owner, key, 'input').state;

describe('the results of one owner', () => {
  it('are bounded in bytes, and the oldest is evicted first', () => {
    const { store } = setUp();
    storeResults(store, 'me', numberedKeys(10)); // 1008 bytes each: one too many
    expect(numberedKeys(10).map((key) => keyState(store, 'me', key))).toEqual([
      'new',
      ...Array<string>(9).fill('done'),
    ]);
  });

  it('take no room from another owner, however many keys one uses', () => {
    const { store } = setUp();
    storeResults(store, 'you', ['yours']);
    for (let round = 0; round < 100; round += 1) storeResults(store, 'me', numberedKeys(20, `round ${round} `));
    expect(keyState(store, 'you', 'yours')).toBe('done');
  });

  it('are never evicted while they are in flight', () => {
    const { store } = setUp();
    store.begin('me', 'running', 'input');
    for (let round = 0; round < 100; round += 1) storeResults(store, 'me', numberedKeys(20, `round ${round} `));
    expect(keyState(store, 'me', 'running')).toBe('running');
  });
});

describe('all results', () => {
  it('are bounded in bytes: expired ones are evicted first, then one of the largest owner', () => {
    const { store, pass } = setUp();
    storeResults(store, 'gone', numberedKeys(9));
    pass(TTL_SECONDS);
    storeResults(store, 'small', ['a']);
    for (const owner of ['one', 'two']) storeResults(store, owner, numberedKeys(9));
    storeResults(store, 'three', numberedKeys(9));
    const alive = (owner: string) => numberedKeys(9).filter((key) => keyState(store, owner, key) === 'done').length;
    expect([alive('one'), alive('two'), alive('three')]).toEqual([9, 9, 9]);
    expect(keyState(store, 'small', 'a')).toBe('done');
  });

  it('are evicted from the largest owner', () => {
    const { store } = setUp();
    storeResults(store, 'small', ['a', 'b']);
    for (const owner of ['one', 'two', 'three', 'four']) storeResults(store, owner, numberedKeys(9));
    expect([keyState(store, 'small', 'a'), keyState(store, 'small', 'b')]).toEqual(['done', 'done']);
    expect(keyState(store, 'four', 'k8')).toBe('done');
    expect(keyState(store, 'one', 'k0')).toBe('new');
  });
});

describe('a key', () => {
  it('stays lost when a second attempt certainly did nothing, and keeps its input', () => {
    const { store, now, pass } = setUp();
    const since = now();
    expect(store.begin('me', 'k', 'input')).toEqual({ state: 'new' });
    store.markLost('me', 'k');
    pass(10);
    expect(store.begin('me', 'k', 'other')).toEqual({ state: 'taken' });
    expect(store.begin('me', 'k', 'input')).toEqual({ state: 'lost', since });
    store.release('me', 'k');
    expect(store.begin('me', 'k', 'input')).toEqual({ state: 'lost', since });
    store.complete('me', 'k', 'answer');
    expect(store.begin('me', 'k', 'input')).toEqual({ state: 'done', result: 'answer' });
  });

  it('is free for other input when nothing was done, and after its time to live', () => {
    const { store, pass } = setUp();
    store.begin('me', 'k', 'input');
    store.release('me', 'k');
    expect(store.begin('me', 'k', 'other')).toEqual({ state: 'new' });
    store.complete('me', 'k', 'answer');
    pass(TTL_SECONDS);
    expect(store.begin('me', 'k', 'third')).toEqual({ state: 'new' });
  });
});
