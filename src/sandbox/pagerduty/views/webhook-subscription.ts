import type { PagerDutyState } from '../state/pagerduty-state.js';
import type { WebhookFilter, WebhookOAuthClient, WebhookSubscription } from '../state/webhook-records.js';
import { isTemporarilyDisabled } from '../webhooks/subscription-deliveries.js';

/**
 * Renders a subscription. Values of custom headers are redacted (docs/upstream-quirks.md, quirk 124).
 *
 * @param secret sent with the response to its creation only
 */
export function renderWebhookSubscription(
  state: PagerDutyState,
  subscription: WebhookSubscription,
  secret: string | null = null,
): object {
  return {
    id: subscription.id,
    type: 'webhook_subscription',
    active: subscription.isActive,
    description: subscription.description ?? '',
    delivery_method: {
      id: subscription.deliveryMethodId,
      type: 'http_delivery_method',
      url: subscription.url,
      secret,
      temporarily_disabled: isTemporarilyDisabled(subscription, state.now()),
      custom_headers: subscription.customHeaders.map(({ name }) => ({ name, value: '-- redacted --' })),
    },
    events: subscription.events,
    filter: renderFilter(subscription.filter),
    oauth_client: renderOAuthClientReference(state, subscription),
  };
}

function renderFilter({ type, id }: WebhookFilter): object {
  return id === null ? { type } : { type, id };
}

function renderOAuthClientReference(state: PagerDutyState, { oauthClientId }: WebhookSubscription): object | null {
  const client = oauthClientId === null ? undefined : state.webhookOAuthClients.get(oauthClientId);
  return client === undefined ? null : { id: client.id, type: 'oauth_client_reference', summary: client.name };
}

/** Without the client secret, which is never sent back. */
export function renderWebhookOAuthClient({
  id,
  name,
  clientId,
  scope,
  tokenUrl,
  hasFailed,
}: WebhookOAuthClient): object {
  return {
    id,
    type: 'oauth_client',
    name,
    client_id: clientId,
    scope,
    token_url: tokenUrl,
    grant_type: 'client_credentials',
    status: hasFailed ? 'error' : 'active',
  };
}
