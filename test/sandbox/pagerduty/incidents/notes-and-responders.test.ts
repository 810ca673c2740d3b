import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  fieldValues,
  toList,
  startTestSandbox,
  textField,
  type HttpResponse,
  type TestSandbox,
} from '../../harness.js';

let harness: TestSandbox;
beforeEach(async () => {
  harness = await startTestSandbox();
});
afterEach(() => harness.sandbox.stop());

const INCIDENT = '/incidents/PINC060';

const createNote = async () => {
  const { json } = await harness.pagerduty(`${INCIDENT}/notes`, { body: { note: { content: 'Fog.' } } });
  return `${INCIDENT}/notes/${textField(json['note'], 'id')}`;
};

const listNotes = async () => toList((await harness.pagerduty(`${INCIDENT}/notes`)).json['notes']);

describe('a note', () => {
  test('is updated and keeps its author', async () => {
    const path = await createNote();
    harness.advanceClock(60_000);
    const headers = { from: 'priya.raman@example.com' };
    const response = await harness.pagerduty(path, { method: 'PUT', body: { note: { content: 'Haze.' } }, headers });
    expect(response.json['note']).toMatchObject({
      content: 'Haze.',
      user: { id: 'PUSR001' },
      created_at: '2026-03-18T12:00:00Z',
      updated_at: '2026-03-18T12:01:00Z',
    });
    expect(await listNotes()).toEqual([response.json['note']]);
  });

  test('is deleted without a From header', async () => {
    const path = await createNote();
    expect((await harness.pagerduty(path, { method: 'DELETE', headers: { from: '' } })).status).toBe(204);
    expect(await listNotes()).toEqual([]);
    expect((await harness.pagerduty(path, { method: 'DELETE' })).status).toBe(404);
  });
});

const sendStatusUpdate = (body: object): Promise<HttpResponse> =>
  harness.pagerduty(`${INCIDENT}/status_updates`, { body });

describe('a status update', () => {
  test('is returned with 200 and the name of its sender', async () => {
    const body = { message: 'Mitigating', subject: 'Refunds', html_message: '<p>Mitigating</p>' };
    const { status, json } = await sendStatusUpdate(body);
    expect([status, json['status_update']]).toMatchObject([
      200,
      { ...body, id: expect.any(String), created_at: '2026-03-18T12:00:00Z', sender: { id: 'PUSR001' } },
    ]);
  });

  test.each([{}, { message: ' ' }, { message: 'x', subject: 'y' }, { message: 'x', html_message: 'y' }])(
    'like %j is refused',
    async (body) => {
      expect((await sendStatusUpdate(body)).json).toMatchObject({ error: { code: 2001 } });
    },
  );
});

const responderTarget = (id: string, type = 'user_reference') => ({ responder_request_target: { id, type } });

const requestResponders = (...targets: object[]): Promise<HttpResponse> =>
  harness.pagerduty(`${INCIDENT}/responder_requests`, {
    body: { requester_id: 'PUSR001', message: 'Please help', responder_request_targets: targets },
    headers: { from: '' },
  });

const cancelRequest = async (id: string, type = 'user_reference') => {
  const body = { requester_id: 'PUSR001', responder_request_targets: [{ id, type }] };
  const response = await harness.pagerduty(`${INCIDENT}/responder_requests/cancel`, { method: 'PUT', body });
  return response.json['responder_request_targets']?.['0']?.['result'];
};

const listResponders = async () =>
  toList((await harness.pagerduty(INCIDENT)).json['incident']?.['incidents_responders']).map((responder) => [
    responder['user']?.['id'],
    responder['state'],
  ]);

describe('a responder request', () => {
  test('is nested twice, and the incident lists its recipients', async () => {
    const { status, json } = await requestResponders(
      responderTarget('PUSR009'),
      responderTarget('PESC004', 'escalation_policy_reference'),
    );
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
    expect(await listResponders()).toEqual([
      ['PUSR009', 'pending'],
      ['PUSR011', 'pending'],
    ]);
  });

  test('is cancelled once and can be sent again', async () => {
    await requestResponders(responderTarget('PUSR009'));
    expect(await cancelRequest('PUSR009')).toBe('cancelled');
    expect(await cancelRequest('PUSR009')).toBe('not_found');
    expect(await listResponders()).toEqual([['PUSR009', 'user_cancelled']]);
    await requestResponders(responderTarget('PUSR009'));
    expect(await listResponders()).toEqual([['PUSR009', 'pending']]);
  });

  test('without a target, or for a resolved incident, is refused', async () => {
    expect((await requestResponders(responderTarget('PNOSUCH'))).json).toMatchObject({ error: { code: 2001 } });
    const body = { incident: { type: 'incident', status: 'resolved' } };
    await harness.pagerduty(INCIDENT, { method: 'PUT', body });
    expect((await requestResponders(responderTarget('PUSR009'))).json).toMatchObject({ error: { code: 2015 } });
  });
});

const incidentTypeNames = async (query = '') =>
  fieldValues((await harness.pagerduty(`/incidents/types${query}`)).json['incident_types'], 'name');

describe('the incident types', () => {
  test('are the enabled ones unless others are requested', async () => {
    expect(await incidentTypeNames()).toEqual(['incident_default', 'major_incident', 'security_incident']);
    expect(await incidentTypeNames('?filter=disabled')).toEqual(['storm_drill']);
    expect(await incidentTypeNames('?filter=all')).toHaveLength(4);
  });

  test('are read by id and by name', async () => {
    const [byId, byName] = await Promise.all(
      ['PTYPE02', 'major_incident'].map((one) => harness.pagerduty(`/incidents/types/${one}`)),
    );
    expect(byId?.json['incident_type']).toMatchObject({
      name: 'major_incident',
      parent: { id: 'PTYPE01', type: 'incident_type_reference' },
    });
    expect(byName?.json).toEqual(byId?.json);
  });

  test('create no incident once they are disabled', async () => {
    const service = { id: 'PSVC001', type: 'service_reference' };
    const body = { incident: { type: 'incident', title: 'Fog', service, incident_type: { name: 'storm_drill' } } };
    expect((await harness.pagerduty('/incidents', { body })).status).toBe(400);
  });
});
