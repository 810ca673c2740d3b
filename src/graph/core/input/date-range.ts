import { Fault } from '../../../faults/fault.js';

/** Tolerated lead of an upstream clock: a date range without an end reaches this far into the future. */
export const MAX_CLOCK_SKEW_MS = 60 * 60 * 1000;

/**
 * Rejects a date range that cannot contain anything.
 *
 * @param until open end when absent
 * @param field path of the lower bound, whose name ends with `since`
 * @throws {Fault} `INVALID_INPUT` at `field` when the range starts after its end
 */
export function assertDateRangeNotEmpty(
  since: Date | null | undefined,
  until: Date | null | undefined,
  field: readonly string[],
): void {
  if (!since || since.getTime() <= (until?.getTime() ?? Date.now() + MAX_CLOCK_SKEW_MS)) return;
  const name = field.at(-1) ?? 'since';
  const untilName = name.replace('since', 'until').replace('Since', 'Until');
  const message = until ? `\`${name}\` must be before \`${untilName}\`.` : `\`${name}\` must not be in the future.`;
  throw new Fault('INVALID_INPUT', message, { field });
}

/** Bounds of times in milliseconds since the epoch, the end excluded. */
export interface TimeBounds {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}
