import { randomUUID } from 'node:crypto';
import type { WebhookEvent, WebhookSubscription } from '../state/webhook-records.js';
import { renderWebhookBody } from '../views/webhook-event.js';
import { signWebhook } from './signature.js';
import type { WebhookFaultKind } from './webhook-faults.js';

/** A webhook as it is sent. All attempts are alike, `x-webhook-id` included. */
export interface Webhook {
  /** On loopback. A user and a password in it become Basic authentication. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function buildWebhook(
  { id, url, secret, customHeaders }: WebhookSubscription,
  event: WebhookEvent,
  { sign = signWebhook, amend = (body) => body }: Pick<WebhookFaultKind, 'sign' | 'amend'> = {},
): Webhook {
  const body = JSON.stringify(amend(renderWebhookBody(event)));
  return {
    url,
    body,
    headers: {
      ...Object.fromEntries(customHeaders.map(({ name, value }) => [name, value])),
      'user-agent': 'PagerDuty-Webhook/V3.0',
      'content-type': 'application/json',
      accept: 'application/json',
      'x-webhook-id': randomUUID(),
      'x-webhook-subscription': id,
      'x-pagerduty-signature': sign(secret, body),
    },
  };
}
