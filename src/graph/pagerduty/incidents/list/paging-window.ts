import { OPEN_END_MS } from '../../../core/input/date-range.js';

/**
 * PagerDuty tells times to the second, and whether a window's ends belong to it is not documented (quirk 20): windows
 * overlap at both ends, and what is met twice is told once.
 */
const OVERLAP_MS = 1_000;
/** PagerDuty takes no window of more than 180 days (contracts: quirk 194); what is added at its ends is in them. */
export const LONGEST_WINDOW_MS = 180 * 24 * 60 * 60 * 1000 - OPEN_END_MS - OVERLAP_MS;

export interface Window {
  readonly times: { readonly since: string; readonly until: string };
  /** Where it ends, in the direction of the walk, in milliseconds since the epoch. */
  readonly far: number;
  /** Whether nothing lies behind it. */
  readonly isLast: boolean;
}

/** Creation times between which incidents are asked for, in milliseconds since the epoch, the end excluded. */
export interface Bounds {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** A stretch of creation times to be walked, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  /** Not before `from` in the direction of the walk, else nothing is in it. */
  readonly to: number;
  /** -1 towards the past. */
  readonly direction: -1 | 1;
  /** Whether its newer end is that of the list, and what begins meanwhile belongs to it. */
  readonly isOpen: boolean;
}

/** The first window of a span. */
export function windowFrom({ from, to, direction, isOpen }: Span): Window {
  const reach = Math.min(LONGEST_WINDOW_MS, Math.max(0, (to - from) * direction));
  const far = from + direction * reach;
  const isLast = (to - far) * direction <= 0;
  const [older, newer] = direction < 0 ? [far, from] : [from, far];
  const isOpenEnd = isOpen && (direction < 0 || isLast);
  const times = {
    since: new Date(older - OVERLAP_MS).toISOString(),
    until: new Date(newer + (isOpenEnd ? OPEN_END_MS : OVERLAP_MS)).toISOString(),
  };
  return { times, far, isLast };
}

/**
 * The window that holds what lies within bounds and nothing else, for counting. Times are told to the second, so its ends
 * lie between two of them: then it does not matter whether they belong to it.
 *
 * @param now PagerDuty's clock
 * @returns undefined where no window does
 */
export function countedWindow({ since, until }: Bounds, now: number): Window['times'] | undefined {
  const end = until !== undefined && until <= now ? until : undefined;
  if (since === undefined || (end ?? now) - since > LONGEST_WINDOW_MS) return undefined;
  const last = end === undefined ? now + OPEN_END_MS : beforeSecondOf(end);
  return { since: new Date(beforeSecondOf(since)).toISOString(), until: new Date(last).toISOString() };
}

function beforeSecondOf(time: number): number {
  return Math.ceil(time / 1000) * 1000 - 500;
}
