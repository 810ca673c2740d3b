import { describe, expect, it } from '@jest/globals';
import {
  createRateLimitTracker,
  type RateLimitHeaders,
} from '../../../../src/upstream/transport/resilience/rate-limit.js';
import { readRateLimitHeaders as readCloudflare } from '../../../../src/upstream/cloudflare/rate-limit-headers.js';
import { readRateLimitHeaders as readPagerDuty } from '../../../../src/upstream/pagerduty/rate-limit-headers.js';
import { fakeClock } from '../../fake-clock.js';
import { READ, WRITE } from '../../local-server.js';

const LIST = { ...READ, name: 'listOthers' };

/** A rate limit whose values are in a JSON header. */
function setUp() {
  const clock = fakeClock();
  const quota = createRateLimitTracker(
    (headers) => JSON.parse(String(headers['news'] ?? '{}')) as RateLimitHeaders,
    () => clock.now(),
  );
  const learn = (news: RateLimitHeaders, status = 200, endpoint = READ, headers: Record<string, string> = {}) =>
    quota.observe(endpoint, { status, headers: { news: JSON.stringify(news), ...headers } });
  return { clock, quota, learn };
}

describe('a known rate limit', () => {
  it('delays nothing before it is known', () => {
    expect(setUp().quota.getDelayMs(READ, false)).toBe(0);
  });

  it.each([
    [960, 97, 0],
    [960, 96, 30_000],
    [960, 0, 30_000],
    [50, 11, 0],
    [50, 10, 30_000],
    [10, 6, 0],
    [10, 5, 30_000],
  ])('of %d with %d left delays a read by %d ms', (limit, remaining, ms) => {
    const { quota, learn } = setUp();
    learn({ limit, remaining, resetSeconds: 30 });
    expect(quota.getDelayMs(READ, false)).toBe(ms);
  });

  it('allows writes until it is used up', () => {
    const { quota, learn } = setUp();
    learn({ limit: 960, remaining: 0, resetSeconds: 30 });
    expect(quota.getDelayMs(WRITE, true)).toBe(0);
  });

  it('allows reads again after the reset', () => {
    const { quota, learn, clock } = setUp();
    learn({ limit: 960, remaining: 0, resetSeconds: 30 });
    clock.advance(29_999);
    expect(quota.getDelayMs(READ, false)).toBe(1);
    clock.advance(1);
    expect(quota.getDelayMs(READ, false)).toBe(0);
  });

  it('is unknown while a part of it is missing', () => {
    const { quota, learn } = setUp();
    learn({ limit: 960, remaining: 0 });
    learn({ limit: 960, resetSeconds: 30 });
    expect([quota.getDelayMs(READ, false), quota.state]).toEqual([0, undefined]);
  });

  it('is returned as last received', () => {
    const { quota, learn, clock } = setUp();
    learn({ limit: 960, remaining: 900, resetSeconds: 30 });
    clock.advance(1000);
    learn({ limit: 960, remaining: 899, resetSeconds: 29 });
    const now = clock.now();
    const reported = { limit: 960, remaining: 899, resetSeconds: 29, observedAt: now, resetAt: now + 29_000 };
    expect(quota.state).toEqual(reported);
  });
});

describe('a limit smaller than the largest one', () => {
  it('applies to the endpoint that sent it', () => {
    const { quota, learn } = setUp();
    learn({ limit: 960, remaining: 900, resetSeconds: 30 });
    learn({ limit: 60, remaining: 1, resetSeconds: 20 }, 200, LIST);
    expect([quota.getDelayMs(LIST, false), quota.getDelayMs(READ, false)]).toEqual([20_000, 0]);
  });

  it('applies to every endpoint after the window of the larger one: the limit was lowered', () => {
    const { quota, learn, clock } = setUp();
    learn({ limit: 960, remaining: 900, resetSeconds: 30 }, 200, LIST);
    clock.advance(30_000);
    learn({ limit: 480, remaining: 1, resetSeconds: 20 });
    expect([quota.getDelayMs(LIST, false), quota.getDelayMs(READ, false)]).toEqual([20_000, 20_000]);
  });

  it('applies to every endpoint when the endpoint with the larger one sends it too', () => {
    const { quota, learn } = setUp();
    learn({ limit: 960, remaining: 900, resetSeconds: 30 });
    learn({ limit: 480, remaining: 1, resetSeconds: 20 });
    expect([quota.getDelayMs(LIST, false), quota.getDelayMs(READ, false)]).toEqual([20_000, 20_000]);
  });

  it('delays that endpoint only after a 429', () => {
    const { quota, learn } = setUp();
    learn({ limit: 960, remaining: 900, resetSeconds: 30 });
    learn({ limit: 60, remaining: 0, resetSeconds: 20 }, 429, LIST);
    expect([quota.getDelayMs(LIST, true), quota.getDelayMs(READ, true)]).toEqual([20_000, 0]);
  });

  it('applies to every endpoint when the upstream has one limit per credential', () => {
    const { quota, learn } = setUp();
    learn({ limit: 1200, remaining: 900, resetSeconds: 30, appliesToAll: true });
    learn({ limit: 100, remaining: 1, resetSeconds: 20, appliesToAll: true }, 200, LIST);
    expect(quota.getDelayMs(READ, false)).toBe(20_000);
  });
});

