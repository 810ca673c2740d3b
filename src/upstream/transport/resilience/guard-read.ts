/**
 * Maximum age of a guard read when the write that it decides is sent, in milliseconds. During a wait between the two (rate
 * limit, 429, slot, connection, backoff) a person can change what was read.
 */
const MAX_GUARD_READ_AGE_MS = 1_000;

/**
 * The reads by which a mutation decides a write. Their age counts from when the oldest of them was sent, because a response
 * describes no later moment.
 *
 * Reads of a slow upstream are stale at once, and reading again does not help. So their own duration is subtracted, at most
 * that of the previous reads. All of it is subtracted when the mutation has no time for another slow read and write. Waits
 * are never subtracted.
 *
 * Times are those of `Clock.monotonic`.
 */
export class GuardRead {
  /** Set when a write was not sent because the reads were stale. */
  hasExpired = false;
  private oldestSentAt = Infinity;
  private lastRespondedAt = -Infinity;
  private durationMs = 0;

  /** @param previousDurationMs duration of the previous reads, for which a write was held back, in milliseconds */
  constructor(private readonly previousDurationMs = 0) {}

  /** Records a completed read. */
  recordRead(sentAt: number, respondedAt: number): void {
    this.durationMs += Math.max(0, respondedAt - Math.max(sentAt, this.lastRespondedAt));
    this.oldestSentAt = Math.min(this.oldestSentAt, sentAt);
    this.lastRespondedAt = Math.max(this.lastRespondedAt, respondedAt);
  }

  /** @param remainingMs remaining time of the mutation, in milliseconds */
  isStale(now: number, remainingMs: number): boolean {
    const excusedMs =
      remainingMs < 3 * this.durationMs ? this.durationMs : Math.min(this.previousDurationMs, this.durationMs);
    return now - this.oldestSentAt - excusedMs > MAX_GUARD_READ_AGE_MS;
  }

  /** For the same write, before the reads are repeated. */
  renew(): GuardRead {
    return new GuardRead(this.durationMs);
  }
}

interface GuardedScope {
  readonly guardRead?: GuardRead | undefined;
}

/** Whether the guard read of a write is stale; marks it as expired. */
export function expireStaleGuardRead({ guardRead }: GuardedScope, now: number, remainingMs: number): boolean {
  if (!guardRead?.isStale(now, remainingMs)) return false;
  guardRead.hasExpired = true;
  return true;
}
