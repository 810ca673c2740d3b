import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sendRequest, startTestSandbox, type TestSandbox } from '../harness.js';

let harness: TestSandbox;
beforeAll(async () => {
  harness = await startTestSandbox();
});
afterAll(() => harness.sandbox.stop());

const draft = { incident: { type: 'incident', title: 'Fog', service: { id: 'PSVC001', type: 'service_reference' } } };

describe('PagerDuty’s authentication', () => {
  test.each(['Token sandbox-pagerduty-key', 'Bearer sandbox-pagerduty-key', 'Token token=other', ''])(
    'the credential "%s" is refused in plain text',
    async (authorization) => {
      const result = await harness.pagerduty('/services', { headers: { authorization } });
      expect(result.status).toBe(401);
      expect(result.headers.get('content-type')).toMatch('text/plain');
      expect(result.json).toBeUndefined();
    },
  );

  test.each([
    ['POST', '/incidents', draft],
    ['PUT', '/incidents', { incidents: [] }],
    ['PUT', '/incidents/PINC060', { incident: { type: 'incident', status: 'resolved' } }],
    ['POST', '/incidents/PINC060/notes', { note: { content: 'Seen.' } }],
  ])('%s %s needs a From header', async (method, path, body) => {
    const result = await harness.pagerduty(path, { method, body, headers: { from: '' } });
    expect(result.status).toBe(400);
    expect(result.json['error']).toEqual({
      code: 2016,
      message: 'You must specify a user\'s email address in the "From" header to perform this action',
    });
  });

  test('an unknown From user is refused with 1008', async () => {
    const result = await harness.pagerduty('/incidents', { body: draft, headers: { from: 'nobody@example.com' } });
    expect(result.status).toBe(400);
    expect(result.json).toEqual({ error: { message: 'Requester User Not Found', code: 1008, errors: [] } });
  });

  test('an account key has no user, and the error is a string', async () => {
    const result = await harness.pagerduty('/users/me');
    expect(result.status).toBe(400);
    expect(result.json['error']).toMatch('account-level access token');
  });

  test('every response has its own id, refusals included', async () => {
    const responses = await Promise.all([
      harness.pagerduty('/services'),
      harness.pagerduty('/services/PNOSUCH'),
      harness.pagerduty('/services', { headers: { authorization: 'Token token=other' } }),
      harness.pagerduty('/nowhere'),
      sendRequest(`${harness.sandbox.pagerduty.eventsUrl}/v2/enqueue`, { body: {} }),
    ]);
    const ids = responses.map(({ headers }) => headers.get('x-request-id'));
    expect(new Set(ids).size).toBe(responses.length);
    expect(ids).not.toContain(null);
    expect((await harness.cloudflare('/policies')).headers.get('cf-ray')).toMatch(/^[0-9a-f]{16}-[A-Z]{3}$/);
  });

  test('a URL over 4096 bytes is refused at the edge', async () => {
    const longest = '/services?query='.padEnd(4096, 'x');
    expect((await harness.pagerduty(longest)).status).toBe(200);
    const result = await harness.pagerduty(`${longest}x`);
    expect([result.status, result.json]).toEqual([414, undefined]);
  });

  test('an unknown path is 404 with 2100 and no list of errors', async () => {
    const result = await harness.pagerduty('/no_such_thing');
    expect(result.status).toBe(404);
    expect(result.json).toEqual({ error: { message: 'Not Found', code: 2100 } });
  });

  test('a body with invalid JSON gets a PagerDuty error', async () => {
    const response = await fetch(`${harness.sandbox.pagerduty.baseUrl}/incidents`, {
      method: 'POST',
      headers: { authorization: 'Token token=sandbox-pagerduty-key', 'content-type': 'application/json' },
      body: '{"incident":',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 2001, message: 'Invalid Input Provided' } });
  });
});

describe('the rate limit of PagerDuty', () => {
  test('every response states it, refusals included, in seconds until the reset', async () => {
    for (const ask of [{}, { headers: { authorization: 'Bearer wrong' } }]) {
      const result = await harness.pagerduty('/teams', ask);
      expect(result.headers.get('ratelimit-limit')).toBe('960');
      expect(Number(result.headers.get('ratelimit-remaining'))).toBeLessThan(960);
      expect(Number(result.headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60);
    }
  });

  test('calls over the limit are refused with 2020 until the minute is over', async () => {
    const small = await startTestSandbox({ limits: { pagerduty: 2 } });
    try {
      await small.pagerduty('/teams');
      await small.pagerduty('/teams');
      const refused = await small.pagerduty('/teams');
      expect(refused.status).toBe(429);
      expect(refused.json).toEqual({ error: { message: 'Rate Limit Exceeded', code: 2020 } });
      expect(refused.headers.get('ratelimit-remaining')).toBe('0');
      small.advanceClock(60_000);
      expect((await small.pagerduty('/teams')).status).toBe(200);
    } finally {
      await small.sandbox.stop();
    }
  });
});

test('two sandboxes share no state', async () => {
  const other = await startTestSandbox();
  try {
    await harness.pagerduty('/incidents', { body: draft });
    const found = await other.pagerduty('/incidents?date_range=all&total=true');
    expect(found.json['total']).toBe(60);
  } finally {
    await other.sandbox.stop();
  }
});

test('the clock of a response is the clock of its data', async () => {
  const result = await sendRequest(`${harness.sandbox.pagerduty.baseUrl}/teams`);
  expect(result.headers.get('date')).toBe('Wed, 18 Mar 2026 12:00:00 GMT');
});