describe('a requested wait', () => {
  it.each([
    ['by retry-after', {}, { 'retry-after': '7' }, 7000],
    ['by retry-after, whatever the reset is', { resetSeconds: 3 }, { 'retry-after': '7' }, 7000],
    ['by the reset of a refused call', { resetSeconds: 3 }, {}, 3000],
    ['by nothing', {}, {}, undefined],
    ['by garbage', {}, { 'retry-after': 'later' }, undefined],
  ])('%s is in milliseconds', (_, news, headers, ms) => {
    expect(setUp().learn(news, 429, READ, headers)).toBe(ms);
  });

  it('is zero when a reset comes with a success', () => {
    expect(setUp().learn({ resetSeconds: 3 }, 200)).toBeUndefined();
  });

  it('delays writes too, until it is over', () => {
    const { quota, learn, clock } = setUp();
    learn({}, 429, WRITE, { 'retry-after': '7' });
    expect([quota.getDelayMs(WRITE, true), quota.getDelayMs(WRITE, false)]).toEqual([7000, 7000]);
    clock.advance(7000);
    expect(quota.getDelayMs(WRITE, true)).toBe(0);
  });

  it('delays every endpoint when the largest limit is used up', () => {
    const { quota, learn } = setUp();
    learn({ limit: 960, remaining: 0, resetSeconds: 9 }, 429, READ);
    expect(quota.getDelayMs(WRITE, true)).toBe(9000);
  });

  it('after a failure other than 429 applies to that call only', () => {
    const { quota, learn } = setUp();
    expect(learn({}, 503, READ, { 'retry-after': '7' })).toBe(7000);
    expect(quota.getDelayMs(READ, true)).toBe(0);
  });
});

describe('PagerDuty’s headers', () => {
  it('have limit, remaining and seconds to the reset', () => {
    const headers = { 'ratelimit-limit': '960', 'ratelimit-remaining': '12', 'ratelimit-reset': '48' };
    expect(readPagerDuty(headers)).toEqual({ limit: 960, remaining: 12, resetSeconds: 48 });
  });

  it.each(['', 'x', '-1', '1e3', '0x10', '1234567890'])('have no value as %j', (text) => {
    const headers = { 'ratelimit-limit': text, 'ratelimit-remaining': text };
    expect(readPagerDuty(headers)).toEqual({});
  });
});

describe('Cloudflare’s lists', () => {
  it('have remaining and reset, and the limit of the policy with the same name', () => {
    const headers = { ratelimit: '"default";r=50;t=30', 'ratelimit-policy': '"default";q=1200;w=300' };
    expect(readCloudflare(headers)).toEqual({ limit: 1200, remaining: 50, resetSeconds: 30, appliesToAll: true });
  });

  it('of several have the one nearest to its end', () => {
    const headers = {
      ratelimit: '"default";r=50;t=30, "burst"; r=2; t=5, "slow";r=2;t=90',
      'ratelimit-policy': '"burst";q=10;w=10,"default";q=1200;w=300,"slow";q=60;w=300',
    };
    expect(readCloudflare(headers)).toEqual({ limit: 60, remaining: 2, resetSeconds: 90, appliesToAll: true });
  });

  it.each(['', 'default', '"default"', '"default";r=x;t=-1', 'r=1;t=2', '"a";r=12345678'])(
    'have no value as %j',
    (ratelimit) => {
      expect(readCloudflare({ ratelimit })).toEqual({ appliesToAll: true });
    },
  );
});
