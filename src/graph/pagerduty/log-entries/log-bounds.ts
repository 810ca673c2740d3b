import { SECOND_MS, toJustBeforeSecond } from '../../../shared/whole-seconds.js';
import { MAX_CLOCK_SKEW_MS, type TimeBounds } from '../../core/input/date-range.js';
import type { LogPosition } from './log-position.js';
import { FIRST_SPAN_MS } from './log-span.js';

/** PagerDuty was founded in this year, so nothing is older. */
const FIRST_DAY = Date.UTC(2009, 0, 1);

/** The oldest second that may have entries. */
export function toOldestSecond({ since = FIRST_DAY }: TimeBounds): number {
  return Math.ceil(Math.max(since, FIRST_DAY) / SECOND_MS) * SECOND_MS;
}

/**
 * The position before the newest entry.
 *
 * @param now PagerDuty's clock
 */
export function toFirstPosition({ until = Infinity }: TimeBounds, now: number): LogPosition {
  const end = Math.min(until, now + MAX_CLOCK_SKEW_MS);
  return { at: Math.ceil(end / SECOND_MS) * SECOND_MS, span: FIRST_SPAN_MS };
}

/**
 * The times to request for whole seconds, both included. It is undocumented whether PagerDuty includes the ends of a window,
 * so the request covers a second more at both ends.
 */
export function toRequestTimes(from: number, to: number): { readonly since: string; readonly until: string } {
  return { since: toIso(from - SECOND_MS), until: toIso(to + SECOND_MS) };
}

/** The times to request for a count of exactly the entries within the bounds. */
export function toCountTimes({ since, until }: TimeBounds): { readonly since?: string; readonly until?: string } {
  return {
    ...(since !== undefined && { since: toIso(toJustBeforeSecond(since)) }),
    ...(until !== undefined && { until: toIso(toJustBeforeSecond(until)) }),
  };
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}
