import { describe, expect, test } from '@jest/globals';
import { wireIncident } from '../../../../upstream/pagerduty/wire-incident.js';
import { mockGateway } from '../../../mock-gateway.js';
import { incidentList, oneIncident, refusal, type Wire } from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

const DATE = { date: 'Thu, 01 Jan 2026 10:00:30 GMT' };
const FRESH = '2026-01-01T10:00:30Z';
const STALE = '2026-01-01T09:00:00Z';

type Verb = 'acknowledge' | 'resolve';

async function change(verb: Verb, incidents: readonly object[], more: object = {}) {
  const [name, type] = verb === 'resolve' ? ['resolveIncidents', 'Resolve'] : ['acknowledgeIncidents', 'Acknowledge'];
  const document = `mutation ($input: ${type}IncidentsInput!) { all: ${name}(input: $input) {
    results { index changed incident { pagerDutyId status } userErrors { code field } } userErrors { code field message }
  } }`;
  const { data, errors } = await run<{ all: unknown }>(document, { input: { incidents, ...more } });
  expect(errors).toBeUndefined();
  return data.all;
}

const id = (n: number): string => `PINC${n}`;
const ids = (count: number) => Array.from({ length: count }, (_, n) => ({ pagerDutyId: id(n) }));

/** PagerDuty's answer to a bulk change; entries are ids, or wire changes. */
function changed(status: string, incidents: readonly (string | Wire)[], at = FRESH): Wire {
  const list = incidents.map((one) => (typeof one === 'string' ? { id: one } : one));
  return { incidents: list.map((one) => wireIncident({ status, last_status_change_at: at, ...one })) };
}

const sentIds = (call: { body: unknown }) =>
  (call.body as { incidents: { id: string }[] }).incidents.map((one) => one.id);

const result = (index: number, changedIt: boolean, status: string) => ({
  index,
  changed: changedIt,
  incident: { pagerDutyId: id(index), status },
  userErrors: [],
});

/** Refuses every call with the culprit in it. */
function refuseAllWith(culprit: string, status: number, body: Wire): void {
  const all = ids(16).map((one) => one.pagerDutyId);
  const sizes = [16, 8, 8, 4, 4, 2, 2, 1, 1];
  let left: string[][] = [all];
  for (const size of sizes) {
    const chunk = left.shift() ?? [];
    expect(chunk).toHaveLength(size);
    const refused = chunk.includes(culprit);
    pagerduty
      .expects('PUT', '/incidents')
      .answers(refused ? status : 200, refused ? body : changed('resolved', chunk), DATE);
    if (refused && size > 1) left = [chunk.slice(0, size / 2), chunk.slice(size / 2), ...left];
  }
}

