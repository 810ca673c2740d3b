import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { updateIncidentBody, createIncidentBody, startPagerDutyHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

/** A token of the sandbox's OAuth app. */
async function fetchAppToken(scope: string): Promise<string> {
  const { tokenUrl, clientId, clientSecret } = harness.testSandbox.sandbox.pagerduty.oauth;
  const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope };
  const response = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(grant) });
  return ((await response.json()) as { access_token: string }).access_token;
}

describe('credentials', () => {
  test('a wrong key is refused in plain text, and the client rejects', async () => {
    await expect(harness.get('/incidents', {}, { token: 'sesame' })).rejects.toMatchObject({ status: 401 });
  });

  test('a change without a From header is refused', async () => {
    const { status, data } = await harness.post('/incidents', createIncidentBody(), '');
    expect([status, data.error.message]).toEqual([400, expect.stringContaining('"From" header')]);
  });

  test('a change as an unknown user is refused', async () => {
    const { status, data } = await harness.put(
      '/incidents/1260',
      updateIncidentBody({ status: 'resolved' }),
      'nobody@example.com',
    );
    expect([status, data]).toEqual([400, { error: { message: 'Requester User Not Found', code: 1008, errors: [] } }]);
  });
});

describe("a user's key", () => {
  beforeEach(async () => {
    await harness.testSandbox.sandbox.stop();
    harness = await startPagerDutyHarness({ keyType: 'user' });
  });

  test('returns its user as "me"', async () => {
    expect((await harness.get('/users/me')).data.user.email).toBe('maren.solberg@example.com');
  });
});

describe("an app's token", () => {
  test('has access within its scopes and gets 403 beyond them', async () => {
    const bearer = { token: await fetchAppToken('incidents.read'), tokenType: 'bearer' };
    expect((await harness.get('/incidents', {}, bearer)).status).toBe(200);
    expect((await harness.get('/services', {}, bearer)).status).toBe(403);
  });
});

describe('an invalid request', () => {
  test.each([
    ['a blank title', { title: ' ' }, 2001],
    ['an unknown service', { service: { id: 'PNOTHERE', type: 'service_reference' } }, 2002],
    ['a service that is switched off', { service: { id: 'PSVC007', type: 'service_reference' } }, 2001],
    ['a priority without an id', { priority: { type: 'priority_reference' } }, 2001],
    ['an unknown priority', { priority: { id: 'PNOTHERE', type: 'priority_reference' } }, 1020],
    ['an unknown policy', { escalation_policy: { id: 'PNOTHERE', type: 'escalation_policy_reference' } }, 1014],
    ['an unknown assignee', { assignments: [{ assignee: { id: 'PNOTHERE', type: 'user_reference' } }] }, 1007],
  ])('an incident with %s is refused', async (_, details, code) => {
    const { status, data } = await harness.post('/incidents', createIncidentBody(details));
    expect([status, data.error.code]).toEqual([400, code]);
  });

  test('for an unknown incident gets 404 with code 2100', async () => {
    for (const asked of [harness.get('/incidents/QNOTHERE'), harness.get('/incidents/999999')]) {
      const { status, data } = await asked;
      expect([status, data]).toEqual([404, { error: { message: 'Not Found', code: 2100 } }]);
    }
  });

  test('to resolve a resolved incident gets code 1001', async () => {
    await harness.put('/incidents/1260', updateIncidentBody({ status: 'resolved' }));
    const { status, data } = await harness.put('/incidents/1260', updateIncidentBody({ status: 'resolved' }));
    expect([status, data.error.code]).toEqual([400, 1001]);
  });

  test('with an unknown status gets the message for lists', async () => {
    const { status, data } = await harness.put('/incidents/1260', updateIncidentBody({ status: 'asleep' }));
    expect([status, data.error.errors]).toEqual([
      400,
      ['Status must be a list of triggered, acknowledged, or resolved.'],
    ]);
  });

  test('for a blank note is refused', async () => {
    const { status, data } = await harness.post('/incidents/1260/notes', { note: { content: ' ' } });
    expect([status, data.error.code]).toEqual([400, 2001]);
  });

  test.each([
    ['a page deeper than 10 000', { limit: '100', offset: '9950' }, 2002],
    ['a window longer than six months', { since: '2025-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z' }, 2001],
    ['a time that is none', { since: 'yesterday' }, 2004],
    ['an unknown status', { 'statuses[]': ['asleep'] }, 2001],
    ['an order of three fields', { sort_by: 'created_at,urgency,resolved_at' }, 2001],
  ])('a list with %s is refused', async (_, query, code) => {
    const { status, data } = await harness.get('/incidents', query);
    expect([status, data.error.code]).toEqual([400, code]);
  });
});

describe('when PagerDuty fails', () => {
  test('every response has a request id', async () => {
    const [ordinary, refused] = await Promise.all([harness.get('/abilities'), harness.get('/incidents/QNOTHERE')]);
    const ids = [ordinary, refused].map(({ response }) => response.headers.get('x-request-id'));
    expect(ids).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });

  test('every response has the rate limit headers', async () => {
    const { response } = await harness.get('/abilities');
    expect(['limit', 'remaining', 'reset'].map((name) => Number(response.headers.get(`ratelimit-${name}`)))).toEqual([
      960, 959, 60,
    ]);
  });

  test('over the rate limit, everything is refused with code 2020', async () => {
    await harness.testSandbox.sandbox.stop();
    harness = await startPagerDutyHarness({ limits: { pagerduty: 2 } });
    await harness.get('/abilities');
    await harness.get('/abilities');
    const { status, data, response } = await harness.get('/abilities');
    expect([status, data, response.headers.get('ratelimit-remaining')]).toEqual([
      429,
      { error: { message: 'Rate Limit Exceeded', code: 2020 } },
      '0',
    ]);
  });

  test.each(['429', '429-bare'] as const)('a temporary %s is retried by the client', async (kind) => {
    harness.testSandbox.sandbox.control.pagerduty.addFault({ kind, times: 3 });
    expect((await harness.get('/abilities')).status).toBe(200);
    expect(harness.testSandbox.sandbox.control.pagerduty.calls()).toHaveLength(4);
  });

  test.each(['503', 'reset', 'down'] as const)('the client rejects on %s', async (kind) => {
    harness.testSandbox.sandbox.control.pagerduty.addFault({ kind });
    await expect(harness.get('/abilities')).rejects.toBeDefined();
  });
});
