import { Fault } from '../../../faults/fault.js';
import type { MaintenanceWindowDraft } from '../../../upstream/pagerduty/wire-maintenance-window.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A form that a person fills in for “now” is sent a little later. */
const MAX_START_DELAY_MS = 5 * MINUTE_MS;

/** One year, also a leap year. */
const MAX_DURATION_DAYS = 366;

/**
 * The times of a new window, in whole seconds. PagerDuty would move a start in the past to now, and silence something else
 * than was requested.
 *
 * @param start now when absent
 * @param now PagerDuty's clock, in milliseconds since the epoch
 * @throws {Fault} `INVALID_INPUT` for a window in the past, without duration, or over a year
 */
export function toWindowTimes(
  start: Date | null | undefined,
  end: Date,
  now: number,
): Pick<MaintenanceWindowDraft, 'startTime' | 'endTime'> {
  const startAt = toWholeSeconds(start?.getTime() ?? now);
  const endAt = toWholeSeconds(end.getTime());
  if (startAt < now - MAX_START_DELAY_MS) throw refuse('start', 'must not be in the past. Omit it to start now.');
  if (endAt <= now) throw refuse('end', 'must be in the future.');
  if (endAt <= startAt) throw refuse('end', 'must be after `start`.');
  if (endAt - startAt > MAX_DURATION_DAYS * DAY_MS)
    throw refuse('end', `must be at most ${MAX_DURATION_DAYS} days after \`start\`.`);
  return { startTime: formatSeconds(startAt), endTime: formatSeconds(endAt) };
}

function refuse(member: 'start' | 'end', rule: string): Fault {
  return new Fault('INVALID_INPUT', `\`${member}\` ${rule}`, { field: ['input', member] });
}

function toWholeSeconds(time: number): number {
  return time - (time % SECOND_MS);
}

/** @param time in whole seconds */
function formatSeconds(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
