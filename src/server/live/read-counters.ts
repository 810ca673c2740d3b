import { LRUCache } from 'lru-cache';
import type { RequestScope } from '../../upstream/transport/request-scope.js';

const MINUTE_MS = 60_000;

/** Subscriptions and callers that read within a minute. */
const MAX_COUNTERS = 10_000;

/** Counts reads by minute, for `maxReads` of a `RequestScope`. */
export class ReadCounters {
  private readonly counters = new LRUCache<string, RequestScope['counter']>({ max: MAX_COUNTERS, ttl: MINUTE_MS });

  /** The counter of the present minute. */
  get(id: string): RequestScope['counter'] {
    const counter = this.counters.get(id) ?? { upstreamCalls: 0 };
    if (!this.counters.has(id)) this.counters.set(id, counter);
    return counter;
  }

  /** The counter with the fewest reads; undefined without ids. */
  getLowest(ids: Iterable<string>): RequestScope['counter'] | undefined {
    let lowest: RequestScope['counter'] | undefined;
    for (const id of ids) {
      const counter = this.get(id);
      if (!counter.reads) return counter;
      if (!lowest?.reads || counter.reads < lowest.reads) lowest = counter;
    }
    return lowest;
  }
}
