import type { FastifyBaseLogger } from 'fastify';
import { decodeWebhook } from '../../feed/decode-webhook.js';
import type { IncidentFeed, WebhookEvent } from '../../feed/incident-feed.js';
import type { WebhookIds } from '../../store/webhook-ids.js';
import type { WebhookRelay } from '../../store/webhook-relay.js';

/** The content of a webhook with a valid signature. */
export interface VerifiedWebhook {
  /** The configured key of its account. */
  readonly account: string;
  /** Its `X-Webhook-Id`, the same in every attempt. The signature does not cover it. */
  readonly webhookId: string | readonly string[] | undefined;
  /** The parsed body. */
  readonly content: unknown;
  readonly log: FastifyBaseLogger;
}

/** Passes a webhook to the feeds of its account, which read the incident later. Logs one line without the content. */
export type ReceiveWebhook = (webhook: VerifiedWebhook) => Promise<void>;

export interface ReceiveOptions {
  /** The feed of a configured account. */
  readonly getFeed: (account: string) => Pick<IncidentFeed, 'receive'>;
  readonly webhookIds: WebhookIds;
  readonly webhookRelay: WebhookRelay;
}

export function createReceiveWebhook({ webhookIds, webhookRelay }: Omit<ReceiveOptions, 'getFeed'>): ReceiveWebhook {
  let unreadable = 0;
  return async ({ account, webhookId: header, content, log }) => {
    const event = decodeWebhook(content);
    const webhookId = isWebhookId(header) ? header : undefined;
    if (event === undefined) {
      unreadable += 1;
      log.warn({ account, webhookId, unreadable }, 'Webhook unreadable');
      return;
    }
    const isNew = await webhookIds.add(account, webhookId === undefined ? [event.eventId] : [webhookId, event.eventId]);
    if (isNew) await webhookRelay.publish({ account, event });
    const outcome = isNew ? 'accepted' : 'duplicate';
    log.info({ account, ...describeEvent(event), webhookId, outcome }, 'Webhook received');
  };
}

/** A UUID by its documentation; anything that cannot be one is ignored. */
function isWebhookId(header: VerifiedWebhook['webhookId']): header is string {
  return typeof header === 'string' && /^[\w-]{1,64}$/.test(header);
}

function describeEvent({ rawType: type, eventId, incidentId, occurredAt }: WebhookEvent): object {
  const ageSeconds = Math.round((Date.now() - Date.parse(occurredAt)) / 1_000);
  return { type, eventId, incidentId, ageSeconds };
}
