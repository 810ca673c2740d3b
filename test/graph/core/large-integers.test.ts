import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../mock-gateway.js';
import { incidentBody, cloudflareResult } from '../upstream-responses.js';

const { pagerduty, events, cloudflare, post, run } = mockGateway();

const LONG_INTEGER = '999999000167639001';
/** A placeholder for a long integer. */
const PLACEHOLDER = '"HERE"';
const withLongInteger = (body: unknown) => JSON.stringify(body).replaceAll(PLACEHOLDER, LONG_INTEGER);

const ACCEPTED = { status: 'success', message: 'Event processed', dedup_key: 'k' };
const EVENT = { trigger: { summary: 'Disk', source: 'db03', severity: 'CRITICAL', details: { flow: ['HERE'], n: 1 } } };
const SENT = `"custom_details":{"flow":[${LONG_INTEGER}],"n":1}`;

describe('an integer that a double cannot hold', () => {
  test('is returned digit by digit in an incident’s details', async () => {
    const body = incidentBody({ body: { type: 'incident_body', details: { flow: 'HERE', part: 0.5 } } });
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, withLongInteger(body));
    const { data } = await run('{ incident(by: { pagerDutyId: "PT4KHLK" }) { details } }');
    expect(data).toEqual({ incident: { details: `{"flow":${LONG_INTEGER},"part":0.5}` } });
  });

  test('is returned as a string in an alert’s details, and only it is', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
    const details = { flow: 'HERE', list: ['HERE', 12], small: 9_007_199_254_740_991, text: `"${LONG_INTEGER}"` };
    const alert = { id: 'QA1', status: 'triggered', created_at: '2026-01-01T10:00:00Z', body: { details } };
    pagerduty
      .expects('GET', '/incidents/PT4KHLK/alerts')
      .respondsWith(200, withLongInteger({ alerts: [alert], more: false }));
    const { data } = await run('{ incident(by: { pagerDutyId: "PT4KHLK" }) { alerts { nodes { details } } } }');
    expect(data).toEqual({
      incident: { alerts: { nodes: [{ details: { ...details, flow: LONG_INTEGER, list: [LONG_INTEGER, 12] } }] } },
    });
  });

  test('is returned digit by digit in the text that Cloudflare sent', async () => {
    const sent = { id: 'n1', alert_body: { flow: 'HERE' } };
    cloudflare.expects('GET', '/history').respondsWith(200, withLongInteger(cloudflareResult([sent])));
    const { data } = await run('{ cloudflareAccount { notificationHistory { nodes { body } } } }');
    expect(data).toEqual({
      cloudflareAccount: { notificationHistory: { nodes: [{ body: `{"flow":${LONG_INTEGER}}` }] } },
    });
  });

  test.each(['once', 'again'])('is sent digit by digit from the variables of an event: %s', async () => {
    events.expects('POST', '/v2/enqueue').respondsWith(202, ACCEPTED);
    const query =
      'mutation ($event: AlertEvent!) { sendAlertEvent(input: { integration: "monitoring", event: $event }) { accepted } }';
    const { data } = await post(withLongInteger({ query, variables: { event: EVENT } }));
    expect(data).toEqual({ sendAlertEvent: { accepted: true } });
    expect(events.call().bodyText).toContain(SENT);
  });

  test.each(['once', 'again'])('is sent digit by digit from the text of an operation: %s', async () => {
    events.expects('POST', '/v2/enqueue').respondsWith(202, ACCEPTED);
    const details = `{ flow: [${LONG_INTEGER}], n: 1 }`;
    const trigger = `{ summary: "Disk", source: "db03", severity: CRITICAL, details: ${details} }`;
    await run(
      `mutation { sendAlertEvent(input: { integration: "monitoring", event: { trigger: ${trigger} } }) { accepted } }`,
    );
    expect(events.call().bodyText).toContain(SENT);
  });

  test.each([
    ['query ($first: Int) { incidents(first: $first) { nodes { id } } }', 'first'],
    ['query ($first: ID!) { node(id: $first) { id } }', 'first'],
    ['query ($first: DateTime) { incidents(filter: { createdSince: $first }) { nodes { id } } }', 'first'],
  ])('is refused where another type is expected: %s', async (query, name) => {
    for (const _ of ['once', 'again']) {
      // oxlint-disable-next-line no-await-in-loop -- the second time it may run as code made for it
      const { errors } = await post(withLongInteger({ query, variables: { [name]: 'HERE' } }));
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });
});

test('a body with a long integer is refused like any other when its JSON is invalid', async () => {
  const { status, errors } = await post(`{"query":"{ viewer { id } }","variables":{"a":${LONG_INTEGER},}}`);
  expect(status).toBe(400);
  expect(errors).toMatchObject([{ message: 'Invalid JSON in the request body.' }]);
});
