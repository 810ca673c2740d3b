import { isShift } from '../../../upstream/pagerduty/type-guards.js';
import type { ScheduleWindow } from '../../../upstream/pagerduty/wire-schedule.js';
import { DAY_MS } from '../../../shared/whole-seconds.js';
import { countOmitted, markPartial } from '../../../upstream/transport/partial-list.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { parseOnCallWindow } from '../../core/input/on-call-window.js';
import { createPeriodFault } from '../../core/input/period.js';
import { mapNestedList } from '../../core/mapping/nested-value.js';
import { toOverridePeriod } from './override-times.js';
import { toShift } from './schedule.map.js';
import type { ScheduleShift } from './schedule.type.js';

/**
 * The shifts of a schedule in a window, overrides included, earliest first.
 *
 * @throws {Fault} `NOT_FOUND` without such a schedule
 */
export async function readShifts(
  scheduleId: string,
  window: ScheduleWindow,
  accountContext: PagerDutyAccountContext,
): Promise<ScheduleShift[]> {
  const schedule = await accountContext.client.getSchedule(scheduleId, window);
  const shifts = mapNestedList(schedule.final_schedule?.rendered_schedule_entries, isShift, (shift) =>
    toShift(shift, accountContext),
  );
  const sorted = shifts.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
  return markPartial(sorted, countOmitted(shifts));
}

/** Whether a user is on call during the whole window, without a gap. */
export async function isOnCallThroughout(
  userId: string,
  scheduleId: string,
  window: ScheduleWindow,
  accountContext: PagerDutyAccountContext,
): Promise<boolean> {
  const shifts = await readShifts(scheduleId, window, accountContext);
  let coveredUntil = Date.parse(window.since);
  for (const { user, start, end } of shifts) {
    if (user?.pagerDutyId !== userId || Date.parse(start) > coveredUntil) return false;
    coveredUntil = Math.max(coveredUntil, Date.parse(end));
  }
  return coveredUntil >= Date.parse(window.until);
}

/** A shift that lasts longer counts as ending there. */
export const MAX_SHIFT_DAYS = 31;

/**
 * The time from `start` to the end of the shift that runs then.
 *
 * @param start milliseconds since the epoch
 * @throws {Fault} `NOT_FOUND` without such a schedule, `INVALID_INPUT` at `end` when nobody is on call then
 */
export async function findShiftPeriod(
  scheduleId: string,
  start: number,
  accountContext: PagerDutyAccountContext,
): Promise<ScheduleWindow> {
  const window = parseOnCallWindow({ since: new Date(start) }, start, MAX_SHIFT_DAYS * DAY_MS);
  const shifts = await readShifts(scheduleId, window, accountContext);
  const running = shifts.find((shift) => Date.parse(shift.start) <= start && Date.parse(shift.end) > start);
  if (!running) throw createPeriodFault('end', 'Nobody is on call by this schedule then. Set `end`.');
  return toOverridePeriod(start, Date.parse(running.end), start);
}
