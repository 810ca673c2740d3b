import { MAX_CLOCK_SKEW_MS } from '../../core/input/date-range.js';
import type { LogPosition } from './log-position.js';
import { FIRST_SPAN_MS } from './log-span.js';

/** PagerDuty's times have a resolution of 1 second (docs/upstream-quirks.md, quirk 187). */
export const SECOND_MS = 1_000;

/** PagerDuty was founded in this year, so nothing is older. */
const FIRST_DAY = Date.UTC(2009, 0, 1);

/** Bounds of the times in milliseconds since the epoch, the end excluded. */
export interface LogBounds {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** The oldest second that may have entries. */
export function toOldestSecond({ since = FIRST_DAY }: LogBounds): number {
  return Math.ceil(Math.max(since, FIRST_DAY) / SECOND_MS) * SECOND_MS;
}

/**
 * The position before the newest entry.
 *
 * @param now PagerDuty's clock
 */
export function toFirstPosition({ until = Infinity }: LogBounds, now: number): LogPosition {
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

/**
 * The times to request for a count. Their ends lie between two whole seconds, so it does not matter whether they are
 * included.
 */
export function toCountTimes({ since, until }: LogBounds): { readonly since?: string; readonly until?: string } {
  return {
    ...(since !== undefined && { since: toIsoBeforeSecond(since) }),
    ...(until !== undefined && { until: toIsoBeforeSecond(until) }),
  };
}

function toIsoBeforeSecond(time: number): string {
  return toIso(Math.ceil(time / SECOND_MS) * SECOND_MS - SECOND_MS / 2);
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}
