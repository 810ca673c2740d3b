import { describe, expect, it } from '@jest/globals';
import { MAX_FAILURES_PER_MINUTE } from '../../src/store/auth-failure-limiter.js';
import { IMPLEMENTATIONS } from './store-harness.js';

/** `callerRateLimit` of the harness. */
const LIMIT = 5;

describe.each(IMPLEMENTATIONS)('limits %s', (_where, setUp) => {
  const { store, otherStore } = setUp();
  const replica = (n: number) => (n % 2 === 0 ? store() : otherStore());

  it('a caller may send its operations to any replica, and no more than the limit in total', async () => {
    const sent = Array.from({ length: 12 }, (_, n) => replica(n).rateLimiter.consume('me'));
    const results = await Promise.allSettled(sent);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(LIMIT);
    for (const result of results) {
      if (result.status === 'fulfilled') continue;
      expect(result.reason).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 60 });
    }
    expect(await otherStore().rateLimiter.consume('you')).toMatchObject({ limit: LIMIT, remaining: LIMIT - 1 });
  });

  it('an address with too many invalid credentials is refused by every replica', async () => {
    const address = '192.0.2.1';
    for (let failed = 0; failed < MAX_FAILURES_PER_MINUTE; failed += 1) {
      await replica(failed).authFailures.check(address);
      await replica(failed).authFailures.record(address);
    }
    for (const { authFailures } of [store(), otherStore()]) {
      await expect(authFailures.check(address)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
      await authFailures.check('192.0.2.2');
    }
  });
});
