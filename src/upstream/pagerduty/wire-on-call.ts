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
  readonly escalationPolicyIds?: readonly string[];
  readonly include?: readonly ('escalation_policies' | 'schedules' | 'users')[] | undefined;
}
