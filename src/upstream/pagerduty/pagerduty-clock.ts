import { asString } from '../../shared/json.js';
import { type ResponseHeaders, getHeader } from '../transport/http/headers.js';

/** Bounds of a time on PagerDuty's clock, in milliseconds since the epoch. */
export interface TimeEstimate {
  readonly earliest: number;
  readonly latest: number;
}

/** Bounds of the offset of PagerDuty's clock from ours, in milliseconds. */
interface ClockOffset {
  readonly min: number;
  readonly max: number;
  /** Our clock at the measurement. */
  readonly measuredAt: number;
}

const SECOND_MS = 1_000;

/** TLS fails between clocks further apart, so a larger offset is not from PagerDuty. */
const MAX_CLOCK_OFFSET_MS = 24 * 60 * 60 * SECOND_MS;

/** Maximum drift between two clocks, in milliseconds per second; more than that of any quartz. */
const DRIFT_MS_PER_SECOND = 1;

/**
 * Estimates PagerDuty's clock from the `Date` of its responses. Each has a resolution of one second and was written between
 * request and response; together they narrow the offset down.
 */
export class PagerDutyClock {
  private offset: ClockOffset | undefined;

  constructor(private readonly ourNow: () => number) {}

  /**
   * @param sentAt our clock when the request was first sent
   * @param respondedAt our clock when the response started
   */
  update(headers: ResponseHeaders, sentAt: number, respondedAt: number): void {
    const date = Date.parse(getHeader(headers, 'date') ?? '');
    if (Number.isNaN(date)) return;
    const measured = { min: date - respondedAt, max: date + SECOND_MS - sentAt, measuredAt: respondedAt };
    const { min, max } = this.getOffsetAt(respondedAt) ?? measured;
    const combined = { ...measured, min: Math.max(min, measured.min), max: Math.min(max, measured.max) };
    // Contradicting bounds mean that a clock was set; only the newest measurement counts.
    this.offset = combined.min <= combined.max ? combined : measured;
  }

  /** PagerDuty's time at the lower bound; our own before the first response, or when the offset is too large. */
  now(): number {
    const now = this.ourNow();
    const { earliest } = this.toPagerDutyTime(now);
    return Math.abs(earliest - now) < MAX_CLOCK_OFFSET_MS ? earliest : now;
  }

  toPagerDutyTime(ours: number): TimeEstimate {
    const { min = 0, max = 0 } = this.getOffsetAt(this.ourNow()) ?? {};
    return { earliest: ours + min, latest: ours + max };
  }

  private getOffsetAt(ours: number): Pick<ClockOffset, 'min' | 'max'> | undefined {
    if (!this.offset) return undefined;
    const drift = (Math.max(0, ours - this.offset.measuredAt) / SECOND_MS) * DRIFT_MS_PER_SECOND;
    return { min: this.offset.min - drift, max: this.offset.max + drift };
  }
}

/**
 * Whether a timestamp of PagerDuty is at or after an estimate, with its resolution of one second; up to a second earlier counts
 * as well. Null when the estimate is too wide to decide.
 */
export function isAtOrAfter(timestamp: unknown, { earliest, latest }: TimeEstimate): boolean | null {
  const at = Date.parse(asString(timestamp) ?? '');
  if (Number.isNaN(at)) return null;
  if (at >= latest - SECOND_MS) return true;
  return at + SECOND_MS <= earliest ? false : null;
}
