import { describe, expect, test } from '@jest/globals';
import { CLOUDFLARE_TOKEN, mockGatewayPerTest, mockGateway, PAGERDUTY_KEY } from '../../mock-gateway.js';
import { incidentList, pagerDutyError, cloudflareResult } from '../../upstream-responses.js';

const gateway = mockGateway({ deadlineMs: 1_000, tryTimeoutMs: 300 });
const { pagerduty, cloudflare, run } = gateway;

const LIST = '{ incidents { nodes { number } } }';
const BOTH = '{ incidents { nodes { number } } pagerDutyDestinations { nodes { name } } }';
const INCIDENTS = { nodes: [{ number: 1234 }] };
const DESTINATIONS = { nodes: [{ name: 'Mail' }] };

/** The only error of a query whose only call gets this response from PagerDuty. */
async function readError(status: number, body: unknown, headers: Record<string, string> = {}, of = gateway) {
  of.pagerduty.allows('GET', '/incidents').respondsWith(status, body, headers);
  const { data, errors } = await of.run(LIST);
  expect(data).toEqual({ incidents: null });
  expect(errors).toHaveLength(1);
  return errors?.[0];
}

describe('an unavailable upstream does not affect the other', () => {
  test.each(['ECONNREFUSED', 'ECONNRESET'])('destinations are returned while PagerDuty is down (%s)', async (code) => {
    pagerduty.allows('GET', '/incidents').failsWith(code);
    cloudflare
      .expects('GET', '/destinations/pagerduty')
      .respondsWith(200, cloudflareResult([{ id: 'd1', name: 'Mail' }]));
    const { status, data, errors } = await run(BOTH);
    expect({ status, data }).toEqual({ status: 200, data: { incidents: null, pagerDutyDestinations: DESTINATIONS } });
    expect(errors).toMatchObject([
      {
        path: ['incidents'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true, requestId: expect.any(String) },
      },
    ]);
    expect(errors?.[0]?.extensions).not.toHaveProperty('outcome');
  });

  test('incidents are returned while Cloudflare hangs', async () => {
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([{}]));
    cloudflare.allows('GET', '/destinations/pagerduty').hangs();
    const { status, data, errors } = await run(BOTH);
    expect({ status, data }).toEqual({ status: 200, data: { incidents: INCIDENTS, pagerDutyDestinations: null } });
    expect(errors).toMatchObject([
      {
        path: ['pagerDutyDestinations'],
        message: 'Cloudflare did not respond in time.',
        extensions: { code: 'UPSTREAM_TIMEOUT' },
      },
    ]);
  });
});

describe('an error of PagerDuty', () => {
  test('keeps its message, its code and its request id', async () => {
    const body = pagerDutyError('Arguments Caused Error', 2002, ['Bad limit', 'Bad offset']);
    const error = await readError(409, body, { 'x-request-id': 'pd-42' });
    expect(error?.extensions).toMatchObject({
      code: 'UPSTREAM_REJECTED',
      retryable: false,
      upstream: {
        upstream: 'PAGERDUTY',
        httpStatus: 409,
        errors: [
          { code: 2002, message: 'Arguments Caused Error' },
          { message: 'Bad limit' },
          { message: 'Bad offset' },
        ],
        messages: [],
        requestId: 'pd-42',
      },
    });
  });

  test('is clipped', async () => {
    const error = await readError(409, pagerDutyError('x'.repeat(5000)));
    expect(error).toHaveProperty('extensions.upstream.errors.0.message', `${'x'.repeat(499)}…`);
  });

  test('does not contain the gateway’s credentials', async () => {
    const error = await readError(409, pagerDutyError(`No ${PAGERDUTY_KEY}`, 1, [`Token token=${PAGERDUTY_KEY}`]), {
      'x-request-id': PAGERDUTY_KEY,
    });
    expect(JSON.stringify(error)).not.toContain(PAGERDUTY_KEY);
    expect(error?.message).toBe('PagerDuty rejected “list incidents”: No [secret]; [secret].');
  });

  test('that is a web page is not repeated', async () => {
    const error = await readError(409, '<html><body>Proxy says no</body></html>');
    expect(JSON.stringify(error)).not.toContain('Proxy');
  });
});

