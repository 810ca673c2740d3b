import { toIsoSecond } from '../../../shared/whole-seconds.js';
import type { MaintenanceWindowDraft } from '../../../upstream/pagerduty/wire-maintenance-window.js';
import {
  MAX_SILENCE_DAYS,
  MAX_START_DELAY_MS,
  parsePeriodEnd,
  parsePeriodStart,
  type PeriodLimits,
} from '../../core/input/period.js';

/** PagerDuty would move a start in the past to now, and silence something else than was requested. */
const LIMITS: PeriodLimits = { maxStartDelayMs: MAX_START_DELAY_MS, maxDays: MAX_SILENCE_DAYS };

/**
 * The times of a new window, in whole seconds.
 *
 * @param start now when absent
 * @param now PagerDuty's clock, in milliseconds since the epoch
 * @throws {Fault} `INVALID_INPUT` for a window in the past, without duration, or over a year
 */
export function toWindowTimes(
  start: Date | null | undefined,
  end: Date,
  now: number,
): Pick<MaintenanceWindowDraft, 'startTime' | 'endTime'> {
  const startAt = parsePeriodStart(start, now, LIMITS);
  const endAt = parsePeriodEnd(end.getTime(), startAt, now, LIMITS);
  return { startTime: toIsoSecond(startAt), endTime: toIsoSecond(endAt) };
}
