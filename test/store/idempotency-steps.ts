import type { IdempotencyStore } from '../../src/store/idempotency.js';

/** Claims a free key; returns the claim. */
export async function begin(store: IdempotencyStore, owner: string, key: string, input = 'input'): Promise<string> {
  const begun = await store.begin({ owner, key }, input);
  if (begun.state !== 'new' && begun.state !== 'lost') throw new Error(`The key is ${begun.state}.`);
  return begun.claim;
}

export async function storeResults(store: IdempotencyStore, owner: string, keys: readonly string[]): Promise<void> {
  for (const key of keys) await store.complete({ owner, key }, await begin(store, owner, key), 'x'.repeat(250));
}

export const numberedKeys = (count: number, prefix = 'k') => Array.from({ length: count }, (_, n) => `${prefix}${n}`);
export const keyState = async (store: IdempotencyStore, owner: string, key: string) =>
  (await store.begin({ owner, key }, 'input')).state;
export const keyStates = (store: IdempotencyStore, owner: string, keys: readonly string[]) =>
  Promise.all(keys.map((key) => keyState(store, owner, key)));
