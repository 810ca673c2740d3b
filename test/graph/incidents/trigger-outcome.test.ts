import { describe, expect, test } from '@jest/globals';
import { freshMockGateway } from '../mock-gateway.js';
import type { Expected } from '../mock-upstream.js';
import { refusal } from '../wire.js';

const { pagerduty, run } = freshMockGateway({ deadlineMs: 100, tryTimeoutMs: 100 });

const TRIGGER = `mutation ($input: TriggerIncidentInput!) {
  triggerIncident(input: $input) { created incident { id } userErrors { code field } }
}`;

function trigger(input: Record<string, unknown> = {}) {
  return run<{ triggerIncident: unknown }>(TRIGGER, {
    input: { service: { pagerDutyId: 'PIJ90N7' }, title: 'Disk full', ...input },
  });
}

describe('what a caller can know after a lost answer', () => {
  test.each<[string, (call: Expected) => void, string]>([
    ['PagerDuty does not answer in time', (call) => call.hangs(), 'UPSTREAM_TIMEOUT'],
    ['the connection breaks', (call) => call.breaks('ECONNRESET'), 'UPSTREAM_UNAVAILABLE'],
    ['PagerDuty fails', (call) => call.answers(503, '<html>Sorry</html>'), 'UPSTREAM_UNAVAILABLE'],
    ['the answer cannot be read', (call) => call.answers(201, '{"incident":'), 'UPSTREAM_BAD_RESPONSE'],
    ['the answer holds no incident', (call) => call.answers(201, { incident: {} }), 'UPSTREAM_BAD_RESPONSE'],
  ])('when %s the outcome is UNKNOWN, and the key to look it up is told', async (_, happens, code) => {
    happens(pagerduty.allows('POST', '/incidents'));
    pagerduty.allows('GET', '/incidents').breaks('ECONNRESET');
    const { data, errors } = await trigger({ dedupKey: ' disk/db03 ' });
    expect(data).toEqual({ triggerIncident: null });
    expect(errors).toMatchObject([
      { path: ['triggerIncident'], extensions: { code, outcome: 'UNKNOWN', retryable: false, dedupKey: 'disk/db03' } },
    ]);
  });

  test('the key of the gateway’s own making is told as well', async () => {
    pagerduty.allows('POST', '/incidents').hangs();
    pagerduty.allows('GET', '/incidents').breaks('ECONNRESET');
    const { errors } = await trigger();
    const { incident } = pagerduty.call(0).body as { incident: { incident_key: string } };
    expect(errors?.[0]?.extensions['dedupKey']).toBe(incident.incident_key);
  });

  test('nothing was sent when PagerDuty cannot be reached, and repeating is safe', async () => {
    pagerduty.allows('POST', '/incidents').breaks('ECONNREFUSED');
    const { errors } = await trigger();
    const extensions = { code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_SENT', retryable: true };
    expect(errors).toMatchObject([{ message: 'PagerDuty cannot be reached.', extensions }]);
  });

  test('nothing was done when PagerDuty asks to slow down', async () => {
    pagerduty
      .expects('POST', '/incidents')
      .answers(429, refusal('Rate Limit Exceeded', 2020), { 'ratelimit-reset': '7' });
    const { errors } = await trigger();
    const extensions = { code: 'UPSTREAM_RATE_LIMITED', outcome: 'REFUSED', retryable: true, retryAfterSeconds: 7 };
    expect(errors).toMatchObject([{ extensions }]);
  });
});
