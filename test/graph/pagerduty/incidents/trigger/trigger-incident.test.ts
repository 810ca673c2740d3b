import { describe, expect, test } from '@jest/globals';
import { mockGateway, pagerdutyAccount } from '../../../mock-gateway.js';
import {
  DUPLICATE_KEY,
  incidentList,
  NO_FROM,
  incidentBody,
  pagerDutyError,
  UNKNOWN_FROM,
  wireUser,
} from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway({
  pagerduty: {
    byKey: { main: pagerdutyAccount, second: { ...pagerdutyAccount, from: 'night-shift@example.com' } },
    defaultKey: 'main',
  },
});

const TRIGGER = `mutation ($input: TriggerIncidentInput!) {
  triggerIncident(input: $input) { created incident { pagerDutyId } userErrors { code field message } }
}`;
const SERVICE = { pagerDutyId: 'PIJ90N7' };
const CREATED = { triggerIncident: { created: true, incident: { pagerDutyId: 'PT4KHLK' }, userErrors: [] } };

function trigger(input: Record<string, unknown>) {
  return run<{ triggerIncident: unknown }>(TRIGGER, { input: { service: SERVICE, title: 'Disk full', ...input } });
}

/** The `incident` in the body of a successful create with this input. */
async function createIncident(input: Record<string, unknown>): Promise<unknown> {
  pagerduty.expects('POST', '/incidents').respondsWith(201, incidentBody({ status: 'triggered' }));
  expect(await trigger(input)).toEqual({ status: 200, data: CREATED });
  return (pagerduty.call().body as { incident: unknown }).incident;
}

describe('triggering an incident', () => {
  test('sends the given fields and nothing else, always with a key', async () => {
    expect(await createIncident({})).toEqual({
      type: 'incident',
      title: 'Disk full',
      service: { id: 'PIJ90N7', type: 'service_reference' },
      incident_key: expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    });
  });

  test('generates a new key each time', async () => {
    const [one, other] = [await createIncident({}), await createIncident({})] as { incident_key: string }[];
    expect(one?.incident_key).not.toBe(other?.incident_key);
  });

  test('trims the caller’s key', async () => {
    expect(await createIncident({ dedupKey: '  disk/db03 ' })).toMatchObject({ incident_key: 'disk/db03' });
    expect(await createIncident({ dedupKey: 'k'.repeat(255) })).toMatchObject({ incident_key: 'k'.repeat(255) });
  });

  test('sends urgency, body, type and escalation policy', async () => {
    const input = {
      urgency: 'LOW',
      details: 'Since 03:00\nno backups',
      incidentType: 'security',
      target: { escalationPolicy: { id: 'pagerduty://main/EscalationPolicy/PT20YPA' } },
    };
    expect(await createIncident(input)).toMatchObject({
      urgency: 'low',
      body: { type: 'incident_body', details: 'Since 03:00\nno backups' },
      incident_type: { name: 'security' },
      escalation_policy: { id: 'PT20YPA', type: 'escalation_policy_reference' },
    });
  });

  test('finds priority and assignee by their names', async () => {
    const priorities = [
      { id: 'PHIGH01', type: 'priority', summary: 'P1', name: 'P1' },
      { id: 'PHIGH02', type: 'priority', summary: 'P2', name: 'P2' },
    ];
    pagerduty.expects('GET', '/priorities').respondsWith(200, { priorities, more: false });
    const users = [wireUser({ id: 'PLONGER', email: 'dear.earline@example.com' }), wireUser()];
    pagerduty.expects('GET', '/users').respondsWith(200, { users, more: false });
    const incident = await createIncident({
      priority: { name: ' P2 ' },
      target: { assignee: { email: 'Earline@example.com' } },
    });
    expect(incident).toMatchObject({
      priority: { id: 'PHIGH02', type: 'priority_reference' },
      assignments: [{ assignee: { id: 'PXPGF42', type: 'user_reference' } }],
    });
  });

  test('is refused for an unknown priority or assignee', async () => {
    pagerduty.expects('GET', '/priorities').respondsWith(200, { priorities: [], more: false });
    expect((await trigger({ priority: { name: 'P9' } })).data.triggerIncident).toMatchObject({
      incident: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'priority', 'name'] }],
    });
    const similar = [wireUser({ email: 'nobody@example.com.au' })];
    pagerduty.expects('GET', '/users').respondsWith(200, { users: similar, more: false });
    expect(
      (await trigger({ target: { assignee: { email: 'nobody@example.com' } } })).data.triggerIncident,
    ).toMatchObject({
      incident: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'target', 'assignee', 'email'] }],
    });
  });
});

