import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeObject, decodePage, requireSuccess } from './envelope.js';
import { formatPageQuery } from './query-string.js';
import { toSubscriptionBody, toSubscriptionDraftBody } from './request-body.js';
import type { ClientContext, PagerDutyResponse } from './requester.js';
import { isWebhookSubscription } from './type-guards.js';
import type { Page, PageQuery } from './wire.js';
import type { WebhookSubscriptionChanges, WebhookSubscriptionDraft, WireWebhookSubscription } from './wire-webhook.js';

/** Subscriptions of PagerDuty's webhooks (docs/upstream-quirks.md, "PagerDuty: webhook subscriptions"). */
export interface WebhookSubscriptions {
  /** `GET /webhook_subscriptions`: those of every address and scope. */
  listWebhookSubscriptions(page: PageQuery): Promise<Page<WireWebhookSubscription>>;
  /** `GET /webhook_subscriptions/{id}`. */
  getWebhookSubscription(id: string): Promise<WireWebhookSubscription>;
  /** `POST /webhook_subscriptions`; returns the secret, which is never returned again. */
  createWebhookSubscription(draft: WebhookSubscriptionDraft): Promise<WireWebhookSubscription>;
  /** `PUT /webhook_subscriptions/{id}`; undefined fields stay unchanged. */
  updateWebhookSubscription(id: string, changes: WebhookSubscriptionChanges): Promise<WireWebhookSubscription>;
  /** `DELETE /webhook_subscriptions/{id}`. */
  deleteWebhookSubscription(id: string): Promise<void>;
  /** `POST /webhook_subscriptions/{id}/enable`: ends a temporary disabling; what was dropped is lost. */
  enableWebhookSubscription(id: string): Promise<WireWebhookSubscription>;
  /** `POST /webhook_subscriptions/{id}/ping`: sends a `pagey.ping` event. */
  pingWebhookSubscription(id: string): Promise<void>;
}

const toPath = (id: string): string => `/webhook_subscriptions/${toUrlSafeId(id)}`;

function decodeSubscription(response: PagerDutyResponse): WireWebhookSubscription {
  return decodeObject(response, 'webhook_subscription', isWebhookSubscription);
}

export const webhookSubscriptions: WebhookSubscriptions & ThisType<ClientContext> = {
  async listWebhookSubscriptions(page) {
    const path = `/webhook_subscriptions${formatPageQuery(page)}`;
    const response = await this.send(ENDPOINTS.listWebhookSubscriptions, 'GET', path);
    return decodePage(response, 'webhook_subscriptions', isWebhookSubscription);
  },
  async getWebhookSubscription(id) {
    return decodeSubscription(await this.send(ENDPOINTS.getWebhookSubscription, 'GET', toPath(id)));
  },
  async createWebhookSubscription(draft) {
    const write = { body: toSubscriptionDraftBody(draft) };
    return decodeSubscription(
      await this.send(ENDPOINTS.createWebhookSubscription, 'POST', '/webhook_subscriptions', write),
    );
  },
  async updateWebhookSubscription(id, changes) {
    const write = { body: toSubscriptionBody(changes) };
    return decodeSubscription(await this.send(ENDPOINTS.updateWebhookSubscription, 'PUT', toPath(id), write));
  },
  async deleteWebhookSubscription(id) {
    requireSuccess(await this.send(ENDPOINTS.deleteWebhookSubscription, 'DELETE', toPath(id)));
  },
  async enableWebhookSubscription(id) {
    const path = `${toPath(id)}/enable`;
    return decodeSubscription(await this.send(ENDPOINTS.enableWebhookSubscription, 'POST', path));
  },
  async pingWebhookSubscription(id) {
    requireSuccess(await this.send(ENDPOINTS.pingWebhookSubscription, 'POST', `${toPath(id)}/ping`));
  },
};
