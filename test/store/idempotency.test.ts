import { describe, expect, it } from '@jest/globals';
import { MAX_RUNNING } from '../../src/store/idempotency.js';
import { begin, keyState, keyStates, numberedKeys, storeResults } from './idempotency-steps.js';
import { IMPLEMENTATIONS, TTL_SECONDS } from './store-harness.js';

describe.each(IMPLEMENTATIONS)('idempotency %s', (_where, setUp) => {
  const { idempotency, otherIdempotency, now, pass } = setUp();

  describe('the results of one owner', () => {
    it('are bounded in bytes, and the oldest is evicted first', async () => {
      const store = idempotency();
      for (const key of numberedKeys(20)) {
        await storeResults(store, 'me', [key]); // takes 500 bytes and its result, of 10 000 in total
        pass(1);
      }
      const states = await keyStates(store, 'me', numberedKeys(20));
      const evicted = states.lastIndexOf('new') + 1;
      expect(evicted).toBeGreaterThan(0);
      expect(states).toEqual([...Array<string>(evicted).fill('new'), ...Array<string>(20 - evicted).fill('done')]);
    });

    it('take no room from another owner, however many keys one uses', async () => {
      const store = idempotency();
      await storeResults(store, 'you', ['yours']);
      for (let round = 0; round < 20; round += 1) await storeResults(store, 'me', numberedKeys(20, `round ${round} `));
      expect(await keyState(store, 'you', 'yours')).toBe('done');
    });

    it('are never evicted while they are in flight', async () => {
      const store = idempotency();
      await begin(store, 'me', 'running');
      for (let round = 0; round < 20; round += 1) await storeResults(store, 'me', numberedKeys(20, `round ${round} `));
      expect(await keyState(store, 'me', 'running')).toBe('running');
    });
  });

  describe('a key', () => {
    const id = { owner: 'me', key: 'k' };

    it('stays lost when a second attempt certainly did nothing, and keeps its input', async () => {
      const store = idempotency();
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
      const store = idempotency();
      await store.release(id, await begin(store, 'me', 'k'));
      await store.complete(id, await begin(store, 'me', 'k', 'other'), 'answer');
      pass(TTL_SECONDS);
      expect(await store.begin(id, 'third')).toMatchObject({ state: 'new' });
    });

    it('is not changed by a claim that no longer holds it', async () => {
      const store = idempotency();
      const old = await begin(store, 'me', 'k');
      await store.release(id, old);
      await begin(store, 'me', 'k');
      await store.complete(id, old, 'late answer');
      expect(await store.begin(id, 'input')).toEqual({ state: 'running' });
    });
  });

  describe('two replicas', () => {
    const id = { owner: 'me', key: 'k' };

    it('share claims and results', async () => {
      const claim = await begin(idempotency(), 'me', 'k');
      expect(await otherIdempotency().begin(id, 'input')).toEqual({ state: 'running' });
      await idempotency().complete(id, claim, 'answer');
      expect(await otherIdempotency().begin(id, 'input')).toEqual({ state: 'done', result: 'answer' });
      expect(await otherIdempotency().begin(id, 'other input')).toEqual({ state: 'taken' });
    });

    it('let one of them run when both begin at once', async () => {
      const replicas = [idempotency(), otherIdempotency()];
      const begun = await Promise.all(
        numberedKeys(20).flatMap((key) => replicas.map((store) => store.begin({ owner: 'me', key }, 'input'))),
      );
      expect(begun.filter(({ state }) => state === 'new')).toHaveLength(20);
      expect(begun.filter(({ state }) => state === 'running')).toHaveLength(20);
    });

    it('count the keys in flight of an owner together', async () => {
      const replicas = [idempotency(), otherIdempotency()];
      for (const [n, key] of numberedKeys(MAX_RUNNING).entries())
        await begin(replicas[n % 2] ?? idempotency(), 'me', key);
      expect(await keyStates(otherIdempotency(), 'me', ['one more', 'k0'])).toEqual(['crowded', 'running']);
      expect(await keyState(otherIdempotency(), 'you', 'k0')).toBe('new');
    });
  });

  it('a result of special characters and of the maximum size stays as it is', async () => {
    const result = JSON.stringify({ text: '\u0000"\\ \n é 漢 🚨', more: 'x'.repeat(900) });
    await idempotency().complete({ owner: 'me', key: 'k' }, await begin(idempotency(), 'me', 'k'), result);
    expect(await otherIdempotency().begin({ owner: 'me', key: 'k' }, 'input')).toEqual({ state: 'done', result });
  });

  it('a result that is too large is lost', async () => {
    const since = now();
    await idempotency().complete({ owner: 'me', key: 'k' }, await begin(idempotency(), 'me', 'k'), 'x'.repeat(3_000));
    pass(1);
    expect(await otherIdempotency().begin({ owner: 'me', key: 'k' }, 'input')).toMatchObject({ state: 'lost', since });
  });
});
