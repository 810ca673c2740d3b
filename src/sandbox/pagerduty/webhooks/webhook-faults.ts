import * as z from 'zod';
import { signWebhook } from './signature.js';

/** A deviation of one webhook. Each kind has one of the effects. */
export interface WebhookFaultKind {
  /** What docs/sandbox.md prints. */
  readonly description: string;
  /** What happens to the delivery. */
  readonly delivery?: 'lost' | 'doubled' | 'reordered' | 'delayed' | 'dark';
  readonly sign?: (secret: string, body: string) => string;
  /** Changes the body. */
  readonly amend?: (body: object) => object;
}

/** The second secret of a subscription whose secret is being rotated. */
export const SECOND_SECRET = 'c2FuZGJveC1zZWNvbmQtc2VjcmV0LWZvci1yb3RhdGlvbi1vZi1zaWduYXR1cmVz';

const signTwice = (secret: string, body: string, separator: string) =>
  [signWebhook(SECOND_SECRET, body), signWebhook(secret, body)].join(separator);

const mapFields = (body: object, replace: (name: string, value: unknown) => unknown) =>
  JSON.parse(JSON.stringify(body, (name, value: unknown) => replace(name, value))) as object;

/** All deviations of a webhook by name. */
export const WEBHOOK_FAULTS = {
  lost: { description: 'the webhook is never sent', delivery: 'lost' },
  doubled: { description: 'the webhook is sent twice with the same `x-webhook-id`', delivery: 'doubled' },
  reordered: { description: 'the webhook is sent after the next one of the subscription', delivery: 'reordered' },
  delayed: {
    description: 'the webhook, and later ones of its incident, wait for `delaySeconds`',
    delivery: 'delayed',
  },
  dark: {
    description: 'the subscription is disabled for 24 hours as after three drops, and its queue is lost',
    delivery: 'dark',
  },
  'wrong-signature': {
    description: 'the signature is that of another secret',
    sign: (_secret: string, body: string) => signWebhook(SECOND_SECRET, body),
  },
  'two-signatures': {
    description: 'two signatures, the second one by the secret of the subscription',
    sign: (secret: string, body: string) => signTwice(secret, body, ','),
  },
  'blank-after-comma': {
    description: 'two signatures with a blank between them (docs/upstream-quirks.md, quirk 141)',
    sign: (secret: string, body: string) => signTwice(secret, body, ', '),
  },
  'null-summaries': {
    description: 'the summaries of all references are null (docs/upstream-quirks.md, quirk 154)',
    amend: (body: object) => mapFields(body, (name, value) => (name === 'summary' ? null : value)),
  },
  'unknown-type': {
    description: 'the event has the type `incident.teleported`',
    amend: (body: object) => mapFields(body, (name, value) => (name === 'event_type' ? 'incident.teleported' : value)),
  },
} as const satisfies Readonly<Record<string, WebhookFaultKind>>;

export type WebhookFaultName = keyof typeof WEBHOOK_FAULTS;

const webhookFaultSchema = z.strictObject({
  kind: z.enum(Object.keys(WEBHOOK_FAULTS) as WebhookFaultName[]),
  /** Number of affected webhooks. */
  times: z.int().min(1).default(1),
  /** Only events of this type. */
  eventType: z.string().optional(),
  /** For `delayed` only. */
  delaySeconds: z.number().min(0).max(86_400).default(5),
});

export type WebhookFaultRequest = z.input<typeof webhookFaultSchema>;
export type WebhookFault = z.output<typeof webhookFaultSchema>;

/** Deviations waiting for webhooks. The first matching webhooks use them up. */
export class WebhookFaultQueue {
  #pending: { readonly fault: WebhookFault; remaining: number }[] = [];

  /** Throws a ZodError for an invalid request. */
  add(request: unknown): void {
    const fault = webhookFaultSchema.parse(request);
    this.#pending.push({ fault, remaining: fault.times });
  }

  clear(): void {
    this.#pending = [];
  }

  /** Returns the deviation of this webhook and uses it up once. */
  take(eventType: string): WebhookFault | undefined {
    const entry = this.#pending.find(({ fault }) => (fault.eventType ?? eventType) === eventType);
    if (entry === undefined) return undefined;
    entry.remaining -= 1;
    if (entry.remaining === 0) this.#pending = this.#pending.filter((other) => other !== entry);
    return entry.fault;
  }
}
