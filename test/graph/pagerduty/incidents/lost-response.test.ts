import { describe, expect, test } from '@jest/globals';
import { mockGatewayPerTest } from '../../mock-gateway.js';
import { DUPLICATE_KEY, incidentList, incidentBody, pagerDutyError } from '../../upstream-responses.js';

const { pagerduty, run } = mockGatewayPerTest();

/** Times are compared on PagerDuty's clock, which is ours when there is no `date` header. */
const later = new Date(Date.now() + 60_000).toISOString();
const EARLIER = '2026-01-01T10:00:00Z';

function trigger(onDuplicate = 'REFUSE') {
  return run(
    `mutation ($input: TriggerIncidentInput!) { triggerIncident(input: $input) {
      created incident { pagerDutyId } userErrors { code field }
    } }`,
    { input: { service: { pagerDutyId: 'PIJ90N7' }, title: 'Disk full', dedupKey: 'disk/db03', onDuplicate } },
  );
}

const postBodies = () => pagerduty.sent.filter(({ method }) => method === 'POST').map(({ body }) => body);
const triggerPayload = (created: boolean) => ({
  data: { triggerIncident: { created, incident: { pagerDutyId: 'PT4KHLK' }, userErrors: [] } },
});

describe('a trigger with a lost response', () => {
  test('is looked up by its key and found to be ours', async () => {
    pagerduty.expects('POST', '/incidents').failsWith('ECONNRESET');
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([{ created_at: later }]));
    expect(await trigger()).toMatchObject(triggerPayload(true));
    expect(pagerduty.call().query.get('incident_key')).toBe('disk/db03');
  });

  test('is retried with the same key when nothing is found', async () => {
    pagerduty.expects('POST', '/incidents').failsWith('ECONNRESET');
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([]));
    pagerduty.expects('POST', '/incidents').respondsWith(201, incidentBody());
    expect(await trigger()).toMatchObject(triggerPayload(true));
    const [first, second] = postBodies();
    expect(second).toEqual(first);
  });

  test('that meets its own incident as a duplicate on the retry is a success', async () => {
    pagerduty.expects('POST', '/incidents').failsWith('ECONNRESET');
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([]));
    pagerduty.expects('POST', '/incidents').respondsWith(400, DUPLICATE_KEY);
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([{ created_at: later }]));
    expect(await trigger()).toMatchObject(triggerPayload(true));
  });

  test.each([
    [
      'REFUSE',
      { created: false, incident: null, userErrors: [{ code: 'DUPLICATE_INCIDENT', field: ['input', 'dedupKey'] }] },
    ],
    ['RETURN_EXISTING', { created: false, incident: { pagerDutyId: 'PT4KHLK' }, userErrors: [] }],
  ])('whose key belongs to an older incident is another caller’s (%s)', async (onDuplicate, payload) => {
    pagerduty.expects('POST', '/incidents').failsWith('ECONNRESET');
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([{ created_at: EARLIER }]));
    expect((await trigger(onDuplicate)).data).toEqual({ triggerIncident: payload });
  });
});

describe('an acknowledge with a lost response', () => {
  const ACKNOWLEDGE = `mutation { acknowledgeIncident(input: { incident: { pagerDutyId: "PT4KHLK" } }) {
    changed incident { status } userErrors { code }
  } }`;
  const TRIGGERED = incidentBody({ status: 'triggered' });

  test('counts as ours when the incident is acknowledged afterwards', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, TRIGGERED);
    pagerduty.expects('PUT', '/incidents/PT4KHLK').failsWith('ECONNRESET');
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
    expect((await run(ACKNOWLEDGE)).data).toEqual({
      acknowledgeIncident: { changed: true, incident: { status: 'ACKNOWLEDGED' }, userErrors: [] },
    });
  });

  test('reopens nothing that was resolved in between', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, TRIGGERED);
    pagerduty.expects('PUT', '/incidents/PT4KHLK').failsWith('ECONNRESET');
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody({ status: 'resolved' }));
    expect((await run(ACKNOWLEDGE)).data).toMatchObject({
      acknowledgeIncident: { changed: false, incident: null, userErrors: [{ code: 'CONFLICT' }] },
    });
  });

  test('by a key stays with the incident that was found first', async () => {
    const other = [{ id: 'PNEWER1', status: 'triggered' }, { status: 'resolved' }];
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([{ status: 'triggered' }]));
    pagerduty.expects('PUT', '/incidents/PT4KHLK').failsWith('ECONNRESET');
    pagerduty.allows('GET', '/incidents').respondsWith(200, incidentList(other));
    pagerduty.allows('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody({ status: 'resolved' }));
    const { data } = await run(`mutation { acknowledgeIncident(input: {
      incident: { dedup: { service: { pagerDutyId: "PIJ90N7" }, dedupKey: "disk/db03" } }
    }) { changed userErrors { code } } }`);
    expect(data).toEqual({ acknowledgeIncident: { changed: false, userErrors: [{ code: 'CONFLICT' }] } });
  });
});

describe('a resolve with a lost response', () => {
  test('is retried, and its own effect counts as ours', async () => {
    pagerduty.expects('PUT', '/incidents/PT4KHLK').failsWith('ECONNRESET');
    pagerduty.expects('PUT', '/incidents/PT4KHLK').respondsWith(400, pagerDutyError('Incident Already Resolved', 1001));
    const resolved = incidentBody({ status: 'resolved', last_status_change_at: later });
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, resolved);
    const { data } = await run(`mutation { resolveIncident(input: { incident: { pagerDutyId: "PT4KHLK" } }) {
      changed incident { status } userErrors { code }
    } }`);
    expect(data).toEqual({ resolveIncident: { changed: true, incident: { status: 'RESOLVED' }, userErrors: [] } });
  });
});
