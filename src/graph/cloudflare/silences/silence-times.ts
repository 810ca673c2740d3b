import { toIsoSecond } from '../../../shared/whole-seconds.js';
import type { SilenceDraft } from '../../../upstream/cloudflare/wire.js';
import {
  MAX_SILENCE_DAYS,
  MAX_START_DELAY_MS,
  parsePeriodEnd,
  parsePeriodStart,
  type PeriodLimits,
} from '../../core/input/period.js';
import { MAX_DAYS_AHEAD } from './silence-mutations.input.js';

const DEFAULT_DURATION_MS = 60 * 60_000;

const LIMITS: PeriodLimits = {
  maxStartDelayMs: MAX_START_DELAY_MS,
  maxDaysAhead: MAX_DAYS_AHEAD,
  maxDays: MAX_SILENCE_DAYS,
};

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
  const startAt = parsePeriodStart(start, now, LIMITS);
  const endAt = parsePeriodEnd(end?.getTime() ?? startAt + DEFAULT_DURATION_MS, startAt, now, LIMITS);
  return { start_time: toIsoSecond(startAt), end_time: toIsoSecond(endAt) };
}
