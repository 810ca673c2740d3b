import { describe, expect, test } from '@jest/globals';
import { wireIncident } from '../../../../upstream/pagerduty/wire-incident.js';
import { mockGateway } from '../../../mock-gateway.js';
import type { ExpectedRequest } from '../../../mock-upstream.js';
import { incidentList, NO_FROM, pagerDutyError } from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway({ deadlineMs: 1_000, tryTimeoutMs: 300 });

const ITEMS = 'results { index incident { pagerDutyId } userErrors { code } } userErrors { code field }';
const RESOLVE = `mutation ($incidents: [IncidentRef!]!) { resolveIncidents(input: { incidents: $incidents }) { ${ITEMS} } }`;
const ACKNOWLEDGE = `mutation ($incidents: [IncidentRef!]!) {
  acknowledgeIncidents(input: { incidents: $incidents }) { ${ITEMS} }
}`;

const incidentRefs = (count: number) => Array.from({ length: count }, (_, n) => ({ pagerDutyId: `PINC${n}` }));
const resolvedIncidents = (count: number) => ({
  incidents: incidentRefs(count).map(({ pagerDutyId }) => wireIncident({ id: pagerDutyId, status: 'resolved' })),
});

const successResult = (index: number) => ({ index, incident: { pagerDutyId: `PINC${index}` }, userErrors: [] });
const failedResult = (index: number, code: string) => ({ index, incident: null, userErrors: [{ code }] });

describe('an outage without any effect is reported once, at the top level, when', () => {
  test.each<[string, (call: ExpectedRequest) => void, object]>([
    [
      'PagerDuty cannot be reached',
      (call) => call.failsWith('ECONNREFUSED'),
      { code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT' },
    ],
    ['the response is lost', (call) => call.hangs(), { code: 'UPSTREAM_TIMEOUT', outcome: 'UNKNOWN' }],
    [
      'the gateway’s key is refused',
      (call) => call.respondsWith(401, pagerDutyError('Unauthorized', 2006)),
      { code: 'UPSTREAM_UNAUTHENTICATED', outcome: 'REFUSED' },
    ],
  ])('%s', async (_, happens, extensions) => {
    happens(pagerduty.allows('PUT', '/incidents'));
    const { data, errors } = await run(RESOLVE, { incidents: incidentRefs(300) });
    expect(data).toEqual({ resolveIncidents: null });
    expect(errors).toMatchObject([{ path: ['resolveIncidents'], extensions }]);
  });

  test('the status cannot be read before an acknowledge', async () => {
    pagerduty.allows('GET', '/incidents').failsWith('ECONNRESET');
    const { data, errors } = await run(ACKNOWLEDGE, { incidents: incidentRefs(2) });
    expect(data).toEqual({ acknowledgeIncidents: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT' } }]);
  });

  test('but a missing actor is an error of the input', async () => {
    pagerduty.expects('PUT', '/incidents').respondsWith(400, NO_FROM);
    const { data } = await run(RESOLVE, { incidents: incidentRefs(2) });
    expect(data).toEqual({
      resolveIncidents: { results: [], userErrors: [{ code: 'ACTOR_REQUIRED', field: ['input', 'actor'] }] },
    });
  });
});

describe('an outage halfway', () => {
  test.each<[string, (call: ExpectedRequest) => void, string]>([
    ['unknown what became of the rest', (call) => call.hangs(), 'OUTCOME_UNKNOWN'],
    ['the rest was not sent', (call) => call.failsWith('ECONNREFUSED'), 'NOT_ATTEMPTED'],
  ])('keeps the finished items and reports each of the others: %s', async (_, happens, code) => {
    pagerduty.expects('PUT', '/incidents').respondsWith(200, resolvedIncidents(250));
    happens(pagerduty.allows('PUT', '/incidents'));
    const { data, errors } = await run(RESOLVE, { incidents: incidentRefs(252) });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      resolveIncidents: {
        results: [
          ...Array.from({ length: 250 }, (_unused, n) => successResult(n)),
          failedResult(250, code),
          failedResult(251, code),
        ],
        userErrors: [{ code: 'PARTIALLY_APPLIED', field: null }],
      },
    });
  });

  test('stops the sending: later chunks are not attempted', async () => {
    const found = incidentList(
      incidentRefs(500).map((_, n) => ({ id: `PINC${n}`, status: n === 0 ? 'acknowledged' : 'triggered' })),
    );
    pagerduty.expects('GET', '/incidents').respondsWith(200, found);
    pagerduty.allows('PUT', '/incidents').failsWith('ECONNRESET');
    const { data } = await run<{ acknowledgeIncidents: { results: { userErrors: { code: string }[] }[] } }>(
      ACKNOWLEDGE,
      {
        incidents: incidentRefs(500),
      },
    );
    const codes = data.acknowledgeIncidents.results.map(({ userErrors }) => userErrors[0]?.code ?? 'done');
    const counts = Object.fromEntries(
      [...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]),
    );
    expect(counts).toEqual({ done: 1, OUTCOME_UNKNOWN: 250, NOT_ATTEMPTED: 249 });
  });
});