describe('an error of Cloudflare', () => {
  test('does not contain the gateway’s credentials', async () => {
    const body = { success: false, errors: [{ code: 1, message: `Bearer ${CLOUDFLARE_TOKEN} is odd` }] };
    cloudflare.expects('GET', '/destinations/pagerduty').respondsWith(409, body);
    const response = await run('{ pagerDutyDestinations { totalCount } }');
    expect(response.errors).toMatchObject([{ extensions: { upstream: { upstream: 'CLOUDFLARE', httpStatus: 409 } } }]);
    expect(JSON.stringify(response)).not.toContain(CLOUDFLARE_TOKEN);
  });

  test('counts under any status: success false is a refusal', async () => {
    const body = {
      success: false,
      errors: [{ code: 9109, message: 'Unauthorized' }],
      result: [{ id: 'd1', name: 'Mail' }],
    };
    cloudflare.expects('GET', '/destinations/pagerduty').respondsWith(200, body);
    const { data, errors } = await run('{ pagerDutyDestinations { totalCount } }');
    expect(data).toEqual({ pagerDutyDestinations: null });
    expect(errors).toMatchObject([
      {
        message:
          'Cloudflare rejected the gateway’s credentials for “list PagerDuty destinations” (requires Account > Notifications > Read).',
        extensions: { code: 'UPSTREAM_UNAUTHENTICATED' },
      },
    ]);
  });
});

describe('a refusal of the gateway’s credentials', () => {
  test('names the missing permission and is never the caller’s UNAUTHENTICATED', async () => {
    const error = await readError(401, 'Unauthorized');
    expect(error).toMatchObject({
      message:
        'PagerDuty rejected the gateway’s credentials for “list incidents” (requires a REST API key or the scope incidents.read).',
      extensions: { code: 'UPSTREAM_UNAUTHENTICATED', retryable: false },
    });
  });
});

describe('a rate limit of PagerDuty', () => {
  const fresh = mockGatewayPerTest({ deadlineMs: 1_000, tryTimeoutMs: 300 });

  test.each([
    ['the ratelimit-reset header', { 'ratelimit-reset': '17' }, 17],
    ['the retry-after header', { 'retry-after': '3.2' }, 4],
  ])('states the wait: %s', async (_, headers, retryAfterSeconds) => {
    const error = await readError(429, pagerDutyError('Rate Limit Exceeded', 2020), headers, fresh);
    expect(error?.extensions).toMatchObject({ code: 'UPSTREAM_RATE_LIMITED', retryable: true, retryAfterSeconds });
  });

  test('without a header states no wait', async () => {
    const error = await readError(429, '', {}, fresh);
    expect(error?.extensions).toMatchObject({ code: 'UPSTREAM_RATE_LIMITED', retryAfterSeconds: null });
  });
});

describe('an invalid value of PagerDuty', () => {
  test('in an optional field makes only this field null and is not repeated', async () => {
    pagerduty
      .expects('GET', '/incidents')
      .respondsWith(200, incidentList([{ alert_counts: { all: 'sesame', triggered: 1, resolved: 0 } }]));
    const { data, errors } = await run('{ incidents { nodes { number alertCounts { all } } } }');
    expect(data).toEqual({ incidents: { nodes: [{ number: 1234, alertCounts: null }] } });
    expect(errors).toEqual([
      {
        message: 'The upstream returned a value of the wrong type for this field.',
        locations: expect.any(Array),
        path: ['incidents', 'nodes', 0, 'alertCounts', 'all'],
        extensions: {
          code: 'UPSTREAM_BAD_RESPONSE',
          retryable: true,
          retryAfterSeconds: null,
          requestId: expect.any(String),
        },
      },
    ]);
  });

  test('in a required field makes the list null', async () => {
    const error = await readError(200, { incidents: [{ id: 'PT4KHLK' }] });
    expect(error).toMatchObject({
      message: 'The response from PagerDuty could not be read.',
      extensions: { code: 'UPSTREAM_BAD_RESPONSE' },
    });
  });
});
