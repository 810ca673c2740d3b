import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setStage, text, type Json, type Stage } from '../harness.js';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.sandbox.stop());

interface Answered {
  readonly status: number;
  readonly json: Json;
}

async function ask(scope: string, changes: Readonly<Record<string, string>> = {}): Promise<Answered> {
  const { tokenUrl, clientId, clientSecret } = stage.sandbox.pagerduty.oauth;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope };
  const response = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams({ ...form, ...changes }) });
  return { status: response.status, json: (await response.json()) as Json };
}

async function bearer(scope: string): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${text((await ask(scope)).json, 'access_token')}` };
}

describe('an app token', () => {
  test('is answered with its scopes and a day to live, and opens the REST API', async () => {
    const { status, json } = await ask('incidents.read services.read');
    expect(status).toBe(200);
    expect(json).toEqual({
      access_token: expect.stringMatching(/^pdus\+_0/),
      scope: 'incidents.read services.read',
      token_type: 'bearer',
      expires_in: 86_400,
    });
    const headers = { authorization: `Bearer ${text(json, 'access_token')}` };
    expect((await stage.pagerduty('/services', { headers })).status).toBe(200);
  });

  test('runs out', async () => {
    stage.sandbox.control.pagerduty.turn({ appTokenSeconds: 60 });
    const headers = await bearer('teams.read');
    stage.wait(59_000);
    expect((await stage.pagerduty('/teams', { headers })).status).toBe(200);
    stage.wait(1_000);
    expect((await stage.pagerduty('/teams', { headers })).status).toBe(401);
  });

  test('without the scope of an operation is refused with 403', async () => {
    const headers = await bearer('incidents.read');
    expect((await stage.pagerduty('/teams', { headers })).status).toBe(403);
    const body = { note: { content: 'Hm.' } };
    expect((await stage.pagerduty('/incidents/PINC060/notes', { body, headers })).status).toBe(403);
    expect((await stage.pagerduty('/incidents/PINC060/log_entries', { headers })).status).toBe(200);
  });

  test('has fewer scopes than were asked where the app may not have them, which is no error', async () => {
    stage.sandbox.control.pagerduty.turn({ appTokenScopes: ['incidents.read'] });
    const { status, json } = await ask('incidents.read incidents.write');
    expect(status).toBe(200);
    expect(json['scope']).toBe('incidents.read');
  });

  test('has no user of its own and needs no From header: then nobody is assigned, and the service answers for it', async () => {
    const headers = await bearer('users.read incidents.write');
    expect((await stage.pagerduty('/users/me', { headers })).status).toBe(400);
    const note = { body: { note: { content: 'Hm.' } }, headers: { ...headers, from: '' } };
    const written = await stage.pagerduty('/incidents/PINC060/notes', note);
    expect(written.json['note']).toMatchObject({ user: { type: 'bot_user_reference', id: 'PSVC002' } });
    const before = (await stage.pagerduty('/incidents/PINC060')).json['incident'];
    const body = { incident: { type: 'incident_reference', status: 'acknowledged' } };
    const taken = await stage.pagerduty('/incidents/PINC060', { ...note, method: 'PUT', body });
    expect(taken.json['incident']).toMatchObject({
      status: 'acknowledged',
      assignments: before?.['assignments'],
      last_status_change_by: { type: 'service_reference', id: 'PSVC002' },
    });
  });

  test('acts for the person that the From header names', async () => {
    const headers = await bearer('incidents.write');
    const written = await stage.pagerduty('/incidents/PINC060/notes', { body: { note: { content: 'Hm.' } }, headers });
    expect(written.json['note']).toMatchObject({ user: { type: 'user_reference', id: 'PUSR001' } });
  });

  test('is gone after a reset', async () => {
    const headers = await bearer('teams.read');
    stage.sandbox.control.pagerduty.reset();
    expect((await stage.pagerduty('/teams', { headers })).status).toBe(401);
  });
});

test.each([
  [{ scope: 'incidents.read weather.read' }, 400, 'invalid_scope'],
  [{ scope: 'priorities.write' }, 400, 'invalid_scope'],
  [{ client_secret: 'wrong' }, 401, 'invalid_client'],
  [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
])('a token is not given for %j', async (changes, status, error) => {
  expect(await ask('teams.read', changes)).toEqual({ status, json: { error } });
});
