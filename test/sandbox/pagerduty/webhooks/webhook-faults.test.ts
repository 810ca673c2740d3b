import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { WebhookFaultRequest } from '../../../../src/sandbox/pagerduty/webhooks/webhook-faults.js';
import { SECOND_SECRET } from '../../../../src/sandbox/pagerduty/webhooks/webhook-faults.js';
import { sendRequest, startTestSandbox, textField, type HttpResponse, type TestSandbox } from '../../harness.js';
import { isSignedWith, startReceiver, type ReceivedWebhook, type WebhookReceiver } from '../../webhook-receiver.js';

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

function injectFault(fault: WebhookFaultRequest | object): Promise<HttpResponse> {
  const url = `${harness.sandbox.pagerduty.baseUrl}/_sandbox/webhook-faults`;
  return sendRequest(url, { body: fault }, { 'x-sandbox-control': '1' });
}

/** Adds notes one after the other; each webhook is over before the next note, unless it waits for a timer. */
async function addNotes(...contents: readonly string[]): Promise<void> {
  for (const content of contents) await harness.pagerduty('/incidents/PINC060/notes', { body: { note: { content } } });
}

/** The contents of `count` notes in the order of their arrival. */
async function receivedContents(count: number): Promise<readonly string[]> {
  await receiver.waitFor(count);
  await harness.timers.waitUntilIdle();
  return receiver.received.map(({ event }) => textField(event['data'], 'content'));
}

async function receiveOne(kind: WebhookFaultRequest['kind']): Promise<ReceivedWebhook> {
  await injectFault({ kind });
  await addNotes('Seen.');
  const [webhook] = await receiver.waitFor(1);
  return webhook as ReceivedWebhook;
}

describe('deliveries', () => {
  test('a lost webhook is never sent, and the next ones are', async () => {
    await injectFault({ kind: 'lost', times: 2 });
    await addNotes('1', '2', '3');
    expect(await receivedContents(1)).toEqual(['3']);
  });

  test('a doubled webhook has the same id twice', async () => {
    await injectFault({ kind: 'doubled' });
    await addNotes('1', '2');
    expect(await receivedContents(3)).toEqual(['1', '1', '2']);
    const [first, again, next] = receiver.received.map(({ headers }) => headers['x-webhook-id']);
    expect(again).toBe(first);
    expect(next).not.toBe(first);
  });

  test('a reordered webhook is sent after the next one', async () => {
    await injectFault({ kind: 'reordered' });
    await addNotes('1', '2');
    await receiver.waitFor(2);
    harness.advanceClock(5000);
    expect(await receivedContents(2)).toEqual(['2', '1']);
  });

  test('a reordered webhook without a next one is sent after five seconds', async () => {
    await injectFault({ kind: 'reordered' });
    await addNotes('1');
    await harness.timers.waitFor(5000);
    harness.advanceClock(5000);
    expect(await receivedContents(1)).toEqual(['1']);
  });

  test('a delayed webhook holds back later ones of its incident', async () => {
    await injectFault({ kind: 'delayed', delaySeconds: 90 });
    await addNotes('1', '2');
    await harness.timers.waitFor(90_000);
    harness.advanceClock(89_999);
    expect(receiver.received).toEqual([]);
    harness.advanceClock(1);
    expect(await receivedContents(2)).toEqual(['1', '2']);
    expect(receiver.received[0]?.event['occurred_at']).toBe('2026-03-18T12:00:00.000Z');
  });

  test('darkness disables the subscription for 24 hours', async () => {
    await injectFault({ kind: 'dark' });
    await addNotes('1', '2');
    const { json } = await harness.pagerduty('/webhook_subscriptions/PWHK0001');
    expect(json['webhook_subscription']?.['delivery_method']).toMatchObject({ temporarily_disabled: true });
    harness.advanceClock(24 * 3_600_000);
    await addNotes('3');
    await receiver.waitFor(1);
    expect(receiver.received.every(({ event }) => event['data']?.['content'] !== ('1' as unknown))).toBe(true);
  });
});

describe('signatures', () => {
  test('a wrong one', async () => {
    const { headers, body } = await receiveOne('wrong-signature');
    expect(isSignedWith(SECRET, headers['x-pagerduty-signature'], body)).toBe(false);
  });

  test.each([
    ['two-signatures', /^v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/],
    ['blank-after-comma', /^v1=[0-9a-f]{64}, v1=[0-9a-f]{64}$/],
  ] as const)('%s, the second one by the secret of the subscription', async (kind, form) => {
    const { headers, body } = await receiveOne(kind);
    const header = headers['x-pagerduty-signature'];
    expect(header).toMatch(form);
    expect([SECOND_SECRET, SECRET].every((secret) => isSignedWith(secret, header, body))).toBe(true);
    expect(isSignedWith(SECRET, header?.split(',')[0], body)).toBe(false);
  });
});

describe('bodies', () => {
  test('without summaries', async () => {
    const { event } = await receiveOne('null-summaries');
    expect([event['agent']?.['summary'], event['data']?.['incident']?.['summary']]).toEqual([null, null]);
    expect(event['data']?.['content']).toBe('Seen.');
  });

  test('of an unknown type, signed as it is', async () => {
    const { type, headers, body } = await receiveOne('unknown-type');
    expect(type).toBe('incident.teleported');
    expect(isSignedWith(SECRET, headers['x-pagerduty-signature'], body)).toBe(true);
  });
});

test('a fault can wait for a type of event', async () => {
  await injectFault({ kind: 'lost', eventType: 'incident.resolved' });
  await addNotes('1');
  const body = { incident: { type: 'incident', status: 'resolved', resolution: 'Drained.' } };
  await harness.pagerduty('/incidents/PINC060', { method: 'PUT', body });
  await receiver.waitFor(2);
  expect(receiver.types()).toEqual(['incident.annotated', 'incident.annotated']);
});

test('faults end on request and with a reset', async () => {
  await injectFault({ kind: 'lost', times: 100 });
  const url = `${harness.sandbox.pagerduty.baseUrl}/_sandbox/webhook-faults`;
  const ended = await sendRequest(url, { method: 'DELETE' }, { 'x-sandbox-control': '1' });
  expect(ended.status).toBe(204);
  await addNotes('1');
  await receiver.waitFor(1);
  await injectFault({ kind: 'lost', times: 100 });
  harness.sandbox.control.pagerduty.reset();
  await addNotes('2');
  await receiver.waitFor(2);
});

test('an invalid fault is refused with a reason, and a web page cannot inject one', async () => {
  const refused = await injectFault({ kind: 'flood' });
  expect([refused.status, refused.json['error']]).toEqual([400, expect.stringContaining('kind')]);
  const url = `${harness.sandbox.pagerduty.baseUrl}/_sandbox/webhook-faults`;
  expect((await sendRequest(url, { body: { kind: 'lost' } })).status).toBe(403);
});
