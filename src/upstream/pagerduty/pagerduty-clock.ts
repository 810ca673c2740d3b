import { type ResponseHeaders, getHeader } from '../transport/http/headers.js';

/** A moment of our clock on PagerDuty's, as exactly as it is known; milliseconds since the epoch. */
export interface TimeEstimate {
  readonly earliest: number;
  readonly latest: number;
}

/** How far PagerDuty's clock is ahead of ours, in milliseconds. */
interface ClockOffset {
  readonly min: number;
  readonly max: number;
  /** Our clock when it was learned. */
  readonly measuredAt: number;
}

const SECOND_MS = 1_000;

/** Clocks that are further apart cannot talk by TLS: it was not PagerDuty that wrote such a `Date`. */
const MAX_CLOCK_OFFSET_MS = 24 * 60 * 60 * SECOND_MS;

/** What two clocks may drift apart, in milliseconds a second: more than any quartz does. */
const DRIFT_MS_PER_SECOND = 1;

/**
 * PagerDuty's clock, by the `Date` of its answers. Each tells a second, and was written between the request's leaving and
 * the answer's coming: together they tell the difference of the clocks ever more exactly.
 */
export class PagerDutyClock {
  private offset: ClockOffset | undefined;

  constructor(private readonly ourNow: () => number) {}

  /**
   * @param sentAt our clock when the request was first sent
   * @param respondedAt our clock when its answer began
   */
  update(headers: ResponseHeaders, sentAt: number, respondedAt: number): void {
    const date = Date.parse(getHeader(headers, 'date') ?? '');
    if (Number.isNaN(date)) return;
    const measured = { min: date - respondedAt, max: date + SECOND_MS - sentAt, measuredAt: respondedAt };
    const { min, max } = this.getOffsetAt(respondedAt) ?? measured;
    const combined = { ...measured, min: Math.max(min, measured.min), max: Math.min(max, measured.max) };
    // Where they contradict each other a clock was set, and only the newest counts.
    this.offset = combined.min <= combined.max ? combined : measured;
  }

  /** PagerDuty's time, never ahead of what it really is; our own before its first answer, and after one that cannot be. */
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
 * Whether what PagerDuty dates so happened at a moment or later, to the second, which is how exactly it tells times: what
 * happened less than a second before counts too. Null where the clocks cannot tell.
 */
export function isAtOrAfter(timestamp: string | null | undefined, { earliest, latest }: TimeEstimate): boolean | null {
  const at = Date.parse(timestamp ?? '');
  if (Number.isNaN(at)) return null;
  if (at >= latest - SECOND_MS) return true;
  return at + SECOND_MS <= earliest ? false : null;
}
