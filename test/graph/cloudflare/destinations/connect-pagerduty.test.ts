import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';
import { cloudflareError, cloudflareResult } from '../../upstream-responses.js';

const { cloudflare, run } = mockGateway();

const TOKEN = 'a313ba7d3e464c0ea40808fafbc3816a';
const LINK = `/destinations/pagerduty/connect/${TOKEN}`;

describe('a connect token', () => {
  const CREATE = `mutation { createPagerDutyConnectToken(input: {}) {
    token consentUrl messages { code message } userErrors { code }
  } }`;

  test('has the consent URL and Cloudflare’s messages', async () => {
    const messages = [{ code: 1500, message: 'This is a beta.' }];
    cloudflare
      .expects('POST', '/destinations/pagerduty/connect')
      .respondsWith(201, cloudflareResult({ id: TOKEN }, messages));
    expect((await run(CREATE)).data).toEqual({
      createPagerDutyConnectToken: {
        token: TOKEN,
        consentUrl: `https://connect.example/pagerduty?token=${TOKEN}`,
        messages,
        userErrors: [],
      },
    });
  });

  test('is refused by a plan without PagerDuty', async () => {
    const refused = cloudflareError(17200, 'account is not entitled');
    cloudflare.expects('POST', '/destinations/pagerduty/connect').respondsWith(400, refused);
    expect((await run(CREATE)).data).toMatchObject({
      createPagerDutyConnectToken: { token: null, consentUrl: null, userErrors: [{ code: 'FEATURE_UNAVAILABLE' }] },
    });
  });

  test('that may have been created has an unknown outcome', async () => {
    cloudflare.expects('POST', '/destinations/pagerduty/connect').respondsWith(502, '<html>');
    const { data, errors } = await run(CREATE);
    expect(data).toEqual({ createPagerDutyConnectToken: null });
    expect(errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN', retryable: false } },
    ]);
  });
});

describe('linking', () => {
  const CONNECT = `mutation ($token: String!) { connectPagerDuty(input: { token: $token }) {
    connectionId destinations { name } userErrors { code field message upstream { errors { message } } }
  } }`;

  test('returns the destinations after the link', async () => {
    cloudflare.expects('GET', LINK).respondsWith(200, cloudflareResult({ id: 'f174e90afafe4643bbbc4a0ed4fc8415' }));
    cloudflare
      .expects('GET', '/destinations/pagerduty')
      .respondsWith(200, cloudflareResult([{ id: 'd1', name: 'Mail' }]));
    expect((await run(CONNECT, { token: ` ${TOKEN} ` })).data).toEqual({
      connectPagerDuty: {
        connectionId: 'f174e90afafe4643bbbc4a0ed4fc8415',
        destinations: [{ name: 'Mail' }],
        userErrors: [],
      },
    });
  });

  test('succeeds even when the destinations cannot be read', async () => {
    cloudflare.expects('GET', LINK).respondsWith(200, cloudflareResult({ id: 'f174e90afafe4643bbbc4a0ed4fc8415' }));
    cloudflare
      .expects('GET', '/destinations/pagerduty')
      .respondsWith(403, cloudflareError(10000, 'Authentication error'));
    const { data, errors } = await run(CONNECT, { token: TOKEN });
    expect(data).toMatchObject({ connectPagerDuty: { destinations: null, userErrors: [] } });
    expect(data).toMatchObject({ connectPagerDuty: { connectionId: 'f174e90afafe4643bbbc4a0ed4fc8415' } });
    expect(errors).toMatchObject([{ path: ['connectPagerDuty', 'destinations'] }]);
  });

  test('does not read the destinations unless they are selected', async () => {
    cloudflare.expects('GET', LINK).respondsWith(200, cloudflareResult({ id: 'x' }));
    const { data } = await run(`mutation { connectPagerDuty(input: { token: "${TOKEN}" }) { connectionId } }`);
    expect(data).toEqual({ connectPagerDuty: { connectionId: 'x' } });
  });

  test.each([400, 404, 409, 410, 422])(
    'with a token that Cloudflare refuses (%d) has the error at the token',
    async (status) => {
      cloudflare.expects('GET', LINK).respondsWith(status, cloudflareError(0, `Integration token ${TOKEN} not found`));
      const response = await run(CONNECT, { token: TOKEN });
      expect(response.data).toMatchObject({
        connectPagerDuty: {
          connectionId: null,
          destinations: null,
          userErrors: [
            {
              code: 'CONNECT_TOKEN_REJECTED',
              field: ['input', 'token'],
              upstream: { errors: [{ message: 'Integration token [secret] not found' }] },
            },
          ],
        },
      });
      expect(JSON.stringify(response)).not.toContain(TOKEN);
    },
  );

  test.each(['', ' ', '..', '../policies', 'a b', 'the token of step 1', 'x'.repeat(65)])(
    'with %j is refused before Cloudflare is called',
    async (token) => {
      expect((await run(CONNECT, { token })).data).toMatchObject({
        connectPagerDuty: { connectionId: null, userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'token'] }] },
      });
    },
  );

  test('may have succeeded when the response is lost', async () => {
    cloudflare.expects('GET', LINK).respondsWith(503, '<html>');
    const { errors } = await run(CONNECT, { token: TOKEN });
    expect(errors).toMatchObject([{ extensions: { outcome: 'UNKNOWN', retryable: false } }]);
  });

  test('to an account that is not configured is refused at the account', async () => {
    const document = `mutation { connectPagerDuty(input: { token: "${TOKEN}", account: "third" }) { userErrors { code field } } }`;
    expect((await run(document)).data).toEqual({
      connectPagerDuty: { userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'account'] }] },
    });
  });
});
