import { Fault } from '../../../faults/fault.js';
import { DAY_MS, toWholeSecond } from '../../../shared/whole-seconds.js';

/** A form that a person fills in for “now” is sent a little later. */
export const MAX_START_DELAY_MINUTES = 5;
export const MAX_START_DELAY_MS = MAX_START_DELAY_MINUTES * 60_000;

/** One year, also a leap year. */
export const MAX_SILENCE_DAYS = 366;

/** Limits of a new period: a silence, a maintenance window or an override. */
export interface PeriodLimits {
  /** How long ago it may begin. */
  readonly maxStartDelayMs: number;
  /** How far ahead it may begin; without a limit when absent. */
  readonly maxDaysAhead?: number;
  readonly maxDays: number;
}

/**
 * Returns the start of a new period in whole seconds, which is what upstreams keep.
 *
 * @param start `now` when absent
 * @param now the upstream's clock, in milliseconds since the epoch
 * @throws {Fault} `INVALID_INPUT` at `input.start` for one that is past or too far ahead
 */
export function parsePeriodStart(
  start: Date | null | undefined,
  now: number,
  { maxStartDelayMs, maxDaysAhead = Infinity }: PeriodLimits,
): number {
  const startAt = toWholeSecond(start?.getTime() ?? now);
  if (startAt < now - maxStartDelayMs)
    throw createPeriodFault('start', '`start` must not be in the past. Omit it to start now.');
  if (startAt > now + maxDaysAhead * DAY_MS)
    throw createPeriodFault('start', `\`start\` must be at most ${maxDaysAhead} days ahead.`);
  return startAt;
}

/**
 * Returns the end of a new period in whole seconds.
 *
 * @param start see `parsePeriodStart`
 * @throws {Fault} `INVALID_INPUT` at `input.end` for a period that is past, empty or too long
 */
export function parsePeriodEnd(end: number, start: number, now: number, { maxDays }: PeriodLimits): number {
  const endAt = toWholeSecond(end);
  if (endAt <= now) throw createPeriodFault('end', '`end` must be in the future.');
  if (endAt <= start) throw createPeriodFault('end', '`end` must be after `start`.');
  if (endAt - start > maxDays * DAY_MS)
    throw createPeriodFault('end', `\`end\` must be at most ${maxDays} days after \`start\`.`);
  return endAt;
}

/** @param member argument that the error concerns */
export function createPeriodFault(member: 'start' | 'end', message: string): Fault {
  return new Fault('INVALID_INPUT', message, { field: ['input', member] });
}
