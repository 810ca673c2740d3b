import { toIsoSecond } from '../../../shared/whole-seconds.js';
import type { ScheduleWindow } from '../../../upstream/pagerduty/wire-schedule.js';
import { parsePeriodEnd, parsePeriodStart, type PeriodLimits } from '../../core/input/period.js';

/** PagerDuty documents no maximum; longer ones are probably mistakes. */
export const MAX_OVERRIDE_DAYS = 90;
export const MAX_LEAD_DAYS = 365;

const LIMITS: PeriodLimits = {
  // A start that the caller took from its own clock does not count as past.
  maxStartDelayMs: 60_000,
  maxDaysAhead: MAX_LEAD_DAYS,
  maxDays: MAX_OVERRIDE_DAYS,
};

/** The start of a new override: see `parsePeriodStart`. */
export function parseOverrideStart(start: Date | null | undefined, now: number): number {
  return parsePeriodStart(start, now, LIMITS);
}

/** The period of a new override: see `parsePeriodEnd`. */
export function toOverridePeriod(start: number, end: number, now: number): ScheduleWindow {
  return { since: toIsoSecond(start), until: toIsoSecond(parsePeriodEnd(end, start, now, LIMITS)) };
}
