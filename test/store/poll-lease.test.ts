import { describe, expect, test } from '@jest/globals';
import { IMPLEMENTATIONS } from './store-harness.js';

describe.each(IMPLEMENTATIONS)('the lease for polling %s', (_where, setUp) => {
  const { store } = setUp();

  test('is kept by renewal, and can be taken again after its release', async () => {
    const lease = store().openPollLease('main');
    expect((await lease.take()).role).toBe('POLLER');
    expect((await lease.take(1_000)).role).toBe('POLLER');
    await lease.release();
    expect((await lease.take()).role).toBe('POLLER');
  });

  test('of one account does not concern another one', async () => {
    await store().openPollLease('one').take();
    expect((await store().openPollLease('other').take()).role).toBe('POLLER');
  });

  test('that nobody took is not taken', async () => {
    expect(await store().openPollLease('main').isTaken()).toBe(false);
  });
});
