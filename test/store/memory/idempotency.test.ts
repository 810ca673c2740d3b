import { describe, expect, it } from '@jest/globals';
import { createMemoryIdempotencyStore } from '../../../src/store/memory/idempotency.js';
import { keyState, keyStates, numberedKeys, storeResults } from '../idempotency-steps.js';

const TTL_SECONDS = 60;
/** An entry takes 500 bytes plus two for each character of owner, key and result. */
const BOUNDS = { resultBytes: 2_000, ownerBytes: 10_000, totalBytes: 30_000 };

function setUp() {
  let time = 1_000_000;
  const store = createMemoryIdempotencyStore(TTL_SECONDS, () => time, BOUNDS);
  return { store, pass: (seconds: number) => (time += seconds * 1000) };
}

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
