import { DAY, toIsoSeconds } from '../../clock.js';
import type { EscalationTarget, Schedule } from '../state/account-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';

/** A user's shift; null bounds mean always (docs/upstream-quirks.md, "PagerDuty: services, people and on-calls"). */
export interface Shift {
  readonly userId: string;
  readonly start: string | null;
  readonly end: string | null;
}

/** Rotations change on Mondays at 09:00 UTC. This was one. */
export const ROTATION_START_MS = Date.parse('2020-01-06T09:00:00Z');

/** The shifts of a rotation that overlap the window, in order. Both bounds are in milliseconds. */
export function listShifts(schedule: Schedule, since: number, until: number): readonly Shift[] {
  const length = schedule.shiftDays * DAY;
  const first = Math.floor((since - ROTATION_START_MS) / length);
  const last = Math.floor((until - ROTATION_START_MS) / length);
  return Array.from({ length: last - first + 1 }, (_, step) => {
    const index = first + step;
    const userCount = schedule.userIds.length;
    const userId = schedule.userIds[((index % userCount) + userCount) % userCount] ?? '';
    return {
      userId,
      start: toIsoSeconds(ROTATION_START_MS + index * length),
      end: toIsoSeconds(ROTATION_START_MS + (index + 1) * length),
    };
  });
}

export function listTargetShifts(
  state: PagerDutyState,
  target: EscalationTarget,
  since: number,
  until: number,
): readonly Shift[] {
  if (target.kind === 'user') return [{ userId: target.id, start: null, end: null }];
  return listShifts(requireRecord(state.schedules, target.id), since, until);
}

/** Ids of the users on call at a level (from 1) of a policy; empty if the level does not exist. */
export function findOnCallUserIds(
  state: PagerDutyState,
  policyId: string,
  level: number,
  at: string,
): readonly string[] {
  const rule = requireRecord(state.escalationPolicies, policyId).rules[level - 1];
  const moment = Date.parse(at);
  const shifts = (rule?.targets ?? []).flatMap((target) => listTargetShifts(state, target, moment, moment));
  return [...new Set(shifts.map((shift) => shift.userId))];
}
