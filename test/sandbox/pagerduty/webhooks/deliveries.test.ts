import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestSandbox, textField, type Json, type TestSandbox } from '../../harness.js';
import { isSignedWith, startReceiver, type WebhookReceiver } from '../../webhook-receiver.js';

let harness: TestSandbox;
let receiver: WebhookReceiver;
beforeEach(async () => {
  harness = await startTestSandbox();
  receiver = await startReceiver();
  harness.sandbox.subscribe({ url: receiver.url, secret: SECRET });
});
afterEach(async () => {
  await harness.sandbox.stop();
  await receiver.stop();
});

const SECRET = 'Zm9yLXNhbmRib3gtdXNlLW9ubHktc2VjcmV0LW51bWJlci1vbmUtcGFnZXJncmFw';
const SECOND = 1000;
const HOUR = 3_600_000;

async function addNote(content: string, id = 'PINC060'): Promise<void> {
  expect((await harness.pagerduty(`/incidents/${id}/notes`, { body: { note: { content } } })).status).toBe(200);
}

/** Adds a note, and waits until its webhook is accepted or dropped. */
async function deliverNote(content: string, id?: string): Promise<void> {
  const count = receiver.received.length;
  await addNote(content, id);
  await receiver.waitFor(count + 1);
  await harness.timers.waitUntilIdle();
}

const contents = () => receiver.received.map(({ event }) => textField(event['data'], 'content'));
const webhookIds = () => receiver.received.map(({ headers }) => headers['x-webhook-id']);

async function readSubscription(): Promise<Json> {
  const { json } = await harness.pagerduty('/webhook_subscriptions/PWHK0001');
  return json['webhook_subscription'] as Json;
}

const isDark = async () =>
  (await readSubscription())['delivery_method']?.['temporarily_disabled'] as unknown as boolean;

test('a webhook has the headers of PagerDuty in lower case, and a signature of its exact bytes', async () => {
  await addNote('Zürich · 日本');
  const [webhook] = await receiver.waitFor(1);
  expect(webhook?.headers).toMatchObject({
    'user-agent': 'PagerDuty-Webhook/V3.0',
    'content-type': 'application/json',
    accept: 'application/json',
    'x-webhook-id': expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    'x-webhook-subscription': 'PWHK0001',
    'x-pagerduty-signature': expect.stringMatching(/^v1=[0-9a-f]{64}$/),
  });
  const names = webhook?.rawHeaders.filter((_, index) => index % 2 === 0) ?? [];
  expect(names.filter((name) => name.startsWith('x-'))).toHaveLength(3);
  expect(isSignedWith(SECRET, webhook?.headers['x-pagerduty-signature'], webhook?.body ?? '')).toBe(true);
  expect(isSignedWith(SECRET, webhook?.headers['x-pagerduty-signature'], `${webhook?.body}\n`)).toBe(false);
});

test('a user and a password in the address are sent as Basic authentication', async () => {
  const { host, pathname } = new URL(receiver.url);
  harness.sandbox.subscribe({ url: `http://ops%40acme:p%3Aw@${host}${pathname}?tenant=1`, secret: SECRET });
  await addNote('Seen.');
  const authorizations = (await receiver.waitFor(2)).map(({ headers }) => headers['authorization']);
  expect(authorizations).toContain(`Basic ${Buffer.from('ops@acme:p:w').toString('base64')}`);
});

describe('retries', () => {
  test('a webhook that cannot be sent', async () => {
    harness.sandbox.subscribe({ url: receiver.url.replace('//', '//ops:100%@'), secret: SECRET });
    await addNote('Seen.');
    await receiver.waitFor(1);
    await harness.timers.waitFor(SECOND);
  });

  test.each([503, 500, 429, 'reset'] as const)('after %s with doubled delays and the same id', async (failure) => {
    receiver.respond(failure, failure);
    await addNote('Seen.');
    await harness.timers.waitFor(SECOND);
    harness.advanceClock(SECOND);
    await harness.timers.waitFor(2 * SECOND);
    harness.advanceClock(2 * SECOND);
    await receiver.waitFor(3);
    expect(new Set(webhookIds()).size).toBe(1);
    await harness.timers.waitUntilIdle();
    expect(await isDark()).toBe(false);
  });

  test('without a response within five seconds', async () => {
    receiver.respond('hang');
    await addNote('Seen.');
    await receiver.waitFor(1);
    harness.advanceClock(5 * SECOND);
    await harness.timers.waitFor(SECOND);
    harness.advanceClock(SECOND);
    await receiver.waitFor(2);
    expect(new Set(webhookIds()).size).toBe(1);
  });

  test('later webhooks of the incident wait, those of others do not', async () => {
    receiver.respond(503);
    await addNote('first');
    await harness.timers.waitFor(SECOND);
    await addNote('second');
    await addNote('other', 'PINC059');
    await receiver.waitFor(2);
    expect(contents()).toEqual(['first', 'other']);
    harness.advanceClock(SECOND);
    await receiver.waitFor(4);
    expect(contents()).toEqual(['first', 'other', 'first', 'second']);
  });

  test('the first delay is a switch', async () => {
    harness.sandbox.control.pagerduty.setSwitches({ webhookRetryMs: 40 });
    receiver.respond(503);
    await addNote('Seen.');
    await harness.timers.waitFor(40);
    harness.advanceClock(40);
    await receiver.waitFor(2);
  });

  test('end after 48 hours', async () => {
    receiver.respond('reset', 'reset');
    await addNote('Seen.');
    await harness.timers.waitFor(SECOND);
    harness.advanceClock(48 * HOUR);
    await receiver.waitFor(2);
    await harness.timers.waitUntilIdle();
    await deliverNote('Next.');
    expect(contents().filter((content) => content !== undefined)).toEqual(['Seen.', 'Seen.', 'Next.']);
  });
});

