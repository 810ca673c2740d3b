import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { column, rows, setStage, text, type Answer, type Stage } from '../../harness.js';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.sandbox.stop());

const INCIDENT = '/incidents/PINC060';

const written = async () => {
  const { json } = await stage.pagerduty(`${INCIDENT}/notes`, { body: { note: { content: 'Fog.' } } });
  return `${INCIDENT}/notes/${text(json['note'], 'id')}`;
};

const notes = async () => rows((await stage.pagerduty(`${INCIDENT}/notes`)).json['notes']);

describe('a note', () => {
  test('is changed, and stays its writer’s', async () => {
    const path = await written();
    stage.wait(60_000);
    const headers = { from: 'priya.raman@example.com' };
    const answer = await stage.pagerduty(path, { method: 'PUT', body: { note: { content: 'Haze.' } }, headers });
    expect(answer.json['note']).toMatchObject({
      content: 'Haze.',
      user: { id: 'PUSR001' },
      created_at: '2026-03-18T12:00:00Z',
      updated_at: '2026-03-18T12:01:00Z',
    });
    expect(await notes()).toEqual([answer.json['note']]);
  });

  test('is deleted without a From header', async () => {
    const path = await written();
    expect((await stage.pagerduty(path, { method: 'DELETE', headers: { from: '' } })).status).toBe(204);
    expect(await notes()).toEqual([]);
    expect((await stage.pagerduty(path, { method: 'DELETE' })).status).toBe(404);
  });
});

const update = (body: object): Promise<Answer> => stage.pagerduty(`${INCIDENT}/status_updates`, { body });

describe('a status update', () => {
  test('is answered with 200 under the name of its sender', async () => {
    const body = { message: 'Mitigating', subject: 'Refunds', html_message: '<p>Mitigating</p>' };
    const { status, json } = await update(body);
    expect([status, json['status_update']]).toMatchObject([
      200,
      { ...body, id: expect.any(String), created_at: '2026-03-18T12:00:00Z', sender: { id: 'PUSR001' } },
    ]);
  });

  test.each([{}, { message: ' ' }, { message: 'x', subject: 'y' }, { message: 'x', html_message: 'y' }])(
    'like %j is refused',
    async (body) => {
      expect((await update(body)).json).toMatchObject({ error: { code: 2001 } });
    },
  );
});

const target = (id: string, type = 'user_reference') => ({ responder_request_target: { id, type } });

const ask = (...targets: object[]): Promise<Answer> =>
  stage.pagerduty(`${INCIDENT}/responder_requests`, {
    body: { requester_id: 'PUSR001', message: 'Please help', responder_request_targets: targets },
    headers: { from: '' },
  });

const cancel = async (id: string, type = 'user_reference') => {
  const body = { requester_id: 'PUSR001', responder_request_targets: [{ id, type }] };
  const answer = await stage.pagerduty(`${INCIDENT}/responder_requests/cancel`, { method: 'PUT', body });
  return answer.json['responder_request_targets']?.['0']?.['result'];
};

const responders = async () =>
  rows((await stage.pagerduty(INCIDENT)).json['incident']?.['incidents_responders']).map((responder) => [
    responder['user']?.['id'],
    responder['state'],
  ]);

describe('a request for responders', () => {
  test('is nested twice, and the incident tells whom it reached', async () => {
    const { status, json } = await ask(target('PUSR009'), target('PESC004', 'escalation_policy_reference'));
    expect([status, json['responder_request']]).toMatchObject([
      200,
      {
        incident: { id: 'PINC060' },
        requester: { id: 'PUSR001' },
        message: 'Please help',
        responder_request_targets: [
          { responder_request_target: { type: 'user', id: 'PUSR009', incidents_responders: [{ state: 'pending' }] } },
          {
            responder_request_target: {
              type: 'escalation_policy',
              incidents_responders: [{ user: { id: 'PUSR011' } }],
            },
          },
        ],
      },
    ]);
    expect(await responders()).toEqual([
      ['PUSR009', 'pending'],
      ['PUSR011', 'pending'],
    ]);
  });

  test('is taken back once, and asks again afterwards', async () => {
    await ask(target('PUSR009'));
    expect(await cancel('PUSR009')).toBe('cancelled');
    expect(await cancel('PUSR009')).toBe('not_found');
    expect(await responders()).toEqual([['PUSR009', 'user_cancelled']]);
    await ask(target('PUSR009'));
    expect(await responders()).toEqual([['PUSR009', 'pending']]);
  });

  test('of nobody, or for what is over, is refused', async () => {
    expect((await ask(target('PNOSUCH'))).json).toMatchObject({ error: { code: 2001 } });
    const body = { incident: { type: 'incident', status: 'resolved' } };
    await stage.pagerduty(INCIDENT, { method: 'PUT', body });
    expect((await ask(target('PUSR009'))).json).toMatchObject({ error: { code: 2015 } });
  });
});

const names = async (query = '') =>
  column((await stage.pagerduty(`/incidents/types${query}`)).json['incident_types'], 'name');

describe('the types of incidents', () => {
  test('are the enabled ones, unless others are asked for', async () => {
    expect(await names()).toEqual(['incident_default', 'major_incident', 'security_incident']);
    expect(await names('?filter=disabled')).toEqual(['storm_drill']);
    expect(await names('?filter=all')).toHaveLength(4);
  });

  test('are read by id and by name', async () => {
    const [byId, byName] = await Promise.all(
      ['PTYPE02', 'major_incident'].map((one) => stage.pagerduty(`/incidents/types/${one}`)),
    );
    expect(byId?.json['incident_type']).toMatchObject({
      name: 'major_incident',
      parent: { id: 'PTYPE01', type: 'incident_type_reference' },
    });
    expect(byName?.json).toEqual(byId?.json);
  });

  test('make no incident once they are disabled', async () => {
    const service = { id: 'PSVC001', type: 'service_reference' };
    const body = { incident: { type: 'incident', title: 'Fog', service, incident_type: { name: 'storm_drill' } } };
    expect((await stage.pagerduty('/incidents', { body })).status).toBe(400);
  });
});
