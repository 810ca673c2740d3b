import { WEBHOOK_EVENTS } from '../../src/feed/event-types.js';
import type { PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import type { WebhookSubscriptions } from '../../src/upstream/pagerduty/webhook-subscriptions.js';
import type {
  WebhookSubscriptionChanges,
  WebhookSubscriptionDraft,
} from '../../src/upstream/pagerduty/wire-webhook.js';

const SUBSCRIPTION: WebhookSubscriptionDraft = {
  url: 'http://127.0.0.1:9/webhooks/pagerduty/main',
  events: WEBHOOK_EVENTS,
  description: 'pagergraph',
};
const SUBSCRIPTION_CHANGES: Required<WebhookSubscriptionChanges> = {
  active: false,
  description: 'paused',
  events: ['incident.triggered'],
};

const subscribe = async (client: PagerDutyClient) => (await client.createWebhookSubscription(SUBSCRIPTION)).id;

/** Each request with all its parameters, to a new subscription of the sandbox. */
export const webhookSubscriptionRequests: Record<
  keyof WebhookSubscriptions,
  (client: PagerDutyClient) => Promise<unknown>
> = {
  listWebhookSubscriptions: (client) => client.listWebhookSubscriptions({ limit: 100, offset: 0, total: true }),
  createWebhookSubscription: (client) => client.createWebhookSubscription(SUBSCRIPTION),
  getWebhookSubscription: async (client) => client.getWebhookSubscription(await subscribe(client)),
  updateWebhookSubscription: async (client) =>
    client.updateWebhookSubscription(await subscribe(client), SUBSCRIPTION_CHANGES),
  enableWebhookSubscription: async (client) => client.enableWebhookSubscription(await subscribe(client)),
  pingWebhookSubscription: async (client) => client.pingWebhookSubscription(await subscribe(client)),
  deleteWebhookSubscription: async (client) => client.deleteWebhookSubscription(await subscribe(client)),
};
