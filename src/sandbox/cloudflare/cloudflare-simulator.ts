import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Control } from '../control/control.js';
import type { CloudflareState } from './cloudflare-state.js';

export const switchesSchema = z.object({
  /** Empty lists as `result: null`, and `messages: null` (contracts: quirk 98). */
  nulls: z.boolean().default(false),
  /** Whether the account may have PagerDuty destinations, and whether they are more than a trial. */
  pagerDutyEligibility: z.enum(['ready', 'not-ready', 'not-eligible']).default('ready'),
});

/** Cloudflare Alerting played: its HTTP server (not listening yet), its state and its strings. */
export interface CloudflareSimulator {
  readonly app: FastifyInstance;
  readonly control: Control<typeof switchesSchema.shape>;
  /** Another object after each reset. */
  readonly state: CloudflareState;
}
