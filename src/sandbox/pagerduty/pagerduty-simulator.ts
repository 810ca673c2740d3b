import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Control } from '../control/control.js';
import type { PagerDutyState } from './state/pagerduty-state.js';

export const switchesSchema = z.object({
  /** What resolving a resolved incident does; PagerDuty's own choice is unverified (contracts: quirk 38). */
  repeatedResolve: z.enum(['refused', 'accepted']).default('refused'),
  /** How long the next OAuth app tokens are good. */
  appTokenSeconds: z.int().min(0).default(86_400),
  /** The scopes an OAuth app may have; null is all it asks for. */
  appTokenScopes: z.array(z.string()).nullable().default(null),
});

/** PagerDuty played: its HTTP server (not listening yet), its state and its strings. */
export interface PagerDutySimulator {
  readonly app: FastifyInstance;
  readonly control: Control<typeof switchesSchema.shape>;
  /** Another object after each reset. */
  readonly state: PagerDutyState;
  readonly keyOwnerId: string | undefined;
}
