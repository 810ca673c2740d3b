/**
 * `POLLER`: this replica polls for all. `FOLLOWER`: another replica does. `ALONE`: the replicas cannot agree, so each of
 * them polls.
 */
export type PollRole = 'POLLER' | 'FOLLOWER' | 'ALONE';

export interface PollTurn {
  readonly role: PollRole;
  /** What was polled up to this time is in the event log; PagerDuty's clock, in milliseconds since the epoch. */
  readonly polledUntil?: number | undefined;
}

/** Decides which replica polls an account. A lease that is not renewed ends, because its holder may be dead. Never rejects. */
export interface PollLease {
  /**
   * Takes or renews the lease, unless another replica has it.
   *
   * @param polledUntil see `PollTurn`; stored only for the holder of the lease, and never set back
   */
  take(polledUntil?: number): Promise<PollTurn>;
  /** Whether a replica has the lease, which means that somebody watches; up to a second old. */
  isTaken(): Promise<boolean>;
  /** Lets another replica take over at once. */
  release(): Promise<void>;
}

/** A killed replica is replaced after this time and one `POLL_LEASE_RENEWAL_MS`. */
export const POLL_LEASE_MS = 10_000;

export const POLL_LEASE_RENEWAL_MS = 3_000;
