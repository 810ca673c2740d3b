import { DAY, toIsoSeconds } from '../../clock.js';
import type { EscalationTarget, Schedule, ScheduleOverride } from '../state/account-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';

/** A user's shift; null bounds mean always (docs/upstream-quirks.md, "PagerDuty: services, people and on-calls"). */
export interface Shift {
  readonly userId: string;
  readonly start: string | null;
  readonly end: string | null;
}

/** A shift with bounds, as in a schedule. */
interface BoundedShift extends Shift {
  readonly start: string;
  readonly end: string;
}

/** The shifts of a schedule that overlap the window, overrides included, in order. Both bounds are in milliseconds. */
export function listShifts(
  state: PagerDutyState,
  schedule: Schedule,
  since: number,
  until: number,
): readonly BoundedShift[] {
  const overrides = [...state.overrides.values()].filter(({ scheduleId }) => scheduleId === schedule.id);
  const [from, to] = [toIsoSeconds(since), toIsoSeconds(until)];
  return overrides
    .reduce(replaceShifts, listRotation(schedule, since, until))
    .filter(({ start, end }) => (start < to || start <= from) && end > from)
    .toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
}

/** What an override leaves of the shifts, and its own shift. */
function replaceShifts(shifts: readonly BoundedShift[], { userId, start, end }: ScheduleOverride) {
  const left = shifts.flatMap((shift) => [
    { ...shift, end: shift.end < start ? shift.end : start },
    { ...shift, start: shift.start > end ? shift.start : end },
  ]);
  return [...left.filter((shift) => shift.start < shift.end), { userId, start, end }];
}

function listRotation(schedule: Schedule, since: number, until: number): readonly BoundedShift[] {
  const length = schedule.shiftDays * DAY;
  const first = Math.floor((since - schedule.rotationStart) / length);
  const last = Math.floor((until - schedule.rotationStart) / length);
  return Array.from({ length: last - first + 1 }, (_, step) => {
    const index = first + step;
    const userCount = schedule.userIds.length;
    const userId = schedule.userIds[((index % userCount) + userCount) % userCount] ?? '';
    return {
      userId,
      start: toIsoSeconds(schedule.rotationStart + index * length),
      end: toIsoSeconds(schedule.rotationStart + (index + 1) * length),
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
  return listShifts(state, requireRecord(state.schedules, target.id), since, until);
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
