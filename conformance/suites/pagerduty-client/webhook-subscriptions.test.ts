import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startReceiver, type WebhookReceiver } from '../../../test/sandbox/webhook-receiver.js';
import { startPagerDutyHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
let receiver: WebhookReceiver;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
  receiver = await startReceiver();
});
afterEach(async () => {
  await harness.testSandbox.sandbox.stop();
  await receiver.stop();
});

const subscriptionBody = (details: object = {}) => ({
  webhook_subscription: {
    type: 'webhook_subscription',
    description: 'Gateway',
    events: ['incident.acknowledged'],
    filter: { type: 'account_reference' },
    delivery_method: {
      type: 'http_delivery_method',
      url: receiver.url,
      custom_headers: [{ name: 'x-tenant', value: 'harbourline' }],
    },
    ...details,
  },
});

async function createSubscription(details?: object): Promise<string> {
  const { status, data } = await harness.post('/webhook_subscriptions', subscriptionBody(details));
  expect([status, data.webhook_subscription.delivery_method.secret.length]).toEqual([200, 64]);
  return data.webhook_subscription.id;
}

describe('webhook subscriptions', () => {
  test('are created, listed, read, changed and deleted', async () => {
    const id = await createSubscription();
    await createSubscription({ filter: { type: 'service_reference', id: 'PSVC001' } });
    const ofService = await harness.get('/webhook_subscriptions', { filter_type: 'service', filter_id: 'PSVC001' });
    expect(ofService.data.webhook_subscriptions).toHaveLength(1);
    expect((await harness.get(`/webhook_subscriptions/${id}`)).data.webhook_subscription.id).toBe(id);
    const change = { webhook_subscription: { active: false, events: ['incident.resolved'], description: 'Off' } };
    const changed = await harness.put(`/webhook_subscriptions/${id}`, change);
    expect(changed.data.webhook_subscription).toMatchObject({ active: false, description: 'Off' });
    expect((await harness.delete(`/webhook_subscriptions/${id}`)).status).toBe(204);
  });

  test('deliver events and test events, and are enabled', async () => {
    const id = await createSubscription();
    const incident = { type: 'incident_reference', status: 'acknowledged' };
    await harness.put('/incidents/PINC060', { incident });
    await receiver.waitFor(1);
    // The client rejects a response without a body, unless its status is 204.
    await expect(harness.post(`/webhook_subscriptions/${id}/ping`, {})).rejects.toMatchObject({ status: 202 });
    await receiver.waitFor(2);
    expect(receiver.types()).toEqual(['incident.acknowledged', 'pagey.ping']);
    const enabled = await harness.post(`/webhook_subscriptions/${id}/enable`, {});
    expect(enabled.data.webhook_subscription.delivery_method.temporarily_disabled).toBe(false);
  });
});

describe('OAuth clients of webhooks', () => {
  test('are created, listed, read, changed and deleted', async () => {
    const path = '/webhook_subscriptions/oauth_clients';
    const created = await harness.post(path, {
      oauth_client: {
        name: 'Gateway',
        client_id: 'webhooks',
        client_secret: 'client-secret',
        token_url: 'http://127.0.0.1:9/token',
        grant_type: 'client_credentials',
      },
    });
    const { id } = created.data.oauth_client;
    expect((await harness.get(path)).data.oauth_clients).toHaveLength(1);
    const subscribed = await harness.get(`/webhook_subscriptions/${await createSubscription({ oauth_client_id: id })}`);
    expect(subscribed.data.webhook_subscription.oauth_client).toMatchObject({ id, summary: 'Gateway' });
    const renamed = await harness.put(`${path}/${id}`, { oauth_client: { name: 'Renamed' } });
    expect(renamed.data.oauth_client.name).toBe('Renamed');
    expect((await harness.get(`${path}/${id}`)).data.oauth_client.name).toBe('Renamed');
    expect((await harness.delete(`${path}/${id}`)).status).toBe(204);
  });
});

describe('the log of the account', () => {
  test('is polled from a time on, with the incidents of now', async () => {
    await harness.put('/incidents/PINC060', {
      incident: { type: 'incident_reference', priority: { id: 'PPRIO01', type: 'priority_reference' } },
    });
    const { data } = await harness.get('/log_entries', {
      since: '2026-03-18T12:00:00Z',
      limit: '100',
      total: 'true',
      is_overview: 'true',
      time_zone: 'Europe/Warsaw',
      'include[]': ['incidents'],
    });
    expect(data).toMatchObject({ total: 1, more: false });
    expect(data.log_entries[0]).toMatchObject({
      type: 'priority_change_log_entry',
      created_at: '2026-03-18T13:00:00+01:00',
      incident: { id: 'PINC060', status: 'triggered' },
    });
  });
});
