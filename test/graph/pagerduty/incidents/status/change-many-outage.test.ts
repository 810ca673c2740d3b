import { describe, expect, test } from '@jest/globals';
import { wireIncident } from '../../../../upstream/pagerduty/wire-incident.js';
import { mockGateway } from '../../../mock-gateway.js';
import type { Expected } from '../../../mock-upstream.js';
import { incidentList, NO_FROM, refusal } from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway({ deadlineMs: 1_000, tryTimeoutMs: 300 });

const ITEMS = 'results { index incident { pagerDutyId } userErrors { code } } userErrors { code field }';
const RESOLVE = `mutation ($incidents: [IncidentRef!]!) { resolveIncidents(input: { incidents: $incidents }) { ${ITEMS} } }`;
const ACKNOWLEDGE = `mutation ($incidents: [IncidentRef!]!) {
  acknowledgeIncidents(input: { incidents: $incidents }) { ${ITEMS} }
}`;

const refs = (count: number) => Array.from({ length: count }, (_, n) => ({ pagerDutyId: `PINC${n}` }));
const resolved = (count: number) => ({
  incidents: refs(count).map(({ pagerDutyId }) => wireIncident({ id: pagerDutyId, status: 'resolved' })),
});

const done = (index: number) => ({ index, incident: { pagerDutyId: `PINC${index}` }, userErrors: [] });
const undone = (index: number, code: string) => ({ index, incident: null, userErrors: [{ code }] });

describe('an outage in which nothing was done is told once, at the top', () => {
  test.each<[string, (call: Expected) => void, object]>([
    [
      'PagerDuty cannot be reached',
      (call) => call.breaks('ECONNREFUSED'),
      { code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT' },
    ],
    ['the answer is lost', (call) => call.hangs(), { code: 'UPSTREAM_TIMEOUT', outcome: 'UNKNOWN' }],
    [
      'the gateway’s key is refused',
      (call) => call.answers(401, refusal('Unauthorized', 2006)),
      { code: 'UPSTREAM_UNAUTHENTICATED', outcome: 'REFUSED' },
    ],
  ])('%s', async (_, happens, extensions) => {
    happens(pagerduty.allows('PUT', '/incidents'));
    const { data, errors } = await run(RESOLVE, { incidents: refs(300) });
    expect(data).toEqual({ resolveIncidents: null });
    expect(errors).toMatchObject([{ path: ['resolveIncidents'], extensions }]);
  });

  test('the status cannot be read before an acknowledge', async () => {
    pagerduty.allows('GET', '/incidents').breaks('ECONNRESET');
    const { data, errors } = await run(ACKNOWLEDGE, { incidents: refs(2) });
    expect(data).toEqual({ acknowledgeIncidents: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT' } }]);
  });

  test('but a missing actor is the caller’s to mend', async () => {
    pagerduty.expects('PUT', '/incidents').answers(400, NO_FROM);
    const { data } = await run(RESOLVE, { incidents: refs(2) });
    expect(data).toEqual({
      resolveIncidents: { results: [], userErrors: [{ code: 'ACTOR_REQUIRED', field: ['input', 'actor'] }] },
    });
  });
});

describe('an outage halfway', () => {
  test.each<[string, (call: Expected) => void, string]>([
    ['unknown what became of the rest', (call) => call.hangs(), 'OUTCOME_UNKNOWN'],
    ['the rest was not sent', (call) => call.breaks('ECONNREFUSED'), 'NOT_ATTEMPTED'],
  ])('leaves what was done, and says of each: %s', async (_, happens, code) => {
    pagerduty.expects('PUT', '/incidents').answers(200, resolved(250));
    happens(pagerduty.allows('PUT', '/incidents'));
    const { data, errors } = await run(RESOLVE, { incidents: refs(252) });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      resolveIncidents: {
        results: [...Array.from({ length: 250 }, (_unused, n) => done(n)), undone(250, code), undone(251, code)],
        userErrors: [{ code: 'PARTIALLY_APPLIED', field: null }],
      },
    });
  });

  test('ends the sending: what comes after a lost chunk is not attempted', async () => {
    const found = incidentList(
      refs(500).map((_, n) => ({ id: `PINC${n}`, status: n === 0 ? 'acknowledged' : 'triggered' })),
    );
    pagerduty.expects('GET', '/incidents').answers(200, found);
    pagerduty.allows('PUT', '/incidents').breaks('ECONNRESET');
    const { data } = await run<{ acknowledgeIncidents: { results: { userErrors: { code: string }[] }[] } }>(
      ACKNOWLEDGE,
      {
        incidents: refs(500),
      },
    );
    const codes = data.acknowledgeIncidents.results.map(({ userErrors }) => userErrors[0]?.code ?? 'done');
    const counts = Object.fromEntries(
      [...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]),
    );
    expect(counts).toEqual({ done: 1, OUTCOME_UNKNOWN: 250, NOT_ATTEMPTED: 249 });
  });
});
