import { Fault } from '../../../faults/fault.js';
import type { SilenceDraft } from '../../../upstream/cloudflare/wire.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A form that a person fills in for “now” is sent a little later. */
export const MAX_START_DELAY_MS = 5 * MINUTE_MS;

const DEFAULT_DURATION_MS = 60 * MINUTE_MS;

/** Cloudflare refuses later ones (docs/upstream-quirks.md, quirk 221). */
const MAX_DAYS_AHEAD = 90;

/** One year, also a leap year. */
const MAX_DURATION_DAYS = 366;

/**
 * The times of a new silence, in whole seconds. What Cloudflare does with one in the past is unverified.
 *
 * @param start `now` when absent
 * @param end an hour after the start when absent
 * @param now in milliseconds since the epoch
 * @throws {Fault} `INVALID_INPUT` for a silence in the past, without duration, too far ahead, or over a year
 */
export function toSilenceTimes(
  start: Date | null | undefined,
  end: Date | null | undefined,
  now: number,
): Pick<SilenceDraft, 'start_time' | 'end_time'> {
  const startAt = start?.getTime() ?? now;
  const endAt = end?.getTime() ?? startAt + DEFAULT_DURATION_MS;
  if (startAt < now - MAX_START_DELAY_MS) throw refuse('start', 'must not be in the past. Omit it to start now.');
  if (startAt > now + MAX_DAYS_AHEAD * DAY_MS) throw refuse('start', `must be within ${MAX_DAYS_AHEAD} days.`);
  if (endAt <= now) throw refuse('end', 'must be in the future.');
  if (endAt <= startAt) throw refuse('end', 'must be after `start`.');
  if (endAt - startAt > MAX_DURATION_DAYS * DAY_MS)
    throw refuse('end', `must be at most ${MAX_DURATION_DAYS} days after \`start\`.`);
  return { start_time: toWholeSeconds(startAt), end_time: toWholeSeconds(endAt) };
}

function refuse(member: 'start' | 'end', rule: string): Fault {
  return new Fault('INVALID_INPUT', `\`${member}\` ${rule}`, { field: ['input', member] });
}

function toWholeSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