describe('many incidents at once', () => {
  test.each<[Verb]>([['acknowledge'], ['resolve']])('none to %s is INVALID_INPUT', async (verb) => {
    expect(await change(verb, [])).toMatchObject({
      results: [],
      userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'incidents'] }],
    });
  });

  test.each<[Verb]>([['acknowledge'], ['resolve']])('501 to %s are LIMIT_EXCEEDED', async (verb) => {
    expect(await change(verb, ids(501))).toMatchObject({
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

  test('251 are two calls, the largest PagerDuty takes first', async () => {
    const all = ids(251).map((one) => one.pagerDutyId);
    pagerduty.expects('PUT', '/incidents').answers(200, changed('resolved', all.slice(0, 250).toReversed()), DATE);
    pagerduty.expects('PUT', '/incidents').answers(200, changed('resolved', all.slice(250)), DATE);
    const answer = await change('resolve', ids(251), { resolution: 'Fixed', actor: 'earline@example.com' });
    expect(answer).toEqual({ results: all.map((_, n) => result(n, true, 'RESOLVED')), userErrors: [] });
    expect(pagerduty.sent.map((call) => sentIds(call).length)).toEqual([250, 1]);
    expect(pagerduty.call().headers['from']).toBe('earline@example.com');
    expect(pagerduty.call().body).toEqual({
      incidents: [{ id: id(250), type: 'incident_reference', status: 'resolved', resolution: 'Fixed' }],
    });
  });

  test('the same one twice is sent once and answered twice', async () => {
    pagerduty.expects('GET', '/incidents/7').answers(200, oneIncident({ id: id(0) }));
    pagerduty.expects('PUT', '/incidents').answers(200, changed('resolved', [id(0)]), DATE);
    const twice = [{ pagerDutyId: id(0) }, { number: 7 }, { id: `pagerduty://main/Incident/${id(0)}` }];
    expect(await change('resolve', twice)).toEqual({
      results: [0, 1, 2].map((index) => ({ ...result(0, true, 'RESOLVED'), index })),
      userErrors: [],
    });
    expect(sentIds(pagerduty.call())).toEqual([id(0)]);
  });

  test('an unknown one named twice by its number is looked up once and told at both places', async () => {
    pagerduty.expects('GET', '/incidents/7').answers(404, refusal('Not Found', 2100));
    expect(await change('resolve', [{ number: 7 }, { number: 7 }])).toMatchObject({
      results: [0, 1].map((index) => ({
        index,
        userErrors: [{ code: 'NOT_FOUND', field: ['input', 'incidents', String(index)] }],
      })),
    });
    expect(pagerduty.sent).toHaveLength(1);
  });

  test('each is told whether it changed', async () => {
    const answer = changed('resolved', [{ id: id(0), last_status_change_at: STALE }, id(1)]);
    pagerduty.expects('PUT', '/incidents').answers(200, answer, DATE);
    expect(await change('resolve', ids(2))).toEqual({
      results: [result(0, false, 'RESOLVED'), result(1, true, 'RESOLVED')],
      userErrors: [],
    });
  });

  test('one that PagerDuty’s answer leaves out is OUTCOME_UNKNOWN', async () => {
    pagerduty.expects('PUT', '/incidents').answers(200, changed('resolved', [id(1)]), DATE);
    expect(await change('resolve', ids(2))).toMatchObject({
      results: [{ incident: null, userErrors: [{ code: 'OUTCOME_UNKNOWN', field: ['input', 'incidents', '0'] }] }, {}],
      userErrors: [{ code: 'PARTIALLY_APPLIED', message: '1 of 2 incidents are not in the wanted state.' }],
    });
  });

  test('all of which PagerDuty’s answer leaves out still have a result each', async () => {
    pagerduty.expects('PUT', '/incidents').answers(200, { incidents: [] }, DATE);
    expect(await change('resolve', ids(2))).toMatchObject({
      results: [{ userErrors: [{ code: 'OUTCOME_UNKNOWN' }] }, { userErrors: [{ code: 'OUTCOME_UNKNOWN' }] }],
      userErrors: [{ code: 'PARTIALLY_APPLIED' }],
    });
  });
});

describe('a chunk that PagerDuty refuses as a whole', () => {
  test('is halved until the culprit stands alone, and every result is in its place', async () => {
    refuseAllWith(id(15), 400, refusal('Invalid ID Provided', 1004));
    expect(await change('resolve', ids(16))).toEqual({
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
        { code: 'PARTIALLY_APPLIED', field: null, message: '1 of 16 incidents are not in the wanted state.' },
      ],
    });
  });

  test('because one was resolved long ago is a success for all, and is not halved', async () => {
    const open = ids(15).map(({ pagerDutyId }) => pagerDutyId);
    pagerduty.expects('PUT', '/incidents').answers(400, refusal('Incident Already Resolved', 1001));
    pagerduty.expects('GET', '/incidents').answers(200, incidentList([]));
    pagerduty.expects('GET', '/incidents').answers(200, incidentList(open.map((one) => ({ id: one }))));
    pagerduty.expects('GET', `/incidents/${id(15)}`).answers(200, oneIncident({ id: id(15), status: 'resolved' }));
    pagerduty.expects('PUT', '/incidents').answers(200, changed('resolved', open), DATE);
    expect(await change('resolve', ids(16))).toEqual({
      results: Array.from({ length: 16 }, (_, n) => result(n, n < 15, 'RESOLVED')),
      userErrors: [],
    });
  });
});

describe('a chunk in which some are resolved already', () => {
  test('is sent again without those that the list of the last resolved ones shows', async () => {
    const done = [id(3), id(7)];
    pagerduty.expects('PUT', '/incidents').answers(400, refusal('Incident Already Resolved', 1001));
    pagerduty
      .expects('GET', '/incidents')
      .answers(200, incidentList(done.map((one) => ({ id: one, status: 'resolved' }))));
    const rest = ids(16)
      .map(({ pagerDutyId }) => pagerDutyId)
      .filter((one) => !done.includes(one));
    pagerduty.expects('PUT', '/incidents').answers(200, changed('resolved', rest), DATE);
    expect(await change('resolve', ids(16))).toEqual({
      results: Array.from({ length: 16 }, (_, n) => result(n, ![3, 7].includes(n), 'RESOLVED')),
      userErrors: [],
    });
    expect(pagerduty.sent).toHaveLength(3);
  });
});

describe('acknowledging many', () => {
  test('writes only to the triggered ones', async () => {
    const open = [
      { id: id(0), status: 'triggered' },
      { id: id(1), status: 'acknowledged' },
    ];
    pagerduty.expects('GET', '/incidents').answers(200, incidentList(open));
    pagerduty.expects('GET', `/incidents/${id(2)}`).answers(200, oneIncident({ id: id(2), status: 'resolved' }));
    pagerduty.expects('GET', `/incidents/${id(3)}`).answers(404, refusal('Not Found', 2100));
    pagerduty.expects('PUT', '/incidents').answers(200, changed('acknowledged', [id(0)]), DATE);
    expect(await change('acknowledge', ids(4))).toEqual({
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
        { code: 'PARTIALLY_APPLIED', field: null, message: '2 of 4 incidents are not in the wanted state.' },
      ],
    });
    expect(pagerduty.call(0).query.getAll('statuses[]')).toEqual(['triggered', 'acknowledged']);
    expect(sentIds(pagerduty.call())).toEqual([id(0)]);
  });

  test('writes nothing when all are acknowledged', async () => {
    const open = [0, 1].map((n) => ({ id: id(n), status: 'acknowledged' }));
    pagerduty.expects('GET', '/incidents').answers(200, incidentList(open));
    expect(await change('acknowledge', ids(2))).toEqual({
      results: [result(0, false, 'ACKNOWLEDGED'), result(1, false, 'ACKNOWLEDGED')],
      userErrors: [],
    });
  });

  test('by number and key, with one that is unknown', async () => {
    pagerduty.expects('GET', '/incidents/7').answers(404, refusal('Not Found', 2100));
    pagerduty.expects('GET', '/incidents').answers(200, incidentList([{ id: id(1), status: 'triggered' }]));
    pagerduty.expects('GET', `/incidents/${id(1)}`).answers(200, oneIncident({ id: id(1), status: 'triggered' }));
    pagerduty.expects('PUT', '/incidents').answers(200, changed('acknowledged', [id(1)]), DATE);
    const key = { dedup: { service: { pagerDutyId: 'PIJ90N7' }, dedupKey: 'disk/db03' } };
    expect(await change('acknowledge', [{ number: 7 }, key])).toMatchObject({
      results: [
        { incident: null, userErrors: [{ code: 'NOT_FOUND', field: ['input', 'incidents', '0'] }] },
        result(1, true, 'ACKNOWLEDGED'),
      ],
      userErrors: [{ code: 'PARTIALLY_APPLIED' }],
    });
  });
});
