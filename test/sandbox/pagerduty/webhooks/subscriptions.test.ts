import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  fieldValues,
  startTestSandbox,
  textField,
  type HttpResponse,
  type Json,
  type TestSandbox,
} from '../../harness.js';
import { isSignedWith, startReceiver, type WebhookReceiver } from '../../webhook-receiver.js';

let harness: TestSandbox;
let receiver: WebhookReceiver;
beforeEach(async () => {
  harness = await startTestSandbox();
  receiver = await startReceiver();
});
afterEach(async () => {
  await harness.sandbox.stop();
  await receiver.stop();
});

const PATH = '/webhook_subscriptions';
const ALL = { type: 'account_reference' };

function subscriptionBody(changes: object = {}, method: object = {}): object {
  return {
    webhook_subscription: {
      type: 'webhook_subscription',
      events: ['incident.annotated'],
      filter: ALL,
      delivery_method: { type: 'http_delivery_method', url: receiver.url, ...method },
      ...changes,
    },
  };
}

const create = (changes?: object, method?: object) =>
  harness.pagerduty(PATH, { body: subscriptionBody(changes, method) });

async function createSubscription(changes?: object, method?: object): Promise<Json> {
  const response = await create(changes, method);
  expect(response.status).toBe(200);
  return response.json['webhook_subscription'] as Json;
}

const createId = async (changes?: object) => textField(await createSubscription(changes), 'id');

const update = (id: string, change: object) =>
  harness.pagerduty(`${PATH}/${id}`, { method: 'PUT', body: { webhook_subscription: change } });

const addNote = (id: string) => harness.pagerduty(`/incidents/${id}/notes`, { body: { note: { content: id } } });

const errorsOf = ({ status, json }: HttpResponse) => [
  status,
  json['error']?.['code'],
  json['error']?.['errors']?.['0'],
];

describe('creating a subscription', () => {
  test('returns the secret once, and header values never', async () => {
    const headers = [{ name: 'x-tenant', value: 'harbourline' }];
    const created = await createSubscription({ description: 'gateway' }, { custom_headers: headers });
    const secret = textField(created['delivery_method'], 'secret');
    expect(secret).toMatch(/^[A-Za-z0-9+/]{64}$/);
    const shown = {
      id: 'PWHK0001',
      type: 'webhook_subscription',
      active: true,
      description: 'gateway',
      events: ['incident.annotated'],
      filter: ALL,
      oauth_client: null,
      delivery_method: {
        id: 'PDLV0001',
        type: 'http_delivery_method',
        url: receiver.url,
        secret: null,
        temporarily_disabled: false,
        custom_headers: [{ name: 'x-tenant', value: '-- redacted --' }],
      },
    };
    const { json } = await harness.pagerduty(`${PATH}/PWHK0001`);
    expect(json['webhook_subscription']).toEqual(shown);
    expect((await harness.pagerduty(PATH)).json['webhook_subscriptions']).toEqual([shown]);
    await addNote('PINC060');
    const [webhook] = await receiver.waitFor(1);
    expect(webhook?.headers['x-tenant']).toBe('harbourline');
    expect(isSignedWith(secret, webhook?.headers['x-pagerduty-signature'], webhook?.body ?? '')).toBe(true);
  });

  test('ignores `active`', async () => {
    expect(await createSubscription({ active: false })).toMatchObject({ active: true });
  });

  test.each([
    ['no events', { events: [] }, 'Events cannot be empty.'],
    ['an event twice', { events: ['incident.resolved', 'incident.resolved'] }, 'Events must be unique'],
    ['an unknown event', { events: ['incident.teleported'] }, 'Unknown event type'],
    ['no type', { type: undefined }, 'webhook_subscription.type'],
    ['an unknown filter', { filter: { type: 'user_reference', id: 'PUSR001' } }, 'webhook_subscription.filter.type'],
    ['a service filter without an id', { filter: { type: 'service_reference' } }, 'Filter id is required'],
    ['an unknown service', { filter: { type: 'service_reference', id: 'PNONE' } }, 'Filter not found'],
    ['an unknown team', { filter: { type: 'team_reference', id: 'PSVC001' } }, 'Filter not found'],
    ['an unknown OAuth client', { oauth_client_id: 'PNONE' }, 'OAuth client not found'],
  ])('with %s is refused', async (_name, changes, message) => {
    expect(errorsOf(await create(changes))).toEqual([400, 2001, expect.stringContaining(message)]);
  });

  test.each([
    ['https://gw.example.com/webhooks'],
    ['https://127.0.0.1:4000/webhooks'],
    ['http://127.0.0.1.example.com/'],
    ['http://10.0.0.1/'],
    ['http://user@gw.example.com/'],
    ['file:///etc/passwd'],
    ['not an address'],
  ])('with the address %s is refused, because the sandbox stays on this machine', async (url) => {
    expect(errorsOf(await create({}, { url }))).toEqual([400, 2001, expect.stringContaining('loopback only')]);
  });

  test.each([
    [
      [
        { name: 'X-Tenant', value: '1' },
        { name: 'x-tenant', value: '2' },
      ],
      'Header names must be unique',
    ],
    [[{ name: 'x tenant', value: '1' }], 'Invalid header name'],
    [[{ name: 'x-tenant', value: '1\r\nx-evil: 2' }], 'Invalid header value'],
  ])('with invalid headers is refused', async (custom_headers, message) => {
    expect(errorsOf(await create({}, { custom_headers }))).toEqual([400, 2001, expect.stringContaining(message)]);
  });

  test('for the 11th time in one scope is refused, for another scope it is not', async () => {
    for (let count = 0; count < 10; count += 1) await createSubscription();
    expect(errorsOf(await create())).toEqual([
      400,
      2019,
      'Failed to create webhook. Webhook subscription limit exceeded for the selected scope.',
    ]);
    for (let count = 0; count < 10; count += 1)
      await createSubscription({ filter: { type: 'service_reference', id: 'PSVC002' } });
    const filter = { type: 'service_reference', id: 'PSVC001' };
    const id = await createId({ filter });
    expect(errorsOf(await update(id, { filter: ALL }))).toEqual([400, 2019, expect.any(String)]);
  });
});

