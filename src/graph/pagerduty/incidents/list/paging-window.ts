import { MAX_CLOCK_SKEW_MS } from '../../../core/input/date-range.js';

/**
 * PagerDuty tells times to the second, and whether a window's ends belong to it is not documented (quirk 20): windows
 * overlap at both ends, and what is met twice is told once.
 */
const OVERLAP_MS = 1_000;
/** PagerDuty takes no window of more than 180 days (contracts: quirk 194); what is added at its ends is in them. */
export const MAX_WINDOW_MS = 180 * 24 * 60 * 60 * 1000 - MAX_CLOCK_SKEW_MS - OVERLAP_MS;

export interface TimeWindow {
  readonly times: { readonly since: string; readonly until: string };
  /** Where it ends, in the direction of the walk, in milliseconds since the epoch. */
  readonly end: number;
  /** Whether nothing lies behind it. */
  readonly isLast: boolean;
}

/** Creation times between which incidents are asked for, in milliseconds since the epoch, the end excluded. */
export interface TimeBounds {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** A stretch of creation times to be walked, in milliseconds since the epoch. */
export interface TimeSpan {
  readonly from: number;
  /** Not before `from` in the direction of the walk, else nothing is in it. */
  readonly to: number;
  /** -1 towards the past. */
  readonly direction: -1 | 1;
  /** Whether its newer end is that of the list, and what begins meanwhile belongs to it. */
  readonly isOpenEnded: boolean;
}

/** The first window of a span. */
export function toFirstWindow({ from, to, direction, isOpenEnded }: TimeSpan): TimeWindow {
  const length = Math.min(MAX_WINDOW_MS, Math.max(0, (to - from) * direction));
  const end = from + direction * length;
  const isLast = (to - end) * direction <= 0;
  const [older, newer] = direction < 0 ? [end, from] : [from, end];
  const isOpenEnd = isOpenEnded && (direction < 0 || isLast);
  const times = {
    since: new Date(older - OVERLAP_MS).toISOString(),
    until: new Date(newer + (isOpenEnd ? MAX_CLOCK_SKEW_MS : OVERLAP_MS)).toISOString(),
  };
  return { times, end, isLast };
}

/**
 * The window that holds what lies within bounds and nothing else, for counting. Times are told to the second, so its ends
 * lie between two of them: then it does not matter whether they belong to it.
 *
 * @param now PagerDuty's clock
 * @returns undefined where no window does
 */
export function toCountWindow({ since, until }: TimeBounds, now: number): TimeWindow['times'] | undefined {
  const end = until !== undefined && until <= now ? until : undefined;
  if (since === undefined || (end ?? now) - since > MAX_WINDOW_MS) return undefined;
  const last = end === undefined ? now + MAX_CLOCK_SKEW_MS : toJustBeforeSecond(end);
  return { since: new Date(toJustBeforeSecond(since)).toISOString(), until: new Date(last).toISOString() };
}

function toJustBeforeSecond(time: number): number {
  return Math.ceil(time / 1000) * 1000 - 500;
}
