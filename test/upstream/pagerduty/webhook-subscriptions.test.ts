import { describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../src/faults/fault.js';
import type { PagerDutyClient } from '../../../src/upstream/pagerduty/client.js';
import { pagerDutyClientHarness } from './harness.js';

const harness = pagerDutyClientHarness();

const SUBSCRIPTION = {
  id: 'PY1OL64',
  active: true,
  delivery_method: { url: 'https://gateway.example.com/webhooks/pagerduty/main', secret: null },
};
const DRAFT = { url: SUBSCRIPTION.delivery_method.url, events: ['incident.triggered'], description: 'pagergraph' };

describe('webhook subscriptions', () => {
  test('are listed by pages', async () => {
    harness.respondWith(200, { webhook_subscriptions: [SUBSCRIPTION], limit: 1, offset: 0, total: null, more: true });
    const page = await harness.client().listWebhookSubscriptions({ limit: 1, offset: 0 });
    expect(page).toEqual({ items: [SUBSCRIPTION], more: true, total: null });
    expect(harness.sent).toMatchObject([{ method: 'GET', path: '/webhook_subscriptions' }]);
  });

  test.each([200, 201])('are created for the whole account with the status %i', async (status) => {
    harness.respondWith(status, { webhook_subscription: SUBSCRIPTION });
    expect(await harness.client().createWebhookSubscription(DRAFT)).toEqual(SUBSCRIPTION);
    expect(harness.sent[0]).toMatchObject({
      method: 'POST',
      path: '/webhook_subscriptions',
      body: {
        webhook_subscription: {
          type: 'webhook_subscription',
          description: 'pagergraph',
          events: ['incident.triggered'],
          filter: { type: 'account_reference' },
          delivery_method: { type: 'http_delivery_method', url: DRAFT.url },
        },
      },
    });
  });

  test('send only what changes, because the address and the secret read back redacted', async () => {
    harness.respondWith(200, { webhook_subscription: { ...SUBSCRIPTION, active: false } });
    const changed = await harness.client().updateWebhookSubscription('PY1OL64', { active: false });
    expect(changed.active).toBe(false);
    expect(harness.sent[0]?.body).toEqual({ webhook_subscription: { active: false } });
  });

  const withoutBody: readonly [
    status: number,
    method: string,
    path: string,
    call: (client: PagerDutyClient) => Promise<void>,
  ][] = [
    [204, 'DELETE', '/webhook_subscriptions/PY1OL64', (client) => client.deleteWebhookSubscription('PY1OL64')],
    [202, 'POST', '/webhook_subscriptions/PY1OL64/ping', (client) => client.pingWebhookSubscription('PY1OL64')],
  ];

  test.each(withoutBody)('a response %i without a body is a success of %s %s', async (status, method, path, call) => {
    harness.respondWith(status, undefined);
    await expect(call(harness.client())).resolves.toBeUndefined();
    expect(harness.sent).toMatchObject([{ method, path, body: undefined }]);
  });

  const writes: readonly [name: string, calls: number, call: (client: PagerDutyClient) => Promise<unknown>][] = [
    // A second subscription would double every webhook, and a second ping every test event.
    ['create', 1, (client) => client.createWebhookSubscription(DRAFT)],
    ['delete', 1, (client) => client.deleteWebhookSubscription('PY1OL64')],
    ['ping', 1, (client) => client.pingWebhookSubscription('PY1OL64')],
    ['update', 2, (client) => client.updateWebhookSubscription('PY1OL64', { active: true })],
    ['enable', 2, (client) => client.enableWebhookSubscription('PY1OL64')],
  ];

  test.each(writes)('after a 503 to %s are sent %i time(s)', async (_, calls, call) => {
    harness.respondWith(503, {});
    harness.respondWith(200, { webhook_subscription: SUBSCRIPTION });
    const outcome = await call(harness.client()).then(
      () => 'DONE',
      (fault: Fault) => fault.outcome,
    );
    expect([harness.sent.length, outcome]).toEqual(calls === 1 ? [1, 'UNKNOWN'] : [2, 'DONE']);
    // Every response of the harness must be used.
    if (calls === 1) await harness.client().getWebhookSubscription('PY1OL64');
  });

  test('are enabled', async () => {
    harness.respondWith(200, { webhook_subscription: SUBSCRIPTION });
    expect(await harness.client().enableWebhookSubscription('PY1OL64')).toEqual(SUBSCRIPTION);
    expect(harness.sent).toMatchObject([{ method: 'POST', path: '/webhook_subscriptions/PY1OL64/enable' }]);
  });

  test('are read by their ids', async () => {
    harness.respondWith(200, { webhook_subscription: SUBSCRIPTION });
    expect(await harness.client().getWebhookSubscription('PY1OL64')).toEqual(SUBSCRIPTION);
    expect(harness.sent).toMatchObject([{ method: 'GET', path: '/webhook_subscriptions/PY1OL64', query: [] }]);
  });

  test('that are gone are NOT_FOUND with their ids, also without a body', async () => {
    harness.respondWith(404, {});
    const read = harness.client().getWebhookSubscription('PY1OL64');
    await expect(read).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('PY1OL64') });
  });

  test('that may not be read name the scope', async () => {
    harness.respondWith(403, {});
    const read = harness.client().getWebhookSubscription('PY1OL64');
    await expect(read).rejects.toMatchObject({ message: expect.stringContaining('webhook_subscriptions.read') });
  });

  test('that do not exist are named', async () => {
    harness.respondWith(404, { error: { message: 'Not Found', code: 2100 } });
    await expect(harness.client().deleteWebhookSubscription('PY1OL64')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'PagerDuty webhook subscription PY1OL64 not found.',
    });
  });

  test('above the limit of ten are refused in PagerDuty’s words', async () => {
    const reason = 'Webhook subscription limit exceeded for the selected scope.';
    harness.respondWith(400, { error: { message: 'Product Limit Reached', code: 2019, errors: [reason] } });
    await expect(harness.client().createWebhookSubscription(DRAFT)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      upstream: {
        errors: expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining(reason) })]),
      },
    });
  });

  test.each([
    {},
    { webhook_subscription: {} },
    { webhook_subscription: { id: 'PY1OL64' } },
    { webhook_subscription: { id: 'PY1OL64', active: 'yes' } },
  ])('a response %j is unreadable', async (body) => {
    harness.respondWith(200, body);
    await expect(harness.client().enableWebhookSubscription('PY1OL64')).rejects.toMatchObject({
      code: 'UPSTREAM_BAD_RESPONSE',
    });
  });
});
