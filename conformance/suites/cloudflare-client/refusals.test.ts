import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { collectPages, startCloudflareHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startCloudflareHarness();
});
afterEach(() => harness.sandbox.sandbox.stop());

const injectFault = (kind: '429' | '429-bare' | '503' | 'reset', times: number) =>
  harness.sandbox.sandbox.control.cloudflare.addFault({ kind, times, retryAfterSeconds: 0 });
const calls = () => harness.sandbox.sandbox.control.cloudflare.calls();

const WRONG_TOKEN = { apiToken: 'sesame' };
const MALFORMED_KEY = { apiEmail: 'maren.solberg@example.com', apiKey: 'sesame' };

describe('credentials', () => {
  test('a wrong token is refused with 403 and code 10000 on every one of the four calls', async () => {
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

  test('a malformed key hides its cause in a chain', async () => {
    await expect(
      harness.withCredentials(MALFORMED_KEY).destinations.eligible.get(harness.accountParams),
    ).rejects.toMatchObject({
      status: 400,
      errors: [{ code: 6003, error_chain: [{ code: 6103 }] }],
    });
  });

  test("another's account looks like a wrong token, a malformed one like a wrong address", async () => {
    const { eligible } = harness.alerting.destinations;
    await expect(eligible.get({ account_id: 'f'.repeat(32) })).rejects.toMatchObject({ errors: [{ code: 10000 }] });
    await expect(eligible.get({ account_id: 'home' })).rejects.toMatchObject({
      status: 404,
      errors: [{ code: 7003 }, { code: 7000 }],
    });
  });
});

describe('when Cloudflare is unwell', () => {
  test('every answer tells the quota', async () => {
    const { response } = await harness.alerting.destinations.eligible.get(harness.accountParams).withResponse();
    expect([response.headers.get('ratelimit'), response.headers.get('ratelimit-policy')]).toEqual([
      '"default";r=1199;t=300',
      '"default";q=1200;w=300',
    ]);
  });

  test.each(['429', '429-bare', '503', 'reset'] as const)('a passing %s is repeated by the client', async (kind) => {
    injectFault(kind, 1);
    expect(await collectPages(harness.alerting.destinations.pagerduty.get(harness.accountParams))).toHaveLength(3);
    expect(calls()).toHaveLength(2);
  });

  test('a lasting 429 is told with its code after three tries', async () => {
    injectFault('429', 3);
    await expect(harness.alerting.destinations.eligible.get(harness.accountParams)).rejects.toMatchObject({
      status: 429,
      errors: [{ code: 971 }],
    });
    expect(calls()).toHaveLength(3);
  });

  test('over the quota everything is refused for five minutes', async () => {
    await harness.sandbox.sandbox.stop();
    harness = await startCloudflareHarness({ limits: { cloudflare: 1 } });
    const { eligible } = harness.alerting.destinations;
    await eligible.get(harness.accountParams);
    const refused = await eligible.get(harness.accountParams, { maxRetries: 0 }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 429 });
    expect((refused as { headers: Headers }).headers.get('retry-after')).toBe('300');
  });
});
