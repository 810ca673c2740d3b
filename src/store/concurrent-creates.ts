/** Creates of one thing that overlap in time, as far as this gateway sees them. */
export interface Contest {
  /** Whether there ever was more than one: whose thing it is, its age then does not tell. */
  readonly hasRivals: boolean;
}

export interface Contests {
  /**
   * Runs a create and tells it of others of the same thing.
   *
   * @param thing names it, its account included
   */
  enter<T>(thing: string, create: (contest: Contest) => Promise<T>): Promise<T>;
}

interface UnderWay {
  creates: number;
  hasRivals: boolean;
}

/** Watches this process; replicas do not see each other's creates. */
export function createContests(): Contests {
  const all = new Map<string, UnderWay>();
  return {
    async enter(thing, create) {
      const contest = all.get(thing) ?? { creates: 0, hasRivals: false };
      all.set(thing, contest);
      contest.creates += 1;
      contest.hasRivals ||= contest.creates > 1;
      try {
        return await create(contest);
      } finally {
        contest.creates -= 1;
        if (contest.creates === 0) all.delete(thing);
      }
    },
  };
}
