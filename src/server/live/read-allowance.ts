import type { RequestScope } from '../../upstream/transport/request-scope.js';

const MINUTE_MS = 60_000;

/** Counts the upstream calls of a subscription, which may make as many reads in a minute as one query. */
export class ReadAllowance {
  private startedAt = -Infinity;
  private counter: RequestScope['counter'] = { upstreamCalls: 0 };

  /** The counter of the present minute, for `maxReads` of a `RequestScope`. */
  getCounter(): RequestScope['counter'] {
    const now = performance.now();
    if (now - this.startedAt < MINUTE_MS) return this.counter;
    this.startedAt = now;
    this.counter = { upstreamCalls: 0 };
    return this.counter;
  }
}
