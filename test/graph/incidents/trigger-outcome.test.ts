import { describe, expect, test } from '@jest/globals';
import { mockGateway, type Expected } from '../mock-gateway.js';
import { oneIncident, refusal } from '../wire.js';

const { pagerduty, run } = mockGateway({ deadlineMs: 50, tryTimeoutMs: 50 });

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
    happens(pagerduty.expects('POST', '/incidents'));
    const { data, errors } = await trigger({ dedupKey: ' disk/db03 ' });
    expect(data).toEqual({ triggerIncident: null });
    expect(errors).toMatchObject([
      { path: ['triggerIncident'], extensions: { code, outcome: 'UNKNOWN', retryable: false, dedupKey: 'disk/db03' } },
    ]);
  });

  test('the key of the gateway’s own making is told as well', async () => {
    pagerduty.expects('POST', '/incidents').hangs();
    const { errors } = await trigger();
    const { incident } = pagerduty.call(0).body as { incident: { incident_key: string } };
    expect(errors?.[0]?.extensions['dedupKey']).toBe(incident.incident_key);
  });

  test('nothing was sent when PagerDuty cannot be reached, and repeating is safe', async () => {
    pagerduty.expects('POST', '/incidents').breaks('ECONNREFUSED');
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

  test('a create is never repeated by itself', async () => {
    pagerduty.expects('POST', '/incidents').breaks('ECONNRESET');
    await trigger();
    expect(pagerduty.sent).toHaveLength(1);
  });
});

describe('a trigger with a wrong argument is refused before PagerDuty is asked', () => {
  const ASSIGNEE = { email: 'earline@example.com' };

  test.each<[string, Record<string, unknown>, string[]]>([
    ['an empty title', { title: '' }, ['title']],
    ['a blank title', { title: ' \n ' }, ['title']],
    ['an empty key', { dedupKey: '' }, ['dedupKey']],
    ['a blank key', { dedupKey: ' ' }, ['dedupKey']],
    ['a key of 256 characters', { dedupKey: 'k'.repeat(256) }, ['dedupKey']],
    ['a key with a control character', { dedupKey: 'a\u0000b' }, ['dedupKey']],
    ['the urgency UNKNOWN', { urgency: 'UNKNOWN' }, ['urgency']],
    ['a blank type', { incidentType: ' ' }, ['incidentType']],
    ['a service id that leads elsewhere', { service: { pagerDutyId: '..' } }, ['service', 'pagerDutyId']],
    ['an account nobody configured', { account: 'third' }, ['account']],
    ['an empty account', { account: '' }, ['account']],
    ['an impossible priority', { priority: { pagerDutyId: '' } }, ['priority', 'pagerDutyId']],
    ['a blank priority', { priority: { name: ' ' } }, ['priority', 'name']],
    [
      'an impossible priority, though the assignee must be looked up',
      { target: { assignee: ASSIGNEE }, priority: { pagerDutyId: '.' } },
      ['priority', 'pagerDutyId'],
    ],
    [
      'an escalation policy that is something else',
      { target: { escalationPolicy: { id: 'pagerduty://main/Team/PQ9K7I8' } } },
      ['target', 'escalationPolicy', 'id'],
    ],
  ])('%s', async (_, input, field) => {
    const { data, errors } = await trigger(input);
    expect(errors).toBeUndefined();
    expect(data.triggerIncident).toEqual({
      created: false,
      incident: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['input', ...field] }],
    });
  });

  test.each([
    ['both kinds of target', { assignee: ASSIGNEE, escalationPolicy: { pagerDutyId: 'PT20YPA' } }],
    ['a target that is nobody', {}],
    ['a target that is null', { assignee: null }],
  ])('%s', async (_, target) => {
    expect(await trigger({ target })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test.each([
    ['both kinds of target', '{ assignee: { pagerDutyId: "P1" }, escalationPolicy: { pagerDutyId: "P2" } }'],
    ['a target that is nobody', '{}'],
    ['a target that is null', '{ assignee: null }'],
    ['a target whose variable is absent', '{ assignee: $who }'],
  ])('%s, in the document', async (_, target) => {
    const uses = target.includes('$who') ? '($who: UserRef)' : '';
    const document = `mutation ${uses} { triggerIncident(input: {
      service: { pagerDutyId: "PIJ90N7" }, title: "x", target: ${target}
    }) { created } }`;
    expect(await run(document)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  test('an actor that is no e-mail address', async () => {
    expect(await trigger({ actor: 'earline' })).toMatchObject({ status: 400 });
    expect(await trigger({ actor: 'a@example.com\r\nx-evil: 1' })).toMatchObject({ status: 400 });
  });
});

test('a trigger on a service that PagerDuty does not have blames the service', async () => {
  pagerduty.expects('POST', '/incidents').answers(404, refusal('Not Found', 2100));
  expect((await trigger()).data.triggerIncident).toMatchObject({
    userErrors: [{ code: 'NOT_FOUND', field: ['input', 'service'] }],
  });
});

test('an incident that PagerDuty makes without its relations in full is shown with one more read for each', async () => {
  pagerduty.expects('POST', '/incidents').answers(201, oneIncident());
  pagerduty.expects('GET', '/services/PIJ90N7').breaks('ECONNRESET');
  const document = `mutation { triggerIncident(input: { service: { pagerDutyId: "PIJ90N7" }, title: "x" }) {
    created incident { pagerDutyId service { status } }
  } }`;
  const { data, errors } = await run(document);
  expect(data).toEqual({ triggerIncident: { created: true, incident: { pagerDutyId: 'PT4KHLK', service: null } } });
  expect(errors).toMatchObject([{ path: ['triggerIncident', 'incident', 'service'] }]);
});
