import type { RequestScope } from '../request-scope.js';

/**
 * How old a guard read may be when a write that was decided by it leaves, in milliseconds. Whatever waits between the two
 * (quota, a 429, a place, a connection, a pause) gives people the time to change what was read.
 */
const MAX_GUARD_READ_AGE_MS = 1_000;

/**
 * How things stood when a mutation looked, to decide by it what it writes. Its age counts from when the oldest of its reads
 * was sent, for an answer tells of no later moment; of a list in pages, the first page may be the oldest.
 *
 * Reads of a slow upstream are too old by themselves, and reading again does not mend that. So their own time is excused:
 * at most as much as the reads before took, for which the write was kept back already; and all of it where the mutation
 * has no time left to read and write as slowly again. Waits are never excused.
 *
 * Times are those of `Clock.monotonic`.
 */
export class GuardRead {
  /** Set when a write was not sent because this had grown too old. */
  hasExpired = false;
  private oldestSentAt = Infinity;
  private lastRespondedAt = -Infinity;
  private durationMs = 0;

  /** @param previousDurationMs how long the reads before took, for which a write was kept back, in milliseconds */
  constructor(private readonly previousDurationMs = 0) {}

  /** Counts a read that was answered. */
  recordRead(sentAt: number, respondedAt: number): void {
    this.durationMs += Math.max(0, respondedAt - Math.max(sentAt, this.lastRespondedAt));
    this.oldestSentAt = Math.min(this.oldestSentAt, sentAt);
    this.lastRespondedAt = Math.max(this.lastRespondedAt, respondedAt);
  }

  /** @param remainingMs what the mutation has left, in milliseconds */
  isStale(now: number, remainingMs: number): boolean {
    const excusedMs =
      remainingMs < 3 * this.durationMs ? this.durationMs : Math.min(this.previousDurationMs, this.durationMs);
    return now - this.oldestSentAt - excusedMs > MAX_GUARD_READ_AGE_MS;
  }

  /** For the same write, after reading again. */
  renew(): GuardRead {
    return new GuardRead(this.durationMs);
  }
}

/** Whether a write that is about to leave was decided by what may not be true any more; marks it so. */
export function expireStaleGuardRead({ guardRead }: RequestScope, now: number, remainingMs: number): boolean {
  if (!guardRead?.isStale(now, remainingMs)) return false;
  guardRead.hasExpired = true;
  return true;
}
