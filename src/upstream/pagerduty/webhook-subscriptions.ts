import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeObject } from './envelope.js';
import type { ClientContext } from './requester.js';
import { isWebhookSubscription } from './type-guards.js';
import type { WireWebhookSubscription } from './wire-webhook.js';

/** Subscriptions of PagerDuty's webhooks. */
export interface WebhookSubscriptions {
  /** `GET /webhook_subscriptions/{id}`. */
  getWebhookSubscription(id: string): Promise<WireWebhookSubscription>;
}

export const webhookSubscriptions: WebhookSubscriptions & ThisType<ClientContext> = {
  async getWebhookSubscription(id) {
    const path = `/webhook_subscriptions/${toUrlSafeId(id)}`;
    const response = await this.send(ENDPOINTS.getWebhookSubscription, 'GET', path);
    return decodeObject(response, 'webhook_subscription', isWebhookSubscription);
  },
};
