import { Fault } from '../../../faults/fault.js';
import type { ScheduleWindow } from '../../../upstream/pagerduty/wire-schedule.js';
import { toIsoSecond, toWholeSecond } from '../../core/input/on-call-window.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** PagerDuty documents no maximum; longer ones are probably mistakes. */
export const MAX_OVERRIDE_DAYS = 90;
export const MAX_LEAD_DAYS = 365;
/** A start that the caller took from its own clock does not count as past. */
const PAST_TOLERANCE_MS = 60_000;

/**
 * Returns the start of a new override in whole seconds; now by default.
 *
 * @param now PagerDuty's clock
 * @throws {Fault} `INVALID_INPUT` at `start` for one that is past or too far ahead
 */
export function parseOverrideStart(start: Date | null | undefined, now: number): number {
  const time = toWholeSecond(start?.getTime() ?? now);
  if (time < toWholeSecond(now) - PAST_TOLERANCE_MS)
    throw createTimeFault('start', '`start` must not be in the past. Omit it to begin now.');
  if (time > now + MAX_LEAD_DAYS * DAY_MS)
    throw createTimeFault('start', `\`start\` must be at most ${MAX_LEAD_DAYS} days ahead.`);
  return time;
}

/**
 * Returns the period of a new override in whole seconds.
 *
 * @param now PagerDuty's clock
 * @throws {Fault} `INVALID_INPUT` at `end` for a period that is past, empty or too long
 */
export function toOverridePeriod(start: number, end: number, now: number): ScheduleWindow {
  const until = toWholeSecond(end);
  if (until <= now) throw createTimeFault('end', '`end` must be in the future.');
  if (until <= start) throw createTimeFault('end', '`end` must be after `start`.');
  if (until - start > MAX_OVERRIDE_DAYS * DAY_MS)
    throw createTimeFault('end', `An override may last at most ${MAX_OVERRIDE_DAYS} days. Set \`end\` earlier.`);
  return { since: toIsoSecond(start), until: toIsoSecond(until) };
}

/** @param name argument that the error concerns */
export function createTimeFault(name: 'start' | 'end', message: string): Fault {
  return new Fault('INVALID_INPUT', message, { field: ['input', name] });
}
