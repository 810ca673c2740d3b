/** A create, and whether others of the same key ran at the same time in this process. */
export interface TrackedCreate {
  /** With concurrent creates of one key, `created_at` cannot tell which request made the incident. */
  readonly isConcurrent: boolean;
}

export interface ConcurrentCreates {
  /**
   * Runs a create, and tracks other creates of the same key meanwhile.
   *
   * @param key includes the account
   */
  track<T>(key: string, create: (tracked: TrackedCreate) => Promise<T>): Promise<T>;
}

interface InFlightCreates {
  count: number;
  isConcurrent: boolean;
}

/** Tracks the creates of this process only; replicas do not see each other's creates. */
export function createConcurrentCreates(): ConcurrentCreates {
  const inFlight = new Map<string, InFlightCreates>();
  return {
    async track(key, create) {
      const tracked = inFlight.get(key) ?? { count: 0, isConcurrent: false };
      inFlight.set(key, tracked);
      tracked.count += 1;
      tracked.isConcurrent ||= tracked.count > 1;
      try {
        return await create(tracked);
      } finally {
        tracked.count -= 1;
        if (tracked.count === 0) inFlight.delete(key);
      }
    },
  };
}
