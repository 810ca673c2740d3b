import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sendRequest, startTestSandbox, type TestSandbox } from '../harness.js';

let harness: TestSandbox;
beforeAll(async () => {
  harness = await startTestSandbox();
});
afterAll(() => harness.sandbox.stop());

const bearer = { authorization: 'Bearer sandbox-cloudflare-token' };

describe('Cloudflare’s authentication', () => {
  test.each(['Bearer wrong', ''])(
    'the credential "%s" is refused without messages and result',
    async (authorization) => {
      const response = await harness.cloudflare('/policies', { headers: { authorization } });
      expect(response.status).toBe(403);
      expect(response.json).toEqual({ success: false, errors: [{ code: 10000, message: 'Authentication error' }] });
    },
  );

  test('a malformed legacy key has its cause in the chain of a header error', async () => {
    const headers = { authorization: '', 'x-auth-email': 'a@example.com', 'x-auth-key': 'sandbox' };
    const response = await harness.cloudflare('/policies', { headers });
    expect(response.status).toBe(400);
    expect(response.json['errors']?.['0']).toMatchObject({ code: 6003, error_chain: [{ code: 6103 }] });
  });

  test('an account id that is not 32 hex digits has no route', async () => {
    const url = `${harness.sandbox.cloudflare.baseUrl}/accounts/x/alerting/v3/policies`;
    const response = await sendRequest(url, {}, bearer);
    expect(response.status).toBe(404);
    expect(response.json).toEqual({
      success: false,
      errors: [
        {
          code: 7003,
          message: 'Could not route to /accounts/x/alerting/v3/policies, perhaps your object identifier is invalid?',
        },
        { code: 7000, message: 'No route for that URI' },
      ],
      messages: [],
      result: null,
    });
  });

  test('an unknown account gets the error of a bad token', async () => {
    const url = `${harness.sandbox.cloudflare.baseUrl}/accounts/${'0'.repeat(32)}/alerting/v3/policies`;
    expect((await sendRequest(url, {}, bearer)).json['errors']).toEqual([
      { code: 10000, message: 'Authentication error' },
    ]);
  });

  test('an unknown path has no route', async () => {
    expect((await harness.cloudflare('/nothing')).json['errors']?.['0']).toMatchObject({ code: 7003 });
  });
});

describe('the rate limit of Cloudflare', () => {
  test('every response states it as structured lists, refusals included', async () => {
    for (const ask of [{}, { headers: { authorization: 'Bearer wrong' } }]) {
      const { headers } = await harness.cloudflare('/policies', ask);
      expect(headers.get('ratelimit')).toMatch(/^"default";r=\d+;t=\d+$/);
      expect(headers.get('ratelimit-policy')).toBe('"default";q=1200;w=300');
      expect(headers.get('retry-after')).toBeNull();
    }
  });

  test('over the limit everything is refused for five minutes', async () => {
    const small = await startTestSandbox({ limits: { cloudflare: 1 } });
    try {
      await small.cloudflare('/policies');
      small.advanceClock(299_000);
      const refused = await small.cloudflare('/policies');
      expect(refused.status).toBe(429);
      expect(refused.headers.get('retry-after')).toBe('300');
      expect(refused.json['errors']?.['0']).toMatchObject({ code: 971 });
      small.advanceClock(299_000);
      expect((await small.cloudflare('/policies')).status).toBe(429);
      small.advanceClock(2_000);
      expect((await small.cloudflare('/policies')).status).toBe(200);
    } finally {
      await small.sandbox.stop();
    }
  });
});