describe('changing a subscription', () => {
  test('keeps what is not given, and address and secret always', async () => {
    const id = await createId({ description: 'gateway' });
    const change = { active: false, delivery_method: { url: 'http://127.0.0.1:1/', type: 'http_delivery_method' } };
    const { status, json } = await update(id, change);
    expect([status, json['webhook_subscription']]).toEqual([
      200,
      expect.objectContaining({
        active: false,
        description: 'gateway',
        delivery_method: expect.objectContaining({ url: receiver.url, secret: null }),
      }),
    ]);
  });

  test('to inactive ends its webhooks until it is active again', async () => {
    const id = await createId();
    await update(id, { active: false });
    await addNote('PINC060');
    await harness.timers.waitUntilIdle();
    await update(id, { active: true });
    await addNote('PINC059');
    const [first] = await receiver.waitFor(1);
    expect(first?.event['data']?.['content']).toBe('PINC059');
  });

  test('is refused with invalid events, all or nothing', async () => {
    const id = await createId();
    expect((await update(id, { active: false, events: [] })).status).toBe(400);
    expect((await harness.pagerduty(`${PATH}/${id}`)).json['webhook_subscription']).toMatchObject({
      active: true,
    });
  });
});

test('a deleted subscription sends nothing, not even what waits', async () => {
  const id = await createId();
  receiver.respond(503);
  await addNote('PINC060');
  await harness.timers.waitFor(1000);
  expect((await harness.pagerduty(`${PATH}/${id}`, { method: 'DELETE' })).status).toBe(204);
  harness.advanceClock(1000);
  await createSubscription();
  await addNote('PINC059');
  await receiver.waitFor(2);
  expect(receiver.received.map(({ event }) => event['data']?.['content'])).toEqual(['PINC060', 'PINC059']);
});

describe('filters', () => {
  test.each([
    ['service_reference', 'PSVC002', ['PINC060']],
    ['team_reference', 'PTEAM01', ['PINC059']],
    ['account_reference', undefined, ['PINC060', 'PINC059']],
  ])('%s %s', async (type, id, expected) => {
    await createSubscription({ filter: { type, id } });
    await addNote('PINC060');
    await addNote('PINC059');
    await receiver.waitFor(expected.length);
    await harness.timers.waitUntilIdle();
    expect(receiver.received.map(({ event }) => event['data']?.['content'])).toEqual(expected);
  });

  test('an event that is not named is not sent', async () => {
    await createSubscription({ events: ['incident.resolved'] });
    await addNote('PINC060');
    const body = { incident: { type: 'incident', status: 'resolved' } };
    await harness.pagerduty('/incidents/PINC060', { method: 'PUT', body });
    expect((await receiver.waitFor(1))[0]?.type).toBe('incident.resolved');
  });

  test('the list takes filters and pages', async () => {
    for (const filter of [ALL, { type: 'service_reference', id: 'PSVC001' }, { type: 'team_reference', id: 'PTEAM01' }])
      await createSubscription({ filter });
    const list = async (query: string) =>
      fieldValues((await harness.pagerduty(`${PATH}?${query}`)).json['webhook_subscriptions'], 'id');
    expect(await list('filter_type=account')).toEqual(['PWHK0001']);
    expect(await list('filter_type=service&filter_id=PSVC001')).toEqual(['PWHK0002']);
    expect(await list('filter_type=team&filter_id=PTEAM02')).toEqual([]);
    expect(await list('limit=2&offset=1')).toEqual(['PWHK0002', 'PWHK0003']);
    expect((await harness.pagerduty(`${PATH}?limit=1&total=true`)).json).toMatchObject({ total: 3, more: true });
    for (const query of ['filter_type=service', 'filter_type=account_reference'])
      expect((await harness.pagerduty(`${PATH}?${query}`)).status).toBe(400);
  });
});

test.each([
  ['GET', ''],
  ['PUT', ''],
  ['DELETE', ''],
  ['POST', '/enable'],
  ['POST', '/ping'],
])('%s of an unknown subscription%s is a 404', async (method, action) => {
  const options = { method, ...(method === 'PUT' && { body: { webhook_subscription: {} } }) };
  expect((await harness.pagerduty(`${PATH}/PNONE${action}`, options)).status).toBe(404);
});
