import { Fault } from '../../../faults/fault.js';

/** Tolerated lead of an upstream clock: a date range without an end reaches this far into the future. */
export const MAX_CLOCK_SKEW_MS = 60 * 60 * 1000;

/**
 * Refuses a window in which nothing can be.
 *
 * @param until an open end without it
 * @param field of `since`
 * @throws {Fault} `INVALID_INPUT` at `field` when it begins after its end
 */
export function assertDateRangeNotEmpty(
  since: Date | null | undefined,
  until: Date | null | undefined,
  field: readonly string[],
): void {
  if (!since || since.getTime() <= (until?.getTime() ?? Date.now() + MAX_CLOCK_SKEW_MS)) return;
  throw new Fault('INVALID_INPUT', 'This is after the end of the window.', { field });
}