describe('the key of an open incident', () => {
  test('is DUPLICATE_INCIDENT', async () => {
    pagerduty.expects('POST', '/incidents').respondsWith(400, DUPLICATE_KEY);
    expect((await trigger({ dedupKey: 'disk/db03' })).data.triggerIncident).toEqual({
      created: false,
      incident: null,
      userErrors: [
        {
          code: 'DUPLICATE_INCIDENT',
          field: ['input', 'dedupKey'],
          message: 'An open incident with this dedup key already exists on the service.',
        },
      ],
    });
  });

  test('returns the open incident with RETURN_EXISTING', async () => {
    pagerduty.expects('POST', '/incidents').respondsWith(400, DUPLICATE_KEY);
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([{ id: 'POPEN01' }]));
    expect((await trigger({ dedupKey: 'disk/db03', onDuplicate: 'RETURN_EXISTING' })).data.triggerIncident).toEqual({
      created: false,
      incident: { pagerDutyId: 'POPEN01' },
      userErrors: [],
    });
    const query = pagerduty.call(1).query;
    expect(query.get('incident_key')).toBe('disk/db03');
    expect(query.getAll('service_ids[]')).toEqual(['PIJ90N7']);
    expect(query.getAll('statuses[]')).toEqual(['triggered', 'acknowledged']);
  });

  test('is retried once when that incident was resolved in between', async () => {
    pagerduty.expects('POST', '/incidents').respondsWith(400, DUPLICATE_KEY);
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([]));
    await createIncident({ dedupKey: 'disk/db03', onDuplicate: 'RETURN_EXISTING' });
  });
});

describe('the actor of a trigger', () => {
  test('is the caller’s, else the account’s, else none', async () => {
    await createIncident({ actor: 'earline@example.com', account: 'second' });
    await createIncident({ account: 'second' });
    await createIncident({});
    expect(pagerduty.sent.map(({ headers }) => headers['from'])).toEqual([
      'earline@example.com',
      'night-shift@example.com',
      undefined,
    ]);
  });

  test.each([
    ['missing', 400, NO_FROM, 'ACTOR_REQUIRED'],
    ['unknown', 400, UNKNOWN_FROM, 'ACTOR_UNKNOWN'],
    ['not allowed', 403, pagerDutyError('Requester Not Authorized', 1018), 'NOT_PERMITTED'],
  ])('is reported when %s', async (_, status, body, code) => {
    pagerduty.expects('POST', '/incidents').respondsWith(status, body);
    const { data } = await trigger({});
    const field = code === 'NOT_PERMITTED' ? null : ['input', 'actor'];
    expect(data.triggerIncident).toMatchObject({ incident: null, userErrors: [{ code, field }] });
  });

  test('is not an error of the input when it is the account’s', async () => {
    pagerduty.expects('POST', '/incidents').respondsWith(400, UNKNOWN_FROM);
    const { data } = await trigger({ account: 'second' });
    expect(data.triggerIncident).toMatchObject({
      userErrors: [{ code: 'ACTOR_UNKNOWN', field: null, message: expect.stringContaining('this account') }],
    });
  });
});

test('an unknown service is an error at the service', async () => {
  pagerduty.expects('POST', '/incidents').respondsWith(404, pagerDutyError('Not Found', 2100));
  expect((await trigger({})).data.triggerIncident).toMatchObject({
    userErrors: [{ code: 'NOT_FOUND', field: ['input', 'service'] }],
  });
});

test('a created incident without expanded relations needs one more read for each', async () => {
  pagerduty.expects('POST', '/incidents').respondsWith(201, incidentBody());
  pagerduty.expects('GET', '/services/PIJ90N7').respondsWith(403, pagerDutyError('Access Denied', 2010));
  const document = `mutation { triggerIncident(input: { service: { pagerDutyId: "PIJ90N7" }, title: "x" }) {
    created incident { pagerDutyId service { status } }
  } }`;
  const { data, errors } = await run(document);
  const incident = { pagerDutyId: 'PT4KHLK', service: { status: null } };
  expect(data).toEqual({ triggerIncident: { created: true, incident } });
  expect(errors).toMatchObject([{ path: ['triggerIncident', 'incident', 'service', 'status'] }]);
});
