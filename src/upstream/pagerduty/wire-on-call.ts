import type { PageQuery, WireReference, WireUser } from './wire.js';

/** One turn of duty. It has no id (contracts: quirk 28). */
export interface WireOnCall {
  readonly user?: WireUser | null;
  /** Null for somebody a policy calls by name. */
  readonly schedule?: WireReference | null;
  readonly escalation_policy?: WireReference | null;
  /** From 1. */
  readonly escalation_level: number;
  /** Null both: always. */
  readonly start?: string | null;
  readonly end?: string | null;
}

export interface OnCallQuery extends PageQuery {
  readonly escalationPolicyIds?: readonly string[];
  readonly include?: readonly ('escalation_policies' | 'schedules' | 'users')[];
}
