import { describe, expect, test } from '@jest/globals';
import { wireIncident } from '../../../../upstream/pagerduty/wire-incident.js';
import { mockGateway } from '../../../mock-gateway.js';
import { incidentList, incidentBody, pagerDutyError, type WireObject } from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

const DATE = { date: 'Thu, 01 Jan 2026 10:00:30 GMT' };
const CHANGED_NOW = '2026-01-01T10:00:30Z';
const CHANGED_BEFORE = '2026-01-01T09:00:00Z';

type BulkAction = 'acknowledge' | 'resolve';

async function changeStatuses(verb: BulkAction, incidents: readonly object[], more: object = {}) {
  const [name, type] = verb === 'resolve' ? ['resolveIncidents', 'Resolve'] : ['acknowledgeIncidents', 'Acknowledge'];
  const document = `mutation ($input: ${type}IncidentsInput!) { all: ${name}(input: $input) {
    results { index changed incident { pagerDutyId status } userErrors { code field } } userErrors { code field message }
  } }`;
  const { data, errors } = await run<{ all: unknown }>(document, { input: { incidents, ...more } });
  expect(errors).toBeUndefined();
  return data.all;
}

const incidentId = (n: number): string => `PINC${n}`;
const incidentRefs = (count: number) => Array.from({ length: count }, (_, n) => ({ pagerDutyId: incidentId(n) }));

/** PagerDuty's response to a bulk change; entries are ids or wire changes. */
function changedIncidents(status: string, incidents: readonly (string | WireObject)[], at = CHANGED_NOW): WireObject {
  const list = incidents.map((one) => (typeof one === 'string' ? { id: one } : one));
  return { incidents: list.map((one) => wireIncident({ status, last_status_change_at: at, ...one })) };
}

const sentIds = (call: { body: unknown }) =>
  (call.body as { incidents: { id: string }[] }).incidents.map((one) => one.id);

const result = (index: number, changedIt: boolean, status: string) => ({
  index,
  changed: changedIt,
  incident: { pagerDutyId: incidentId(index), status },
  userErrors: [],
});

/** Refuses every call that contains this incident. */
function rejectChunksContaining(culprit: string, status: number, body: WireObject): void {
  const all = incidentRefs(16).map((one) => one.pagerDutyId);
  const sizes = [16, 8, 8, 4, 4, 2, 2, 1, 1];
  let left: string[][] = [all];
  for (const size of sizes) {
    const chunk = left.shift() ?? [];
    expect(chunk).toHaveLength(size);
    const refused = chunk.includes(culprit);
    pagerduty
      .expects('PUT', '/incidents')
      .respondsWith(refused ? status : 200, refused ? body : changedIncidents('resolved', chunk), DATE);
    if (refused && size > 1) left = [chunk.slice(0, size / 2), chunk.slice(size / 2), ...left];
  }
}

