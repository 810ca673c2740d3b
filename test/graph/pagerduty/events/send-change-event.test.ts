import { describe, expect, test } from '@jest/globals';
import { mockGatewayPerTest, ROUTING_KEY } from '../../mock-gateway.js';

const { events, run } = mockGatewayPerTest();

const DOCUMENT = `mutation ($input: SendChangeEventInput!) {
  sendChangeEvent(input: $input) { accepted userErrors { code field } }
}`;
const CHANGE = { integration: 'monitoring', summary: 'Deployed build 882' };
const PATH = '/v2/change/enqueue';

const send = (more: object = {}) => run(DOCUMENT, { input: { ...CHANGE, ...more } });
const mockAccepted = () =>
  events.expects('POST', PATH).respondsWith(202, { status: 'success', message: 'Change event processed' });
const ACCEPTED = { sendChangeEvent: { accepted: true, userErrors: [] } };
const refused = (code: string, ...field: string[]) => ({
  sendChangeEvent: { accepted: false, userErrors: [{ code, field: ['input', ...field] }] },
});

describe('a change event', () => {
  test('is sent with the routing key of its integration and all its fields', async () => {
    mockAccepted();
    const details = { build: '882' };
    const links = [{ href: 'https://ci.example/882', text: 'Build' }];
    const { data } = await send({ source: 'ci-7', details, links, timestamp: '2026-01-02T03:04:05+01:00' });
    expect(data).toEqual(ACCEPTED);
    expect(events.call().body).toEqual({
      routing_key: ROUTING_KEY,
      payload: {
        summary: 'Deployed build 882',
        source: 'ci-7',
        timestamp: '2026-01-02T02:04:05.000Z',
        custom_details: details,
      },
      links,
    });
    expect(events.call().headers).not.toHaveProperty('authorization');
  });

  test('whose response is lost is sent once, because PagerDuty cannot recognise a second one', async () => {
    events.allows('POST', PATH).failsWith('ECONNRESET');
    const { data, errors } = await send();
    expect(data).toEqual({ sendChangeEvent: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' } }]);
    expect(events.sent).toHaveLength(1);
  });

  test('is sent again after a 429', async () => {
    events.expects('POST', PATH).respondsWith(429, '429 - Request Limit Exceeded', { 'retry-after': '0' });
    mockAccepted();
    expect((await send()).data).toEqual(ACCEPTED);
  });

  test('is sent once per idempotency key', async () => {
    mockAccepted();
    const twice = [await send({ idempotencyKey: 'build-882' }), await send({ idempotencyKey: 'build-882' })];
    expect(twice.map(({ data }) => data)).toEqual([ACCEPTED, ACCEPTED]);
  });

  test('of a key whose response was lost is not sent again', async () => {
    events.allows('POST', PATH).failsWith('ECONNRESET');
    await send({ idempotencyKey: 'build-882' });
    const { data } = await send({ idempotencyKey: 'build-882' });
    expect(data).toEqual(refused('OUTCOME_UNKNOWN', 'idempotencyKey'));
    expect(events.sent).toHaveLength(1);
  });

  test('that PagerDuty refuses in its other format is refused with its text', async () => {
    events.expects('POST', PATH).respondsWith(400, { error: ['summary is unacceptable'] });
    expect((await send()).data).toMatchObject({ sendChangeEvent: { userErrors: [{ code: 'INVALID_INPUT' }] } });
  });

  test('never exposes its routing key', async () => {
    const errors = [`Invalid routing key ${ROUTING_KEY}`];
    events.expects('POST', PATH).respondsWith(400, { status: 'invalid event', message: 'Invalid', errors });
    const response = await send();
    expect(response.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAUTHENTICATED' } }]);
    expect(JSON.stringify(response)).not.toContain(ROUTING_KEY);
  });
});

describe('refused before any call', () => {
  test.each<[string, object, ...string[]]>([
    ['a blank summary', { summary: ' ' }, 'summary'],
    ['a summary of 1025 characters', { summary: 'x'.repeat(1025) }, 'summary'],
    ['a blank source', { source: '' }, 'source'],
    ['details that are a list', { details: [] }, 'details'],
    ['51 links', { links: Array.from({ length: 51 }, () => ({ href: 'https://ci.example/' })) }, 'links'],
    ['a link without an address', { links: [{ href: '' }] }, 'links', '0', 'href'],
    ['an unknown integration', { integration: 'toString' }, 'integration'],
  ])('%s', async (_, change, ...field) => {
    expect((await send(change)).data).toEqual(refused('INVALID_INPUT', ...field));
    expect(events.sent).toEqual([]);
  });
});
