import type { CallScope } from '../request-scope.js';

/**
 * How old a guard read may be when a write that was decided by it leaves, in milliseconds. Whatever waits between the two
 * (quota, a 429, a place, a connection, a pause) gives people the time to change what was read.
 */
const GUARD_LIMIT_MS = 1_000;

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
  private lastAnsweredAt = -Infinity;
  private ownMs = 0;

  /** @param readMs how long the reads before took, for which a write was kept back, in milliseconds */
  constructor(private readonly readMs = 0) {}

  /** Counts a read that was answered. */
  sawRead(sentAt: number, answeredAt: number): void {
    this.ownMs += Math.max(0, answeredAt - Math.max(sentAt, this.lastAnsweredAt));
    this.oldestSentAt = Math.min(this.oldestSentAt, sentAt);
    this.lastAnsweredAt = Math.max(this.lastAnsweredAt, answeredAt);
  }

  /** @param leftMs what the mutation has left, in milliseconds */
  isTooOld(now: number, leftMs: number): boolean {
    const excusedMs = leftMs < 3 * this.ownMs ? this.ownMs : Math.min(this.readMs, this.ownMs);
    return now - this.oldestSentAt - excusedMs > GUARD_LIMIT_MS;
  }

  /** For the same write, after reading again. */
  next(): GuardRead {
    return new GuardRead(this.ownMs);
  }
}

/** Whether a write that is about to leave was decided by what may not be true any more; marks it so. */
export function expireGuard({ guard }: CallScope, now: number, leftMs: number): boolean {
  if (!guard?.isTooOld(now, leftMs)) return false;
  guard.hasExpired = true;
  return true;
}
