import { type AnswerHeaders, headerText } from '../transport/http/headers.js';

/** A moment of our clock on PagerDuty's, as exactly as it is known; milliseconds since the epoch. */
export interface Moment {
  readonly earliest: number;
  readonly latest: number;
}

/** How far PagerDuty's clock is ahead of ours, in milliseconds. */
interface Ahead {
  readonly least: number;
  readonly most: number;
  /** Our clock when it was learned. */
  readonly learnedAt: number;
}

const SECOND = 1_000;

/** Clocks that are further apart cannot talk by TLS: it was not PagerDuty that wrote such a `Date`. */
const FURTHEST_APART_MS = 24 * 60 * 60 * SECOND;

/** What two clocks may drift apart, in milliseconds a second: more than any quartz does. */
const DRIFT = 1;

/**
 * PagerDuty's clock, by the `Date` of its answers. Each tells a second, and was written between the request's leaving and
 * the answer's coming: together they tell the difference of the clocks ever more exactly.
 */
export class UpstreamClock {
  private ahead: Ahead | undefined;

  constructor(private readonly ourNow: () => number) {}

  /**
   * @param sentAt our clock when the request was first sent
   * @param answeredAt our clock when its answer began
   */
  learn(headers: AnswerHeaders, sentAt: number, answeredAt: number): void {
    const date = Date.parse(headerText(headers, 'date') ?? '');
    if (Number.isNaN(date)) return;
    const told = { least: date - answeredAt, most: date + SECOND - sentAt, learnedAt: answeredAt };
    const { least, most } = this.boundsAt(answeredAt) ?? told;
    const both = { ...told, least: Math.max(least, told.least), most: Math.min(most, told.most) };
    // Where they contradict each other a clock was set, and only the newest counts.
    this.ahead = both.least <= both.most ? both : told;
  }

  /** PagerDuty's time, never ahead of what it really is; our own before its first answer, and after one that cannot be. */
  now(): number {
    const now = this.ourNow();
    const { earliest } = this.momentOf(now);
    return Math.abs(earliest - now) < FURTHEST_APART_MS ? earliest : now;
  }

  momentOf(ours: number): Moment {
    const { least = 0, most = 0 } = this.boundsAt(this.ourNow()) ?? {};
    return { earliest: ours + least, latest: ours + most };
  }

  private boundsAt(ours: number): Pick<Ahead, 'least' | 'most'> | undefined {
    if (!this.ahead) return undefined;
    const drift = (Math.max(0, ours - this.ahead.learnedAt) / SECOND) * DRIFT;
    return { least: this.ahead.least - drift, most: this.ahead.most + drift };
  }
}

/**
 * Whether what PagerDuty dates so happened at a moment or later, to the second, which is how exactly it tells times: what
 * happened less than a second before counts too. Null where the clocks cannot tell.
 */
export function isSince(told: string | null | undefined, { earliest, latest }: Moment): boolean | null {
  const at = Date.parse(told ?? '');
  if (Number.isNaN(at)) return null;
  if (at >= latest - SECOND) return true;
  return at + SECOND <= earliest ? false : null;
}
