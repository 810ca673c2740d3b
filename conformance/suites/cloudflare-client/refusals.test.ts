import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { all, openAccount, type Account } from './harness.js';

let account: Account;
beforeEach(async () => {
  account = await openAccount();
});
afterEach(() => account.stage.sandbox.stop());

const fault = (kind: '429' | '429-bare' | '503' | 'reset', times: number) =>
  account.stage.sandbox.control.cloudflare.fault({ kind, times, retryAfterSeconds: 0 });
const calls = () => account.stage.sandbox.control.cloudflare.calls();

const SESAME = { apiToken: 'sesame' };
const MALFORMED = { apiEmail: 'maren.solberg@example.com', apiKey: 'sesame' };

describe('credentials', () => {
  test('a wrong token is refused with 403 and code 10000 on every one of the four calls', async () => {
    const { pagerduty } = account.as(SESAME).destinations;
    const asked = [
      () => all(pagerduty.get(account.at)),
      () => pagerduty.delete(account.at),
      () => pagerduty.create(account.at),
      () => pagerduty.link('0'.repeat(32), account.at),
    ];
    for (const ask of asked)
      await expect(ask()).rejects.toMatchObject({
        status: 403,
        errors: [{ code: 10000, message: 'Authentication error' }],
      });
  });

  test('a malformed key hides its cause in a chain', async () => {
    await expect(account.as(MALFORMED).destinations.eligible.get(account.at)).rejects.toMatchObject({
      status: 400,
      errors: [{ code: 6003, error_chain: [{ code: 6103 }] }],
    });
  });

  test("another's account looks like a wrong token, a malformed one like a wrong address", async () => {
    const { eligible } = account.alerting.destinations;
    await expect(eligible.get({ account_id: 'f'.repeat(32) })).rejects.toMatchObject({ errors: [{ code: 10000 }] });
    await expect(eligible.get({ account_id: 'home' })).rejects.toMatchObject({
      status: 404,
      errors: [{ code: 7003 }, { code: 7000 }],
    });
  });
});

describe('when Cloudflare is unwell', () => {
  test('every answer tells the quota', async () => {
    const { response } = await account.alerting.destinations.eligible.get(account.at).withResponse();
    expect([response.headers.get('ratelimit'), response.headers.get('ratelimit-policy')]).toEqual([
      '"default";r=1199;t=300',
      '"default";q=1200;w=300',
    ]);
  });

  test.each(['429', '429-bare', '503', 'reset'] as const)('a passing %s is repeated by the client', async (kind) => {
    fault(kind, 1);
    expect(await all(account.alerting.destinations.pagerduty.get(account.at))).toHaveLength(3);
    expect(calls()).toHaveLength(2);
  });

  test('a lasting 429 is told with its code after three tries', async () => {
    fault('429', 3);
    await expect(account.alerting.destinations.eligible.get(account.at)).rejects.toMatchObject({
      status: 429,
      errors: [{ code: 971 }],
    });
    expect(calls()).toHaveLength(3);
  });

  test('over the quota everything is refused for five minutes', async () => {
    await account.stage.sandbox.stop();
    account = await openAccount({ limits: { cloudflare: 1 } });
    const { eligible } = account.alerting.destinations;
    await eligible.get(account.at);
    const refused = await eligible.get(account.at, { maxRetries: 0 }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 429 });
    expect((refused as { headers: Headers }).headers.get('retry-after')).toBe('300');
  });
});
