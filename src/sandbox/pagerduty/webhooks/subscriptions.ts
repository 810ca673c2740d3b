import { badRequest, invalidInput, notFound } from '../http/errors.js';
import { readValue, type QueryParameters } from '../http/query-parameters.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import type { WebhookFilter, WebhookSubscription } from '../state/webhook-records.js';
import type { SubscriptionCreateBody, SubscriptionFilterBody, SubscriptionUpdateBody } from './subscription-bodies.js';

/** Subscriptions of one service, of one team, or of the account (docs/upstream-quirks.md, quirk 126). */
const MAX_PER_SCOPE = 10;

/** @throws ErrorReply */
export function requireSubscription(state: PagerDutyState, id: string): WebhookSubscription {
  const subscription = state.webhookSubscriptions.get(id);
  if (subscription === undefined) throw notFound();
  return subscription;
}

/** Creates a subscription that is active, whatever the body states (docs/upstream-quirks.md, quirk 125). */
export function createSubscription(
  state: PagerDutyState,
  { delivery_method: method, ...fields }: SubscriptionCreateBody,
): WebhookSubscription {
  const filter = requireFilter(state, fields.filter);
  requireFreeScope(state, filter);
  return addSubscription(state, {
    url: method.url,
    secret: createSecret(state),
    customHeaders: method.custom_headers ?? [],
    description: fields.description ?? null,
    events: fields.events,
    filter,
    oauthClientId: requireOAuthClientId(state, fields.oauth_client_id),
  });
}

/** Adds a subscription without checks. */
export function addSubscription(
  state: PagerDutyState,
  fields: Omit<WebhookSubscription, 'id' | 'deliveryMethodId' | 'isActive' | 'droppedInARow' | 'disabledUntil'>,
): WebhookSubscription {
  const subscription: WebhookSubscription = {
    id: state.nextId('PWHK'),
    deliveryMethodId: state.nextId('PDLV'),
    isActive: true,
    droppedInARow: 0,
    disabledUntil: 0,
    ...fields,
  };
  state.webhookSubscriptions.set(subscription.id, subscription);
  return subscription;
}

/** Changes the given fields, all or none. */
export function updateSubscription(
  state: PagerDutyState,
  subscription: WebhookSubscription,
  change: SubscriptionUpdateBody,
): void {
  const filter = change.filter === undefined ? subscription.filter : requireFilter(state, change.filter);
  if (filter.type !== subscription.filter.type || filter.id !== subscription.filter.id) requireFreeScope(state, filter);
  if (change.oauth_client_id !== undefined)
    subscription.oauthClientId = requireOAuthClientId(state, change.oauth_client_id);
  subscription.filter = filter;
  subscription.events = change.events ?? subscription.events;
  subscription.isActive = change.active ?? subscription.isActive;
  if (change.description !== undefined) subscription.description = change.description;
}

/** The matching subscriptions of `GET /webhook_subscriptions` (docs/upstream-quirks.md, quirk 129). */
export function findSubscriptions(state: PagerDutyState, query: QueryParameters): readonly WebhookSubscription[] {
  const all = [...state.webhookSubscriptions.values()];
  const type = readValue(query, 'filter_type');
  if (type === undefined) return all;
  if (!['account', 'service', 'team'].includes(type))
    throw invalidInput('filter_type must be account, service or team.');
  const id = readValue(query, 'filter_id');
  if (type !== 'account' && id === undefined) throw invalidInput(`filter_id is required with filter_type ${type}.`);
  return all.filter(({ filter }) => filter.type === `${type}_reference` && (type === 'account' || filter.id === id));
}

function requireFilter(state: PagerDutyState, { type, id }: SubscriptionFilterBody): WebhookFilter {
  if (type === 'account_reference') return { type, id: null };
  if (!id) throw invalidInput(`Filter id is required with ${type}.`);
  const records = type === 'service_reference' ? state.services : state.teams;
  if (!records.has(id)) throw invalidInput('Filter not found');
  return { type, id };
}

/** The status of the error is unverified. */
function requireFreeScope(state: PagerDutyState, { type, id }: WebhookFilter): void {
  const sameScope = [...state.webhookSubscriptions.values()].filter(
    ({ filter }) => filter.type === type && filter.id === id,
  );
  if (sameScope.length < MAX_PER_SCOPE) return;
  throw badRequest(2019, 'Product Limit Reached', [
    'Failed to create webhook. Webhook subscription limit exceeded for the selected scope.',
  ]);
}

function requireOAuthClientId(state: PagerDutyState, id: string | null | undefined): string | null {
  if (id === undefined || id === null) return null;
  if (!state.webhookOAuthClients.has(id)) throw invalidInput('OAuth client not found');
  return id;
}

/** 64 characters of the base64 alphabet, which receivers must not decode. */
function createSecret({ random }: PagerDutyState): string {
  return Buffer.from(random.hex(96), 'hex').toString('base64');
}