describe('many incidents at once', () => {
  test.each<[BulkAction]>([['acknowledge'], ['resolve']])('an empty list to %s is INVALID_INPUT', async (verb) => {
    expect(await changeStatuses(verb, [])).toMatchObject({
      results: [],
      userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'incidents'] }],
    });
  });

  test.each<[BulkAction]>([['acknowledge'], ['resolve']])('501 to %s are LIMIT_EXCEEDED', async (verb) => {
    expect(await changeStatuses(verb, incidentRefs(501))).toMatchObject({
      results: [],
      userErrors: [
        {
          code: 'LIMIT_EXCEEDED',
          field: ['input', 'incidents'],
          message: 'At most 500 incidents can be changed at once.',
        },
      ],
    });
  });

  test('251 are two calls, with PagerDuty’s maximum first', async () => {
    const all = incidentRefs(251).map((one) => one.pagerDutyId);
    pagerduty
      .expects('PUT', '/incidents')
      .respondsWith(200, changedIncidents('resolved', all.slice(0, 250).toReversed()), DATE);
    pagerduty.expects('PUT', '/incidents').respondsWith(200, changedIncidents('resolved', all.slice(250)), DATE);
    const response = await changeStatuses('resolve', incidentRefs(251), {
      resolution: 'Fixed',
      actor: 'earline@example.com',
    });
    expect(response).toEqual({ results: all.map((_, n) => result(n, true, 'RESOLVED')), userErrors: [] });
    expect(pagerduty.sent.map((call) => sentIds(call).length)).toEqual([250, 1]);
    expect(pagerduty.call().headers['from']).toBe('earline@example.com');
    expect(pagerduty.call().body).toEqual({
      incidents: [{ id: incidentId(250), type: 'incident_reference', status: 'resolved', resolution: 'Fixed' }],
    });
  });

  test('the same one twice is sent once and returned twice', async () => {
    pagerduty.expects('GET', '/incidents/7').respondsWith(200, incidentBody({ id: incidentId(0) }));
    pagerduty.expects('PUT', '/incidents').respondsWith(200, changedIncidents('resolved', [incidentId(0)]), DATE);
    const twice = [{ pagerDutyId: incidentId(0) }, { number: 7 }, { id: `pagerduty://main/Incident/${incidentId(0)}` }];
    expect(await changeStatuses('resolve', twice)).toEqual({
      results: [0, 1, 2].map((index) => ({ ...result(0, true, 'RESOLVED'), index })),
      userErrors: [],
    });
    expect(sentIds(pagerduty.call())).toEqual([incidentId(0)]);
  });

  test('an unknown number given twice is looked up once and reported at both places', async () => {
    pagerduty.expects('GET', '/incidents/7').respondsWith(404, pagerDutyError('Not Found', 2100));
    expect(await changeStatuses('resolve', [{ number: 7 }, { number: 7 }])).toMatchObject({
      results: [0, 1].map((index) => ({
        index,
        userErrors: [{ code: 'NOT_FOUND', field: ['input', 'incidents', String(index)] }],
      })),
    });
    expect(pagerduty.sent).toHaveLength(1);
  });

  test('each has its own `changed`', async () => {
    const response = changedIncidents('resolved', [
      { id: incidentId(0), last_status_change_at: CHANGED_BEFORE },
      incidentId(1),
    ]);
    pagerduty.expects('PUT', '/incidents').respondsWith(200, response, DATE);
    expect(await changeStatuses('resolve', incidentRefs(2))).toEqual({
      results: [result(0, false, 'RESOLVED'), result(1, true, 'RESOLVED')],
      userErrors: [],
    });
  });

  test('one that is missing in PagerDuty’s response is OUTCOME_UNKNOWN', async () => {
    pagerduty.expects('PUT', '/incidents').respondsWith(200, changedIncidents('resolved', [incidentId(1)]), DATE);
    expect(await changeStatuses('resolve', incidentRefs(2))).toMatchObject({
      results: [{ incident: null, userErrors: [{ code: 'OUTCOME_UNKNOWN', field: ['input', 'incidents', '0'] }] }, {}],
      userErrors: [{ code: 'PARTIALLY_APPLIED', message: '1 of 2 incidents are not in the requested state.' }],
    });
  });

  test('a result each is returned when all are missing in PagerDuty’s response', async () => {
    pagerduty.expects('PUT', '/incidents').respondsWith(200, { incidents: [] }, DATE);
    expect(await changeStatuses('resolve', incidentRefs(2))).toMatchObject({
      results: [{ userErrors: [{ code: 'OUTCOME_UNKNOWN' }] }, { userErrors: [{ code: 'OUTCOME_UNKNOWN' }] }],
      userErrors: [{ code: 'PARTIALLY_APPLIED' }],
    });
  });
});

describe('a chunk that PagerDuty refuses', () => {
  test('is bisected until the invalid incident is alone, and every result is in its place', async () => {
    rejectChunksContaining(incidentId(15), 400, pagerDutyError('Invalid ID Provided', 1004));
    expect(await changeStatuses('resolve', incidentRefs(16))).toEqual({
      results: [
        ...Array.from({ length: 15 }, (_, n) => result(n, true, 'RESOLVED')),
        {
          index: 15,
          changed: false,
          incident: null,
          userErrors: [{ code: 'NOT_FOUND', field: ['input', 'incidents', '15'] }],
        },
      ],
      userErrors: [
        { code: 'PARTIALLY_APPLIED', field: null, message: '1 of 16 incidents are not in the requested state.' },
      ],
    });
  });

  test('because one was resolved long ago is a success for all and is not bisected', async () => {
    const open = incidentRefs(15).map(({ pagerDutyId }) => pagerDutyId);
    pagerduty.expects('PUT', '/incidents').respondsWith(400, pagerDutyError('Incident Already Resolved', 1001));
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([]));
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList(open.map((one) => ({ id: one }))));
    pagerduty
      .expects('GET', `/incidents/${incidentId(15)}`)
      .respondsWith(200, incidentBody({ id: incidentId(15), status: 'resolved' }));
    pagerduty.expects('PUT', '/incidents').respondsWith(200, changedIncidents('resolved', open), DATE);
    expect(await changeStatuses('resolve', incidentRefs(16))).toEqual({
      results: Array.from({ length: 16 }, (_, n) => result(n, n < 15, 'RESOLVED')),
      userErrors: [],
    });
  });
});

describe('a chunk with incidents that are already resolved', () => {
  test('is sent again without those in the list of recently resolved ones', async () => {
    const done = [incidentId(3), incidentId(7)];
    pagerduty.expects('PUT', '/incidents').respondsWith(400, pagerDutyError('Incident Already Resolved', 1001));
    pagerduty
      .expects('GET', '/incidents')
      .respondsWith(200, incidentList(done.map((one) => ({ id: one, status: 'resolved' }))));
    const rest = incidentRefs(16)
      .map(({ pagerDutyId }) => pagerDutyId)
      .filter((one) => !done.includes(one));
    pagerduty.expects('PUT', '/incidents').respondsWith(200, changedIncidents('resolved', rest), DATE);
    expect(await changeStatuses('resolve', incidentRefs(16))).toEqual({
      results: Array.from({ length: 16 }, (_, n) => result(n, ![3, 7].includes(n), 'RESOLVED')),
      userErrors: [],
    });
    expect(pagerduty.sent).toHaveLength(3);
  });
});

