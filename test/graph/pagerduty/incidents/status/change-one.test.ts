import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../../mock-gateway.js';
import { NO_FROM, incidentList, incidentBody, pagerDutyError } from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

const ID = { pagerDutyId: 'PT4KHLK' };
const KEY = { dedup: { service: { pagerDutyId: 'PIJ90N7' }, dedupKey: 'disk/db03' } };
const BEFORE = '2026-01-01T10:00:00Z';
const NOW = { date: 'Thu, 01 Jan 2026 10:00:30 GMT' };
const RESOLVED = { status: 'resolved', last_status_change_at: '2026-01-01T10:00:30Z' };

function acknowledge(incident: object, more: object = {}) {
  return run<{ acknowledgeIncident: unknown }>(
    `mutation ($input: AcknowledgeIncidentInput!) { acknowledgeIncident(input: $input) {
      changed incident { pagerDutyId status } userErrors { code field message }
    } }`,
    { input: { incident, ...more } },
  );
}

function resolve(incident: object, more: object = {}) {
  return run<{ resolveIncident: unknown }>(
    `mutation ($input: ResolveIncidentInput!) { resolveIncident(input: $input) {
      changed incident { pagerDutyId status } note { content } userErrors { code field message upstream { httpStatus } }
    } }`,
    { input: { incident, ...more } },
  );
}

const successPayload = (changed: boolean, status: string) => ({
  changed,
  incident: { pagerDutyId: 'PT4KHLK', status },
  userErrors: [],
});

describe('acknowledging', () => {
  test('a triggered incident reads it, then changes its status and nothing else', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody({ status: 'triggered' }));
    pagerduty.expects('PUT', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
    const { data } = await acknowledge(ID, { actor: 'earline@example.com' });
    expect(data.acknowledgeIncident).toEqual(successPayload(true, 'ACKNOWLEDGED'));
    expect(pagerduty.call().body).toEqual({ incident: { type: 'incident_reference', status: 'acknowledged' } });
    expect(pagerduty.sent.map(({ headers }) => headers['from'])).toEqual([undefined, 'earline@example.com']);
  });

  test('a resolved incident is a CONFLICT and does not reopen it', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody({ status: 'resolved' }));
    expect((await acknowledge(ID)).data.acknowledgeIncident).toEqual({
      changed: false,
      incident: null,
      userErrors: [
        {
          code: 'CONFLICT',
          field: ['input', 'incident'],
          message: 'The incident is resolved, and acknowledging it would reopen it. To reopen it, use reopenIncident.',
        },
      ],
    });
  });

  test('an acknowledged incident changes nothing and does not restart its timer', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
    expect((await acknowledge(ID)).data.acknowledgeIncident).toEqual(successPayload(false, 'ACKNOWLEDGED'));
  });

  test('what another user acknowledges in between changes nothing', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody({ status: 'triggered' }));
    pagerduty
      .expects('PUT', '/incidents/PT4KHLK')
      .respondsWith(400, pagerDutyError('Incident Already Acknowledged', 1002));
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
    expect((await acknowledge(ID)).data.acknowledgeIncident).toEqual(successPayload(false, 'ACKNOWLEDGED'));
  });

  test.each([
    ['number', { number: 1234 }, '/incidents/1234'],
    ['key', KEY, '/incidents'],
  ])('by %s writes to the id that was read', async (_, ref, path) => {
    const found = { status: 'triggered' };
    pagerduty
      .expects('GET', path)
      .respondsWith(200, path === '/incidents' ? incidentList([found]) : incidentBody(found));
    pagerduty.expects('PUT', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
    expect((await acknowledge(ref)).data.acknowledgeIncident).toEqual(successPayload(true, 'ACKNOWLEDGED'));
  });

  test('an unknown incident is NOT_FOUND at the reference', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(404, pagerDutyError('Not Found', 2100));
    expect((await acknowledge(ID)).data.acknowledgeIncident).toMatchObject({
      incident: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'incident'] }],
    });
  });
});

describe('resolving', () => {
  test('is one write for an id', async () => {
    pagerduty.expects('PUT', '/incidents/PT4KHLK').respondsWith(200, incidentBody(RESOLVED), NOW);
    const { data } = await resolve(ID, { resolution: 'Fixed by the release.' });
    expect(data.resolveIncident).toEqual({ ...successPayload(true, 'RESOLVED'), note: null });
    expect(pagerduty.call().body).toEqual({
      incident: { type: 'incident_reference', status: 'resolved', resolution: 'Fixed by the release.' },
    });
  });

  test('changes nothing when the status changed before the call', async () => {
    const before = incidentBody({ ...RESOLVED, last_status_change_at: BEFORE });
    pagerduty.expects('PUT', '/incidents/PT4KHLK').respondsWith(200, before, NOW);
    expect((await resolve(ID)).data.resolveIncident).toMatchObject(successPayload(false, 'RESOLVED'));
  });

  test('changes nothing when PagerDuty reports it as resolved', async () => {
    pagerduty.expects('PUT', '/incidents/PT4KHLK').respondsWith(400, pagerDutyError('Incident Already Resolved', 1001));
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody(RESOLVED));
    expect((await resolve(ID)).data.resolveIncident).toMatchObject(successPayload(false, 'RESOLVED'));
  });

  test('by the caller’s key resolves the open incident', async () => {
    const found = [{ id: 'POTHER1', status: 'resolved' }, { status: 'acknowledged' }];
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList(found));
    pagerduty.expects('PUT', '/incidents/PT4KHLK').respondsWith(200, incidentBody(RESOLVED), NOW);
    expect((await resolve(KEY)).data.resolveIncident).toMatchObject(successPayload(true, 'RESOLVED'));
  });

  test('requires an actor when PagerDuty does', async () => {
    pagerduty.expects('PUT', '/incidents/PT4KHLK').respondsWith(400, NO_FROM);
    expect((await resolve(ID)).data.resolveIncident).toMatchObject({
      userErrors: [{ code: 'ACTOR_REQUIRED', field: ['input', 'actor'], upstream: { httpStatus: 400 } }],
    });
  });

  test.each([
    ['note', ['input', 'note']],
    ['resolution', ['input', 'resolution']],
  ])('with a blank %s is refused before PagerDuty is called', async (name, field) => {
    expect((await resolve(ID, { [name]: ' ' })).data.resolveIncident).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', field }],
    });
  });
});

describe('resolving with a note', () => {
  const NOTE = { note: { id: 'PWL7QXS', content: 'Rolled back', created_at: BEFORE } };

  test('writes the note first', async () => {
    pagerduty.expects('POST', '/incidents/PT4KHLK/notes').respondsWith(201, NOTE);
    pagerduty.expects('PUT', '/incidents/PT4KHLK').respondsWith(200, incidentBody(RESOLVED), NOW);
    const { data } = await resolve(ID, { note: 'Rolled back', actor: 'earline@example.com' });
    expect(data.resolveIncident).toEqual({ ...successPayload(true, 'RESOLVED'), note: { content: 'Rolled back' } });
    expect(pagerduty.sent.map(({ method, headers }) => [method, headers['from']])).toEqual([
      ['POST', 'earline@example.com'],
      ['PUT', 'earline@example.com'],
    ]);
  });

  test('does not resolve when the note cannot be written', async () => {
    pagerduty.expects('POST', '/incidents/PT4KHLK/notes').respondsWith(404, pagerDutyError('Not Found', 2100));
    expect((await resolve(ID, { note: 'Rolled back' })).data.resolveIncident).toMatchObject({
      note: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'incident'] }],
    });
  });
});
