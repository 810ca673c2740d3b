import { DAY, iso } from '../../clock.js';
import type { EscalationTarget, Schedule } from '../state/account-records.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';

/** A user's turn; null bounds mean always (contracts: pagerduty-rest section 9). */
export interface Turn {
  readonly userId: string;
  readonly start: string | null;
  readonly end: string | null;
}

/** Rotations turn over on Mondays at 09:00 UTC; this was one. */
export const ANCHOR = Date.parse('2020-01-06T09:00:00Z');

/** The turns of a rotation that touch the window from `since` to `until`, both in milliseconds, in order. */
export function turnsOf(schedule: Schedule, since: number, until: number): readonly Turn[] {
  const length = schedule.turnDays * DAY;
  const first = Math.floor((since - ANCHOR) / length);
  const last = Math.floor((until - ANCHOR) / length);
  return Array.from({ length: last - first + 1 }, (_, step) => {
    const index = first + step;
    const size = schedule.userIds.length;
    const userId = schedule.userIds[((index % size) + size) % size] ?? '';
    return { userId, start: iso(ANCHOR + index * length), end: iso(ANCHOR + (index + 1) * length) };
  });
}

export function turnsOfTarget(
  state: PagerDutyState,
  target: EscalationTarget,
  since: number,
  until: number,
): readonly Turn[] {
  if (target.kind === 'user') return [{ userId: target.id, start: null, end: null }];
  return turnsOf(known(state.schedules, target.id), since, until);
}

/** Who is called at `at` on a rung (from 1) of a policy; empty when the policy has no such rung. */
export function onCallUsers(state: PagerDutyState, policyId: string, level: number, at: string): readonly string[] {
  const rule = known(state.escalationPolicies, policyId).rules[level - 1];
  const moment = Date.parse(at);
  const turns = (rule?.targets ?? []).flatMap((target) => turnsOfTarget(state, target, moment, moment));
  return [...new Set(turns.map((turn) => turn.userId))];
}
