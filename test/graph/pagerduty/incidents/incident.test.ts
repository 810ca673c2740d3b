import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';
import { incidentList, incidentBody, pagerDutyError, type WireObject } from '../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

/** Reads the incident that results from a wire incident with these changes. */
async function readFields(fields: string, changes: WireObject): Promise<unknown> {
  pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody(changes));
  const { data, errors } = await run<{ incident: unknown }>(
    `{ incident(by: { pagerDutyId: "PT4KHLK" }) { ${fields} } }`,
  );
  expect(errors).toBeUndefined();
  return data.incident;
}

describe('an incident', () => {
  test('has a global id beside PagerDuty’s id and belongs to its account', async () => {
    expect(await readFields('id pagerDutyId number account { id key region }', {})).toEqual({
      id: 'pagerduty://main/Incident/PT4KHLK',
      pagerDutyId: 'PT4KHLK',
      number: 1234,
      account: { id: 'pagerduty://main/PagerDutyAccount/main', key: 'main', region: 'US' },
    });
  });

  test('maps unknown enum values to UNKNOWN', async () => {
    const changes = {
      status: 'pondered',
      urgency: 'medium',
      pending_actions: [{ type: 'celebrate', at: '2026-01-01T14:00:00Z' }],
      last_status_change_by: { id: 'PROBOT1', type: 'robot_reference', summary: 'A robot' },
    };
    expect(
      await readFields('status urgency pendingActions { kind } lastStatusChangeBy { kind name user { id } }', changes),
    ).toEqual({
      status: 'UNKNOWN',
      urgency: 'UNKNOWN',
      pendingActions: [{ kind: 'UNKNOWN' }],
      lastStatusChangeBy: { kind: 'UNKNOWN', name: 'A robot', user: null },
    });
  });

  test('has no acknowledgements when PagerDuty sends null', async () => {
    const changes = { acknowledgements: null, assignments: null, teams: null, pending_actions: null };
    const fields = 'acknowledgements { at } assignees { id } teams { id } pendingActions { at } snoozedUntil';
    const nothing = { acknowledgements: [], assignees: [], teams: [], pendingActions: [], snoozedUntil: null };
    expect(await readFields(fields, changes)).toEqual(nothing);
  });

  test('returns its times in UTC, whatever their offset upstream', async () => {
    const changes = {
      created_at: '2026-01-01T05:00:00-05:00',
      updated_at: '2026-01-01T10:05:00Z',
      acknowledgements: [
        {
          at: '2026-01-01T12:00:00+02:00',
          acknowledger: { id: 'PXPGF42', type: 'user_reference', summary: 'Earline' },
        },
      ],
      resolved_at: null,
    };
    expect(await readFields('createdAt updatedAt resolvedAt acknowledgements { at by { name } }', changes)).toEqual({
      createdAt: '2026-01-01T10:00:00.000Z',
      updatedAt: '2026-01-01T10:05:00Z',
      resolvedAt: null,
      acknowledgements: [{ at: '2026-01-01T10:00:00.000Z', by: { name: 'Earline' } }],
    });
  });

  test('returns when it will be triggered again', async () => {
    const pending_actions = [
      { type: 'unacknowledge', at: '2026-01-01T11:00:00Z' },
      { type: 'resolve', at: '2026-01-01T14:00:00Z' },
    ];
    expect(await readFields('snoozedUntil pendingActions { kind at }', { pending_actions })).toEqual({
      snoozedUntil: '2026-01-01T11:00:00Z',
      pendingActions: [
        { kind: 'UNACKNOWLEDGE', at: '2026-01-01T11:00:00Z' },
        { kind: 'RESOLVE', at: '2026-01-01T14:00:00Z' },
      ],
    });
  });

  test('is null without an error when PagerDuty does not know it', async () => {
    pagerduty.expects('GET', '/incidents/9999').respondsWith(404, pagerDutyError('Not Found', 2100));
    expect(await run('{ incident(by: { number: 9999 }) { id } }')).toEqual({ status: 200, data: { incident: null } });
  });

  test('has null for a missing relation', async () => {
    const changes = { service: null, escalation_policy: null, priority: null, conference_bridge: null };
    const fields =
      'service { id } escalationPolicy { id } priority { id } conferenceBridge { url } lastStatusChangeBy { name }';
    const nothing = {
      service: null,
      escalationPolicy: null,
      priority: null,
      conferenceBridge: null,
      lastStatusChangeBy: null,
    };
    expect(await readFields(fields, changes)).toEqual(nothing);
  });
});

describe('an incident by the caller’s key', () => {
  const BY = '{ dedup: { service: { pagerDutyId: "PIJ90N7" }, dedupKey: " disk/db03 " } }';

  test('is the open one, although newer ones are resolved', async () => {
    const found = [
      { id: 'PNEW001', status: 'resolved' },
      { id: 'POPEN01', status: 'acknowledged' },
    ];
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList(found));
    const { data } = await run(`{ incident(by: ${BY}) { pagerDutyId } }`);
    expect(data).toEqual({ incident: { pagerDutyId: 'POPEN01' } });
    const query = pagerduty.call(0).query;
    expect(query.get('incident_key')).toBe('disk/db03');
    expect(query.getAll('service_ids[]')).toEqual(['PIJ90N7']);
    expect(query.get('date_range')).toBe('all');
  });

  test('is the newest resolved one when none is open', async () => {
    const found = [
      { id: 'PNEW001', status: 'resolved' },
      { id: 'POLD001', status: 'resolved' },
    ];
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList(found));
    expect((await run(`{ incident(by: ${BY}) { pagerDutyId } }`)).data).toEqual({
      incident: { pagerDutyId: 'PNEW001' },
    });
    expect(pagerduty.call(0).query.get('sort_by')).toBe('created_at:desc');
  });

  test('is found behind a hundred resolved ones', async () => {
    const resolved = Array.from({ length: 100 }, (_, n) => ({ id: `POLD${n}`, status: 'resolved' }));
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList(resolved, { more: true }));
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([{ id: 'POPEN01', status: 'triggered' }]));
    expect((await run(`{ incident(by: ${BY}) { pagerDutyId } }`)).data).toEqual({
      incident: { pagerDutyId: 'POPEN01' },
    });
    expect(pagerduty.call(1).query.getAll('statuses[]')).toEqual(['triggered', 'acknowledged']);
  });

  test('is null when there is none', async () => {
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([]));
    expect(await run(`{ incident(by: ${BY}) { id } }`)).toEqual({ status: 200, data: { incident: null } });
  });
});