test('2000 webhooks of a subscription wait, and more are dropped', async () => {
  const ids = Array.from({ length: 60 }, (_, index) => `PINC${String(index + 1).padStart(3, '0')}`);
  receiver.respond(...ids.map(() => 503));
  for (let change = 0; change < 36; change += 1) {
    const status = change % 2 === 0 ? 'acknowledged' : 'triggered';
    const incidents = ids.map((id) => ({ id, type: 'incident', status }));
    await harness.pagerduty('/incidents', { method: 'PUT', body: { incidents } });
  }
  await receiver.waitFor(60);
  await harness.timers.waitForCount(SECOND, 60);
  harness.advanceClock(SECOND);
  await receiver.waitFor(60 + 2000);
  await harness.timers.waitUntilIdle();
  expect(receiver.received).toHaveLength(60 + 2000);
});

describe('drops', () => {
  test.each([400, 401, 404, 302])('%s drops a webhook at once', async (status) => {
    receiver.respond(status);
    await deliverNote('dropped');
    await deliverNote('next');
    expect(contents()).toEqual(['dropped', 'next']);
  });

  test('three in a row disable the subscription for 24 hours, and its events are lost', async () => {
    receiver.respond(400, 404, 401);
    for (const content of ['1', '2', '3']) await deliverNote(content);
    expect(await isDark()).toBe(true);
    await addNote('lost');
    harness.advanceClock(24 * HOUR - 1);
    expect(await isDark()).toBe(true);
    harness.advanceClock(1);
    expect(await isDark()).toBe(false);
    receiver.respond(400);
    for (const content of ['a fourth drop', 'after']) await deliverNote(content);
    expect(contents()).toEqual(['1', '2', '3', 'a fourth drop', 'after']);
  });

  test('an accepted webhook between them resets the count', async () => {
    receiver.respond(400, 400, 202, 400, 400);
    for (const content of ['1', '2', '3', '4', '5']) await deliverNote(content);
    expect(await isDark()).toBe(false);
  });

  test('the queue is lost with the third drop', async () => {
    receiver.respond(503);
    await addNote('waits');
    await harness.timers.waitFor(SECOND);
    await addNote('waits behind it');
    receiver.respond(400, 400, 400);
    for (const content of ['1', '2', '3']) await addNote(content, 'PINC059');
    await receiver.waitFor(4);
    while (!(await isDark())) await new Promise(setImmediate);
    harness.advanceClock(SECOND);
    await harness.pagerduty('/webhook_subscriptions/PWHK0001/enable', { method: 'POST' });
    await deliverNote('after');
    expect(contents()).toEqual(['waits', '1', '2', '3', 'after']);
  });

  test('enabling it ends the darkness', async () => {
    harness.sandbox.webhookFaults.add({ kind: 'dark' });
    await addNote('lost');
    await harness.timers.waitUntilIdle();
    while (!(await isDark())) await new Promise(setImmediate);
    const { json } = await harness.pagerduty('/webhook_subscriptions/PWHK0001/enable', { method: 'POST' });
    expect(json['webhook_subscription']?.['delivery_method']).toMatchObject({ temporarily_disabled: false });
    await deliverNote('after');
    expect(contents()).toEqual(['after']);
  });
});

test('a test event is sent whatever the subscription names', async () => {
  const change = { webhook_subscription: { events: ['service.deleted'] } };
  await harness.pagerduty('/webhook_subscriptions/PWHK0001', { method: 'PUT', body: change });
  const response = await harness.pagerduty('/webhook_subscriptions/PWHK0001/ping', { method: 'POST' });
  expect([response.status, response.textField]).toEqual([202, '']);
  const [webhook] = await receiver.waitFor(1);
  expect(webhook?.event).toMatchObject({
    event_type: 'pagey.ping',
    resource_type: 'pagey',
    agent: { id: 'PUSR001', type: 'user_reference' },
    data: { message: 'Hello from your friend Pagey!', type: 'ping' },
  });
});

test('a reset drops what waits and keeps the subscription of the sandbox', async () => {
  receiver.respond(503);
  await addNote('waits');
  await harness.timers.waitFor(SECOND);
  harness.sandbox.control.pagerduty.reset();
  harness.advanceClock(SECOND);
  await deliverNote('after');
  expect(contents()).toEqual(['waits', 'after']);
});

test('the sandbox stops with deliveries in flight', async () => {
  receiver.respond('hang');
  await addNote('Seen.');
  await receiver.waitFor(1);
  await harness.sandbox.stopPagerDuty();
});

test('an address that is not on loopback is refused', () => {
  const target = { url: 'https://gw.example.com/hook', secret: SECRET };
  expect(() => harness.sandbox.subscribe(target)).toThrow('The sandbox calls loopback only.');
});
