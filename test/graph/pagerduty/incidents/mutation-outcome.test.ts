import { describe, expect, test } from '@jest/globals';
import { mockGatewayPerTest, mockGateway } from '../../mock-gateway.js';
import type { ExpectedRequest } from '../../mock-upstream.js';
import { incidentBody, pagerDutyError } from '../../upstream-responses.js';

/** Short, because reads are retried until the deadline. */
const SHORT_TIMEOUTS = { deadlineMs: 1_000, tryTimeoutMs: 300 };

describe('after a trigger', () => {
  const { pagerduty, run } = mockGatewayPerTest(SHORT_TIMEOUTS);

  function trigger(input: Record<string, unknown> = {}) {
    return run(`mutation ($input: TriggerIncidentInput!) { triggerIncident(input: $input) { created } }`, {
      input: { service: { pagerDutyId: 'PIJ90N7' }, title: 'Disk full', ...input },
    });
  }

  test.each<[string, (call: ExpectedRequest) => void, string]>([
    ['PagerDuty does not respond in time', (call) => call.hangs(), 'UPSTREAM_TIMEOUT'],
    ['the connection breaks', (call) => call.failsWith('ECONNRESET'), 'UPSTREAM_UNAVAILABLE'],
    ['PagerDuty fails', (call) => call.respondsWith(503, '<html>Sorry</html>'), 'UPSTREAM_UNAVAILABLE'],
    ['the response cannot be read', (call) => call.respondsWith(201, '{"incident":'), 'UPSTREAM_BAD_RESPONSE'],
    ['the response holds no incident', (call) => call.respondsWith(201, { incident: {} }), 'UPSTREAM_BAD_RESPONSE'],
  ])('when %s the outcome is UNKNOWN, and the key for the lookup is returned', async (_, happens, code) => {
    happens(pagerduty.allows('POST', '/incidents'));
    pagerduty.allows('GET', '/incidents').failsWith('ECONNRESET');
    const { data, errors } = await trigger({ dedupKey: ' disk/db03 ' });
    expect(data).toEqual({ triggerIncident: null });
    const extensions = { code, outcome: 'UNKNOWN', retryable: false, dedupKey: 'disk/db03' };
    expect(errors).toMatchObject([{ path: ['triggerIncident'], extensions }]);
  });

  test('a key that the gateway generated is returned too', async () => {
    pagerduty.allows('POST', '/incidents').failsWith('ECONNRESET');
    pagerduty.allows('GET', '/incidents').failsWith('ECONNRESET');
    const { errors } = await trigger();
    const { incident } = pagerduty.call(0).body as { incident: { incident_key: string } };
    expect(errors?.[0]?.extensions['dedupKey']).toBe(incident.incident_key);
  });

  test('nothing was sent when PagerDuty cannot be reached, and a retry is safe', async () => {
    pagerduty.allows('POST', '/incidents').failsWith('ECONNREFUSED');
    const { errors } = await trigger();
    const extensions = { code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT', retryable: true };
    expect(errors).toMatchObject([{ message: 'Could not connect to PagerDuty.', extensions }]);
  });

  test('nothing was done when PagerDuty’s rate limit is used up', async () => {
    pagerduty
      .expects('POST', '/incidents')
      .respondsWith(429, pagerDutyError('Rate Limit Exceeded', 2020), { 'ratelimit-reset': '7' });
    const { errors } = await trigger();
    const extensions = { code: 'UPSTREAM_RATE_LIMITED', outcome: 'REFUSED', retryable: true, retryAfterSeconds: 7 };
    expect(errors).toMatchObject([{ extensions }]);
  });
});

describe('after an acknowledge', () => {
  const { pagerduty, run } = mockGateway(SHORT_TIMEOUTS);
  const ACKNOWLEDGE = 'mutation { acknowledgeIncident(input: { incident: { pagerDutyId: "PT4KHLK" } }) { changed } }';

  test('nothing was sent when the status could not be read', async () => {
    pagerduty.allows('GET', '/incidents/PT4KHLK').hangs();
    const { data, errors } = await run(ACKNOWLEDGE);
    expect(data).toEqual({ acknowledgeIncident: null });
    const extensions = { code: 'UPSTREAM_TIMEOUT', outcome: 'NOT_SENT', retryable: true };
    expect(errors).toMatchObject([{ path: ['acknowledgeIncident'], extensions }]);
  });

  test('the outcome is UNKNOWN when the response is lost and nothing can be read', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody({ status: 'triggered' }));
    pagerduty.allows('PUT', '/incidents/PT4KHLK').failsWith('ECONNRESET');
    pagerduty.allows('GET', '/incidents/PT4KHLK').failsWith('ECONNRESET');
    const { errors } = await run(ACKNOWLEDGE);
    const extensions = { code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN', retryable: false };
    expect(errors).toMatchObject([{ extensions }]);
  });
});

describe('after a resolve with a note', () => {
  const { pagerduty, run } = mockGateway(SHORT_TIMEOUTS);
  const RESOLVE = `mutation { resolveIncident(input: { incident: { pagerDutyId: "PT4KHLK" }, note: "Rolled back" }) {
    changed incident { number } note { content } userErrors { code message }
  } }`;
  const NOTE = { id: 'PWL7QXS', content: 'Rolled back', created_at: '2026-01-01T10:00:00Z' };

  test.each<[string, (call: ExpectedRequest) => void, string]>([
    [
      'is refused',
      (call) => call.respondsWith(403, pagerDutyError('Not Authorized', 1018)),
      'but the incident was not resolved',
    ],
    ['is lost', (call) => call.failsWith('ECONNRESET'), 'but it is unknown whether the incident was resolved'],
    ['cannot be sent', (call) => call.failsWith('ECONNREFUSED'), 'but the incident was not resolved'],
  ])('only the note was written when the resolve itself %s', async (_, happens, words) => {
    pagerduty.expects('POST', '/incidents/PT4KHLK/notes').respondsWith(201, { note: NOTE });
    happens(pagerduty.allows('PUT', '/incidents/PT4KHLK'));
    const { data, errors } = await run(RESOLVE);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      resolveIncident: {
        changed: false,
        incident: null,
        note: { content: 'Rolled back' },
        userErrors: [{ code: 'PARTIALLY_APPLIED', message: expect.stringContaining(words) }],
      },
    });
  });

  test('nothing was resolved when the note is lost and the notes cannot be read', async () => {
    pagerduty.allows('POST', '/incidents/PT4KHLK/notes').failsWith('ECONNRESET');
    pagerduty.allows('GET', '/incidents/PT4KHLK/notes').failsWith('ECONNRESET');
    const { data, errors } = await run(RESOLVE);
    expect(data).toEqual({ resolveIncident: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' } }]);
  });
});
