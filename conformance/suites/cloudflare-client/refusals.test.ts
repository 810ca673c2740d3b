import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { collectPages, startCloudflareHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startCloudflareHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const injectFault = (kind: '429' | '429-bare' | '503' | 'reset', times: number) =>
  harness.testSandbox.sandbox.control.cloudflare.addFault({ kind, times, retryAfterSeconds: 0 });
const calls = () => harness.testSandbox.sandbox.control.cloudflare.calls();

const WRONG_TOKEN = { apiToken: 'sesame' };
const MALFORMED_KEY = { apiEmail: 'maren.solberg@example.com', apiKey: 'sesame' };

describe('credentials', () => {
  test('a wrong token is refused with 403 and code 10000 on all four endpoints', async () => {
    const { pagerduty } = harness.withCredentials(WRONG_TOKEN).destinations;
    const asked = [
      () => collectPages(pagerduty.get(harness.accountParams)),
      () => pagerduty.delete(harness.accountParams),
      () => pagerduty.create(harness.accountParams),
      () => pagerduty.link('0'.repeat(32), harness.accountParams),
    ];
    for (const ask of asked)
      await expect(ask()).rejects.toMatchObject({
        status: 403,
        errors: [{ code: 10000, message: 'Authentication error' }],
      });
  });

  test('a malformed key has its cause in the error chain', async () => {
    await expect(
      harness.withCredentials(MALFORMED_KEY).destinations.eligible.get(harness.accountParams),
    ).rejects.toMatchObject({
      status: 400,
      errors: [{ code: 6003, error_chain: [{ code: 6103 }] }],
    });
  });

  test('an unknown account gets the error of a wrong token, a malformed id that of a wrong path', async () => {
    const { eligible } = harness.alerting.destinations;
    await expect(eligible.get({ account_id: 'f'.repeat(32) })).rejects.toMatchObject({ errors: [{ code: 10000 }] });
    await expect(eligible.get({ account_id: 'home' })).rejects.toMatchObject({
      status: 404,
      errors: [{ code: 7003 }, { code: 7000 }],
    });
  });
});

describe('when Cloudflare fails', () => {
  test('every response has the rate limit headers', async () => {
    const { response } = await harness.alerting.destinations.eligible.get(harness.accountParams).withResponse();
    expect([response.headers.get('ratelimit'), response.headers.get('ratelimit-policy')]).toEqual([
      '"default";r=1199;t=300',
      '"default";q=1200;w=300',
    ]);
  });

  test.each(['429', '429-bare', '503', 'reset'] as const)('a temporary %s is retried by the client', async (kind) => {
    injectFault(kind, 1);
    expect(await collectPages(harness.alerting.destinations.pagerduty.get(harness.accountParams))).toHaveLength(3);
    expect(calls()).toHaveLength(2);
  });

  test('a permanent 429 is reported with its code after three attempts', async () => {
    injectFault('429', 3);
    await expect(harness.alerting.destinations.eligible.get(harness.accountParams)).rejects.toMatchObject({
      status: 429,
      errors: [{ code: 971 }],
    });
    expect(calls()).toHaveLength(3);
  });

  test('over the rate limit, everything is refused for five minutes', async () => {
    await harness.testSandbox.sandbox.stop();
    harness = await startCloudflareHarness({ limits: { cloudflare: 1 } });
    const { eligible } = harness.alerting.destinations;
    await eligible.get(harness.accountParams);
    const refused = await eligible.get(harness.accountParams, { maxRetries: 0 }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 429 });
    expect((refused as { headers: Headers }).headers.get('retry-after')).toBe('300');
  });
});