const resolvedNow = (n: number) => ({
  id: incidentId(n),
  status: 'resolved',
  last_status_change_at: new Date().toISOString(),
});

describe('a chunk whose first response was lost', () => {
  const alreadyResolved = pagerDutyError('Incident Already Resolved', 1001);

  test('of one incident changed it', async () => {
    pagerduty.expects('PUT', '/incidents').failsWith('ECONNRESET');
    pagerduty.expects('PUT', '/incidents').respondsWith(400, alreadyResolved);
    pagerduty.expects('GET', `/incidents/${incidentId(0)}`).respondsWith(200, incidentBody(resolvedNow(0)));
    expect(await changeStatuses('resolve', incidentRefs(1))).toMatchObject({ results: [result(0, true, 'RESOLVED')] });
  });

  test('changed all of them, also those that PagerDuty refuses alone', async () => {
    pagerduty.expects('PUT', '/incidents').failsWith('ECONNRESET');
    pagerduty.expects('PUT', '/incidents').respondsWith(400, alreadyResolved);
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([resolvedNow(0)]));
    pagerduty.expects('PUT', '/incidents').respondsWith(400, alreadyResolved);
    pagerduty.expects('GET', `/incidents/${incidentId(1)}`).respondsWith(200, incidentBody(resolvedNow(1)));
    expect(await changeStatuses('resolve', incidentRefs(2))).toMatchObject({
      results: [result(0, true, 'RESOLVED'), result(1, true, 'RESOLVED')],
    });
  });
});

describe('acknowledging many', () => {
  test('writes only the triggered ones', async () => {
    const open = [
      { id: incidentId(0), status: 'triggered' },
      { id: incidentId(1), status: 'acknowledged' },
    ];
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList(open));
    pagerduty
      .expects('GET', `/incidents/${incidentId(2)}`)
      .respondsWith(200, incidentBody({ id: incidentId(2), status: 'resolved' }));
    pagerduty.expects('GET', `/incidents/${incidentId(3)}`).respondsWith(404, pagerDutyError('Not Found', 2100));
    pagerduty.expects('PUT', '/incidents').respondsWith(200, changedIncidents('acknowledged', [incidentId(0)]), DATE);
    expect(await changeStatuses('acknowledge', incidentRefs(4))).toEqual({
      results: [
        result(0, true, 'ACKNOWLEDGED'),
        result(1, false, 'ACKNOWLEDGED'),
        {
          index: 2,
          changed: false,
          incident: null,
          userErrors: [{ code: 'CONFLICT', field: ['input', 'incidents', '2'] }],
        },
        {
          index: 3,
          changed: false,
          incident: null,
          userErrors: [{ code: 'NOT_FOUND', field: ['input', 'incidents', '3'] }],
        },
      ],
      userErrors: [
        { code: 'PARTIALLY_APPLIED', field: null, message: '2 of 4 incidents are not in the requested state.' },
      ],
    });
    expect(pagerduty.call(0).query.getAll('statuses[]')).toEqual(['triggered', 'acknowledged']);
    expect(sentIds(pagerduty.call())).toEqual([incidentId(0)]);
  });

  test('writes nothing when all are acknowledged', async () => {
    const open = [0, 1].map((n) => ({ id: incidentId(n), status: 'acknowledged' }));
    pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList(open));
    expect(await changeStatuses('acknowledge', incidentRefs(2))).toEqual({
      results: [result(0, false, 'ACKNOWLEDGED'), result(1, false, 'ACKNOWLEDGED')],
      userErrors: [],
    });
  });

  test('by number and key reports the unknown one', async () => {
    pagerduty.expects('GET', '/incidents/7').respondsWith(404, pagerDutyError('Not Found', 2100));
    pagerduty
      .expects('GET', '/incidents')
      .respondsWith(200, incidentList([{ id: incidentId(1), status: 'triggered' }]));
    pagerduty
      .expects('GET', `/incidents/${incidentId(1)}`)
      .respondsWith(200, incidentBody({ id: incidentId(1), status: 'triggered' }));
    pagerduty.expects('PUT', '/incidents').respondsWith(200, changedIncidents('acknowledged', [incidentId(1)]), DATE);
    const key = { dedup: { service: { pagerDutyId: 'PIJ90N7' }, dedupKey: 'disk/db03' } };
    expect(await changeStatuses('acknowledge', [{ number: 7 }, key])).toMatchObject({
      results: [
        { incident: null, userErrors: [{ code: 'NOT_FOUND', field: ['input', 'incidents', '0'] }] },
        result(1, true, 'ACKNOWLEDGED'),
      ],
      userErrors: [{ code: 'PARTIALLY_APPLIED' }],
    });
  });
});
