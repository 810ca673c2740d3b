import { Fault } from '../../../faults/fault.js';
import { DAY_MS, toIsoSecond, toWholeSecond } from '../../../shared/whole-seconds.js';
import type { ScheduleWindow } from '../../../upstream/pagerduty/wire-schedule.js';

/** PagerDuty computes on-calls at most 90 days ahead; a longer window of shifts is as long as a long list. */
export const MAX_WINDOW_DAYS = 90;
/** The window of shifts and overrides without `until`; also PagerDuty's own default. */
export const DEFAULT_WINDOW_DAYS = 14;

const LAST_SECOND = Date.UTC(9999, 11, 31, 23, 59, 59);

export interface WindowArgs {
  readonly since?: Date | null;
  readonly until?: Date | null;
}

/**
 * Returns the window of the arguments in whole seconds.
 *
 * @param now PagerDuty's clock; the default start
 * @param defaultLengthMs length of a window without an end
 * @throws {Fault} `INVALID_INPUT` at `until` for a window that is empty or longer than 90 days
 */
export function parseOnCallWindow(
  { since, until }: WindowArgs,
  now: number,
  defaultLengthMs = DEFAULT_WINDOW_DAYS * DAY_MS,
): ScheduleWindow {
  const start = toWholeSecond(since?.getTime() ?? now);
  const end = toWholeSecond(until?.getTime() ?? start + defaultLengthMs);
  if (end <= start) throw createWindowFault('`until` must be after `since`, which is now by default.');
  if (end - start > MAX_WINDOW_DAYS * DAY_MS) {
    throw createWindowFault(`A window may have at most ${MAX_WINDOW_DAYS} days. Set \`until\` earlier.`);
  }
  // The default length may exceed what RFC 3339 can write.
  if (end > LAST_SECOND) throw createWindowFault('A window must end before the year 10000.');
  return { since: toIsoSecond(start), until: toIsoSecond(end) };
}

/**
 * Rejects a window whose end PagerDuty cannot compute yet.
 *
 * @throws {Fault} `INVALID_INPUT` at `until`
 */
export function assertOnCallsComputable({ until }: ScheduleWindow, now: number): void {
  if (Date.parse(until) <= now + MAX_WINDOW_DAYS * DAY_MS) return;
  throw createWindowFault(`PagerDuty computes on-calls at most ${MAX_WINDOW_DAYS} days ahead. Set \`until\` earlier.`);
}

function createWindowFault(message: string): Fault {
  return new Fault('INVALID_INPUT', message, { field: ['until'] });
}
