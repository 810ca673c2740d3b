/** Creates of one thing that overlap in time, as far as this gateway sees them. */
export interface TrackedCreate {
  /** Whether there ever was more than one: whose thing it is, its age then does not tell. */
  readonly isConcurrent: boolean;
}

export interface ConcurrentCreates {
  /**
   * Runs a create and tells it of others of the same thing.
   *
   * @param key names it, its account included
   */
  track<T>(key: string, create: (tracked: TrackedCreate) => Promise<T>): Promise<T>;
}

interface InFlightCreates {
  count: number;
  isConcurrent: boolean;
}

/** Watches this process; replicas do not see each other's creates. */
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
