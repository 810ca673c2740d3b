import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Control } from '../control/control.js';
import type { PagerDutyState } from './state/pagerduty-state.js';
import type { WebhookPublisher } from './webhooks/webhook-publisher.js';

export const pagerDutySwitchesSchema = z.object({
  /** Result of resolving a resolved incident. PagerDuty's own is unverified (docs/upstream-quirks.md, quirk 38). */
  repeatedResolve: z.enum(['refused', 'accepted']).default('refused'),
  /** Lifetime of the next OAuth app tokens, in seconds. */
  appTokenSeconds: z.int().min(0).default(86_400),
  /** Scopes an OAuth app may get; null grants every requested scope. */
  appTokenScopes: z.array(z.string()).nullable().default(null),
  /** Whether the plan has custom fields. Without them, definitions are 402 and values 403 (unverified). */
  customFields: z.enum(['available', 'unavailable']).default('available'),
  /** Custom field values that a PUT does not name (docs/upstream-quirks.md, "PagerDuty: incident types"). */
  unnamedFieldValues: z.enum(['kept', 'cleared']).default('kept'),
  /** Whether the plan has incident workflows; without them they are 402 (unverified). */
  incidentWorkflows: z.enum(['available', 'unavailable']).default('available'),
  /** Whether the account's plan has AIOps (docs/upstream-quirks.md, quirk 163). */
  aiops: z.enum(['on', 'off', 'empty']).default('on'),
  /** Milliseconds before a webhook is sent again; each later retry waits twice as long, at most 10 minutes. */
  webhookRetryMs: z.int().min(0).max(600_000).default(1000),
});

/** A simulator of PagerDuty: its HTTP server (not listening yet), its state and its controls. */
export interface PagerDutySimulator {
  readonly app: FastifyInstance;
  readonly control: Control<typeof pagerDutySwitchesSchema.shape>;
  /** A reset replaces this object. */
  readonly state: PagerDutyState;
  readonly keyOwnerId: string | undefined;
  readonly webhooks: WebhookPublisher;
}
