/** Time of the feed; tests advance their own. */
export interface FeedClock {
  /** Milliseconds since the epoch. An administrator may set it back. */
  now(): number;
  /** Milliseconds since any moment; for durations, because it never goes back. */
  monotonic(): number;
  /**
   * Runs the work once after a delay. A pending timer does not keep the process alive.
   *
   * @param ms milliseconds
   * @returns cancels it
   */
  after(ms: number, run: () => void): () => void;
}

export const SYSTEM_FEED_CLOCK: FeedClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};
