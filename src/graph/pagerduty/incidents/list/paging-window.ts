import { toJustBeforeSecond } from '../../../../shared/whole-seconds.js';
import type { IncidentQuery, Page, WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { MAX_CLOCK_SKEW_MS, type TimeBounds } from '../../../core/input/date-range.js';

/** The part of a query that the paginator decides. */
export type PageWindow = Pick<IncidentQuery, 'limit' | 'offset' | 'since' | 'until' | 'sortBy'>;
export type ReadPage = (window: PageWindow) => Promise<Page<WireIncident>>;

/**
 * PagerDuty's times have a resolution of 1 second, and it is undocumented whether a window includes its ends
 * (docs/upstream-quirks.md, quirk 20). So windows overlap at both ends, and duplicates are returned once.
 */
const OVERLAP_MS = 1_000;
/** PagerDuty accepts windows of at most 180 days, including what is added at the ends (docs/upstream-quirks.md, quirk 194). */
export const MAX_WINDOW_MS = 180 * 24 * 60 * 60 * 1000 - MAX_CLOCK_SKEW_MS - OVERLAP_MS;

export interface TimeWindow {
  readonly times: { readonly since: string; readonly until: string };
  /** End in the direction of the list, in milliseconds since the epoch. */
  readonly end: number;
  /** Whether no window follows. */
  readonly isLast: boolean;
}

/** A span of creation times to read, in milliseconds since the epoch. */
export interface TimeSpan {
  readonly from: number;
  /** Not before `from` in the direction of the list, otherwise the span is empty. */
  readonly to: number;
  /** -1: towards the past. */
  readonly direction: -1 | 1;
  /** Whether the newer end is open: incidents created while the list is read belong to it. */
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
 * The window that contains exactly the incidents within the bounds, for counting. Its ends lie between two whole seconds, so
 * it does not matter whether they are included.
 *
 * @param now PagerDuty's clock
 * @returns undefined if no single window covers the bounds
 */
export function toCountWindow({ since, until }: TimeBounds, now: number): TimeWindow['times'] | undefined {
  const end = until !== undefined && until <= now ? until : undefined;
  if (since === undefined || (end ?? now) - since > MAX_WINDOW_MS) return undefined;
  const last = end === undefined ? now + MAX_CLOCK_SKEW_MS : toJustBeforeSecond(end);
  return { since: new Date(toJustBeforeSecond(since)).toISOString(), until: new Date(last).toISOString() };
}
