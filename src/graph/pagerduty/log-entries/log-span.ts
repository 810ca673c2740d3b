import { DAY_MS, SECOND_MS } from '../../../shared/whole-seconds.js';
import { MAX_PAGE_SIZE } from '../../../upstream/pagerduty/limits.js';

/** Whole seconds, both included, in milliseconds since the epoch. */
export interface LogWindow {
  readonly from: number;
  readonly to: number;
}

/** Length of the first window; the following ones fit the number of entries. */
export const FIRST_SPAN_MS = DAY_MS;
/** PagerDuty limits windows of incidents to 180 days; whether it limits those of log entries is unverified. */
const MAX_SPAN_MS = 179 * DAY_MS;

/** The length of the next window after one that was complete with `count` entries. */
export function fitSpan(span: number, count: number): number {
  if (count > MAX_PAGE_SIZE / 2) return span;
  return Math.min(MAX_SPAN_MS, span * (count > MAX_PAGE_SIZE / 4 ? 2 : 8));
}

/**
 * The length of the next window after one with more entries than one response. If the oldest returned entry shows that the
 * newest come first, the newer ones fit; otherwise a quarter of the window.
 *
 * @param oldest time of the oldest returned entry
 */
export function shrinkSpan({ from, to }: LogWindow, oldest: number): number {
  const length = to - from + SECOND_MS;
  const fitting = to - oldest - SECOND_MS;
  const quarter = Math.max(SECOND_MS, Math.floor(length / 4 / SECOND_MS) * SECOND_MS);
  return fitting >= SECOND_MS && fitting <= 0.9 * length ? fitting : quarter;
}
