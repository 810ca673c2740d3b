import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestSandbox, textField, type Json, type TestSandbox } from '../harness.js';

let harness: TestSandbox;
beforeEach(async () => {
  harness = await startTestSandbox();
});
afterEach(() => harness.sandbox.stop());

interface TokenResponse {
  readonly status: number;
  readonly json: Json;
}

async function requestToken(scope: string, changes: Readonly<Record<string, string>> = {}): Promise<TokenResponse> {
  const { tokenUrl, clientId, clientSecret } = harness.sandbox.pagerduty.oauth;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope };
  const response = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams({ ...form, ...changes }) });
  return { status: response.status, json: (await response.json()) as Json };
}

async function bearerHeader(scope: string): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${textField((await requestToken(scope)).json, 'access_token')}` };
}

describe('an app token', () => {
  test('is returned with its scopes and a lifetime of a day, and gives access to the REST API', async () => {
    const { status, json } = await requestToken('incidents.read services.read');
    expect(status).toBe(200);
    expect(json).toEqual({
      access_token: expect.stringMatching(/^pdus\+_0/),
      scope: 'incidents.read services.read',
      token_type: 'bearer',
      expires_in: 86_400,
    });
    const headers = { authorization: `Bearer ${textField(json, 'access_token')}` };
    expect((await harness.pagerduty('/services', { headers })).status).toBe(200);
  });

  test('expires', async () => {
    harness.sandbox.control.pagerduty.setSwitches({ appTokenSeconds: 60 });
    const headers = await bearerHeader('teams.read');
    harness.advanceClock(59_000);
    expect((await harness.pagerduty('/teams', { headers })).status).toBe(200);
    harness.advanceClock(1_000);
    expect((await harness.pagerduty('/teams', { headers })).status).toBe(401);
  });

  test('without the scope of an operation is refused with 403', async () => {
    const headers = await bearerHeader('incidents.read');
    expect((await harness.pagerduty('/teams', { headers })).status).toBe(403);
    const body = { note: { content: 'Hm.' } };
    expect((await harness.pagerduty('/incidents/PINC060/notes', { body, headers })).status).toBe(403);
    expect((await harness.pagerduty('/incidents/PINC060/log_entries', { headers })).status).toBe(200);
  });

  test('has fewer scopes than requested when the app lacks some, without an error', async () => {
    harness.sandbox.control.pagerduty.setSwitches({ appTokenScopes: ['incidents.read'] });
    const { status, json } = await requestToken('incidents.read incidents.write');
    expect(status).toBe(200);
    expect(json['scope']).toBe('incidents.read');
  });

  test('has no user and needs no From header; then nobody is assigned, and the agent is the service', async () => {
    const headers = await bearerHeader('users.read incidents.write');
    expect((await harness.pagerduty('/users/me', { headers })).status).toBe(400);
    const note = { body: { note: { content: 'Hm.' } }, headers: { ...headers, from: '' } };
    const written = await harness.pagerduty('/incidents/PINC060/notes', note);
    expect(written.json['note']).toMatchObject({ user: { type: 'bot_user_reference', id: 'PSVC002' } });
    const before = (await harness.pagerduty('/incidents/PINC060')).json['incident'];
    const body = { incident: { type: 'incident_reference', status: 'acknowledged' } };
    const taken = await harness.pagerduty('/incidents/PINC060', { ...note, method: 'PUT', body });
    expect(taken.json['incident']).toMatchObject({
      status: 'acknowledged',
      assignments: before?.['assignments'],
      last_status_change_by: { type: 'service_reference', id: 'PSVC002' },
    });
  });

  test('acts as the user of the From header', async () => {
    const headers = await bearerHeader('incidents.write');
    const written = await harness.pagerduty('/incidents/PINC060/notes', {
      body: { note: { content: 'Hm.' } },
      headers,
    });
    expect(written.json['note']).toMatchObject({ user: { type: 'user_reference', id: 'PUSR001' } });
  });

  test('is gone after a reset', async () => {
    const headers = await bearerHeader('teams.read');
    harness.sandbox.control.pagerduty.reset();
    expect((await harness.pagerduty('/teams', { headers })).status).toBe(401);
  });
});

test.each([
  [{ scope: 'incidents.read weather.read' }, 400, 'invalid_scope'],
  [{ scope: 'priorities.write' }, 400, 'invalid_scope'],
  [{ client_secret: 'wrong' }, 401, 'invalid_client'],
  [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
])('a token is not issued for %j', async (changes, status, error) => {
  expect(await requestToken('teams.read', changes)).toEqual({ status, json: { error } });
});
