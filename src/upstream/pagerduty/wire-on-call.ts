import type { PageQuery, WireReference, WireUser } from './wire.js';

/** One on-call shift. It has no id (docs/upstream-quirks.md, quirk 28). */
export interface WireOnCall {
  readonly user?: WireUser | null;
  /** Null for a user that a policy names directly. */
  readonly schedule?: WireReference | null;
  readonly escalation_policy?: WireReference | null;
  /** From 1. */
  readonly escalation_level: number;
  /** Both null: always on call. */
  readonly start?: string | null;
  readonly end?: string | null;
}

export interface OnCallQuery extends PageQuery {
  /** Both or neither; now without them. At most 90 days ahead. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly escalationPolicyIds?: readonly string[] | undefined;
  readonly scheduleIds?: readonly string[] | undefined;
  readonly include?: readonly ('escalation_policies' | 'schedules' | 'users')[] | undefined;
}
