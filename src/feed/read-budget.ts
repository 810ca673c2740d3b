/** Bounds single reads, so that a burst leaves most of PagerDuty's 960 calls a minute to callers. */
const MAX_READS_PER_MINUTE = 200;

const MINUTE_MS = 60_000;

/** The single reads of the last minute. */
export class ReadBudget {
  private readonly startTimes: number[] = [];

  /** Takes one read. Returns 0, or the milliseconds to wait when the minute's reads are used up. */
  take(now: number): number {
    while ((this.startTimes[0] ?? now) <= now - MINUTE_MS) this.startTimes.shift();
    const [oldest = now] = this.startTimes;
    if (this.startTimes.length >= MAX_READS_PER_MINUTE) return oldest + MINUTE_MS - now;
    this.startTimes.push(now);
    return 0;
  }
}
