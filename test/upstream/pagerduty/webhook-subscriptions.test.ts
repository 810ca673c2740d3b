import { describe, expect, it } from '@jest/globals';
import { pagerDutyClientHarness } from './harness.js';

const harness = pagerDutyClientHarness();

const subscription = { id: 'PY1OL64', active: true, delivery_method: { temporarily_disabled: true } };

describe('a webhook subscription', () => {
  it('is read by its id', async () => {
    harness.respondWith(200, { webhook_subscription: subscription });
    expect(await harness.client().getWebhookSubscription('PY1OL64')).toEqual(subscription);
    expect(harness.sent).toMatchObject([{ method: 'GET', path: '/webhook_subscriptions/PY1OL64', query: [] }]);
  });

  it('that is gone is NOT_FOUND with its id, also without a body', async () => {
    harness.respondWith(404, {});
    const read = harness.client().getWebhookSubscription('PY1OL64');
    await expect(read).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('PY1OL64') });
  });

  it('that may not be read names the scope', async () => {
    harness.respondWith(403, {});
    const read = harness.client().getWebhookSubscription('PY1OL64');
    await expect(read).rejects.toMatchObject({ message: expect.stringContaining('webhook_subscriptions.read') });
  });

  it('without its state is unreadable', async () => {
    harness.respondWith(200, { webhook_subscription: { id: 'PY1OL64' } });
    await expect(harness.client().getWebhookSubscription('PY1OL64')).rejects.toMatchObject({
      code: 'UPSTREAM_BAD_RESPONSE',
    });
  });
});
