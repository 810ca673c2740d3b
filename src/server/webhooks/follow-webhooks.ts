import type { WebhookEvent } from '../../feed/incident-feed.js';
import { isObject, isString } from '../../shared/json.js';
import type { WebhookRelay } from '../../store/webhook-relay.js';
import { isReference } from '../../upstream/pagerduty/type-guards.js';
import type { ReceiveOptions } from './receive-webhook.js';

/**
 * Hands the webhooks that any replica receives to the feeds of this one. Ignores what another version of the gateway or
 * another program may have sent.
 *
 * @param accounts those that can receive webhooks, by their configured keys
 */
export function followWebhooks(
  webhookRelay: WebhookRelay,
  accounts: ReadonlySet<string>,
  getFeed: ReceiveOptions['getFeed'],
): void {
  if (accounts.size === 0) return;
  webhookRelay.follow(
    ({ account, event }, origin) =>
      accounts.has(account) && isWebhookEvent(event) && getFeed(account).receive(event, origin),
  );
}

function isWebhookEvent(value: unknown): value is WebhookEvent {
  if (!isObject(value)) return false;
  const { eventId, rawType, occurredAt, incidentId, agent } = value;
  if (![eventId, rawType, occurredAt, incidentId ?? ''].every(isString)) return false;
  return agent === null || isReference(agent);
}
