import type { PagerDutyState } from '../state/pagerduty-state.js';
import type { WebhookSubscription } from '../state/webhook-records.js';
import { WEBHOOK_EVENT_TYPES } from './event-types.js';
import { loopbackUrlSchema } from './subscription-bodies.js';
import { addSubscription } from './subscriptions.js';

/** Address and secret of a subscription to all events of the account. */
export interface WebhookTarget {
  /** On loopback. */
  readonly url: string;
  readonly secret: string;
}

/** Subscribes a target to all events. Throws a ZodError for an address that is not on loopback. */
export function subscribeToAll(state: PagerDutyState, { url, secret }: WebhookTarget): WebhookSubscription {
  return addSubscription(state, {
    url: loopbackUrlSchema.parse(url),
    secret,
    customHeaders: [],
    description: 'Created by the sandbox',
    events: WEBHOOK_EVENT_TYPES,
    filter: { type: 'account_reference', id: null },
    oauthClientId: null,
  });
}
