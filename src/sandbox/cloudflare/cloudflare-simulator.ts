import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Control } from '../control/control.js';
import type { CloudflareState } from './cloudflare-state.js';

export const cloudflareSwitchesSchema = z.object({
  /** Sends empty lists as `result: null`, and `messages: null` (docs/upstream-quirks.md, quirk 98). */
  nulls: z.boolean().default(false),
  /** Sends the ids of policies' destinations with dashes (docs/upstream-quirks.md, quirk 103). */
  dashedIds: z.boolean().default(false),
  /** What becomes of optional members that an update of a policy omits (docs/upstream-quirks.md, quirk 240). */
  omittedPolicyMembers: z.enum(['cleared', 'kept']).default('cleared'),
  /** Members that another user changes in the policy right after its next read. */
  policyEditAfterRead: z.record(z.string(), z.unknown()).nullable().default(null),
  /** What becomes of policies whose destinations are all deleted, which is unverified (docs/upstream-quirks.md, quirk 82). */
  disconnectedPolicies: z.enum(['emptied', 'disabled', 'kept']).default('emptied'),
  /** Number of lists from which a new silence is still absent (docs/upstream-quirks.md, quirk 223). */
  silenceHiddenReads: z.int().min(0).default(1),
  /** Whether the deletion of an unknown silence is accepted (docs/upstream-quirks.md, quirk 222). */
  unknownSilence: z.enum(['accepted', 'refused']).default('accepted'),
  /** The account's eligibility for PagerDuty destinations. */
  pagerDutyEligibility: z.enum(['ready', 'not-ready', 'not-eligible']).default('ready'),
});

/** A simulator of Cloudflare Alerting: its HTTP server (not listening yet), its state and its controls. */
export interface CloudflareSimulator {
  readonly app: FastifyInstance;
  readonly control: Control<typeof cloudflareSwitchesSchema.shape>;
  /** A reset replaces this object. */
  readonly state: CloudflareState;
}
