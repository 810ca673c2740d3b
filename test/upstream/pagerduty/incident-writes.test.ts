import { describe, expect, it } from '@jest/globals';
import type { PagerDutyClient } from '../../../src/upstream/pagerduty/client.js';
import { pagerDutyClientHarness } from './harness.js';
import { wireIncident } from './wire-incident.js';

const harness = pagerDutyClientHarness();

const ACTOR = 'earline@example.com';
const INCIDENT = { incident: wireIncident() };

function incidentBody(changes: object): object {
  return { incident: { type: 'incident_reference', ...changes } };
}

const assignment = (id: string) => ({ assignee: { id, type: 'user_reference' } });

describe('changing an incident', () => {
  it.each<[string, (c: PagerDutyClient) => Promise<unknown>, string, string, unknown]>([
    ['reopen', (c) => c.reopenIncident('P1', ACTOR), 'PUT', '/incidents/P1', incidentBody({ status: 'triggered' })],
    [
      'set all possible fields',
      (c) => c.updateIncident('P1', { title: 'Fog', urgency: 'low', priorityId: 'P53ZZH5' }, ACTOR),
      'PUT',
      '/incidents/P1',
      incidentBody({ title: 'Fog', urgency: 'low', priority: { id: 'P53ZZH5', type: 'priority_reference' } }),
    ],
    [
      'set the title alone',
      (c) => c.updateIncident('P1', { title: 'Fog' }, ACTOR),
      'PUT',
      '/incidents/P1',
      incidentBody({ title: 'Fog' }),
    ],
    [
      'assign it to users',
      (c) => c.reassignIncident('P1', { userIds: ['PU1', 'PU2'] }, ACTOR),
      'PUT',
      '/incidents/P1',
      incidentBody({ assignments: [assignment('PU1'), assignment('PU2')] }),
    ],
    [
      'assign it to a level of another policy',
      (c) => c.reassignIncident('P1', { escalationPolicyId: 'PE1', escalationLevel: 2 }, ACTOR),
      'PUT',
      '/incidents/P1',
      incidentBody({ escalation_policy: { id: 'PE1', type: 'escalation_policy_reference' }, escalation_level: 2 }),
    ],
    [
      'escalate',
      (c) => c.reassignIncident('P1', { escalationLevel: 2 }, ACTOR),
      'PUT',
      '/incidents/P1',
      incidentBody({ escalation_level: 2 }),
    ],
    ['snooze', (c) => c.snoozeIncident('P1', 3600, ACTOR), 'POST', '/incidents/P1/snooze', { duration: 3600 }],
    [
      'merge',
      (c) => c.mergeIncidents('P1', ['P2', 'P3'], ACTOR),
      'PUT',
      '/incidents/P1/merge',
      { source_incidents: ['P2', 'P3'].map((id) => ({ id, type: 'incident_reference' })) },
    ],
  ])('%s', async (_, call, method, path, body) => {
    harness.respondWith(200, INCIDENT);
    await call(harness.client());
    expect(harness.sent).toMatchObject([{ method, path, query: [], headers: { from: ACTOR } }]);
    expect(harness.sent[0]?.body).toEqual(body);
  });

  it('returns the incident for 200 and 201', async () => {
    harness.respondWith(201, INCIDENT);
    expect(await harness.client().snoozeIncident('P1', 60)).toEqual(INCIDENT.incident);
  });

  it('returns only a reference after a merge', async () => {
    const reference = { id: 'P1', type: 'incident_reference', summary: '[#1] Fog' };
    harness.respondWith(200, { incident: reference });
    expect(await harness.client().mergeIncidents('P1', ['P2'])).toEqual(reference);
  });

  it.each([
    [1012, (c: PagerDutyClient) => c.snoozeIncident('P1', 60), 'CONFLICT'],
    [1013, (c: PagerDutyClient) => c.snoozeIncident('P1', 0), 'INVALID_INPUT'],
    [1019, (c: PagerDutyClient) => c.mergeIncidents('P1', ['P2']), 'CONFLICT'],
    [1001, (c: PagerDutyClient) => c.mergeIncidents('P1', ['P2']), 'CONFLICT'],
    [1006, (c: PagerDutyClient) => c.reassignIncident('P1', { escalationLevel: 9 }), 'INVALID_INPUT'],
  ])('refused with %i is reported as such', async (code, call, kind) => {
    harness.respondWith(400, { error: { message: 'No', code } });
    await expect(call(harness.client())).rejects.toMatchObject({ code: kind, outcome: 'REFUSED' });
  });

  it.each(['', '..', 'P1/x'])('is not sent with the id %j', async (id) => {
    const client = harness.client();
    for (const call of [
      client.reopenIncident(id),
      client.updateIncident(id, {}),
      client.reassignIncident(id, {}),
      client.snoozeIncident(id, 60),
      client.mergeIncidents(id, ['P1']),
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- all were started above
      await expect(call).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
  });
});
