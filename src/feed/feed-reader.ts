import { Fault } from '../faults/fault.js';
import { Cancellation } from '../shared/cancellation.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { FeedClock } from './feed-clock.js';
import type { FeedLogger } from './feed-logger.js';
import type { ReadStart } from './incident-read.js';

export interface FeedReaderOptions {
  readonly client: PagerDutyClient;
  readonly clock: FeedClock;
  readonly logger: FeedLogger;
  /** The account's configured key, for the log. */
  readonly account: string;
}

/** In a millisecond. */
const MICROSECONDS = 1_000;

/** Reads of the feed: no caller waits for them, and a failure that goes on is logged once. */
export class FeedReader {
  private order = 0;
  private cancellation = new Cancellation();
  private scoped: PagerDutyClient | undefined;
  /** Start of the first failed read since the last successful one, by name. */
  private readonly failing = new Map<string, number>();

  constructor(private readonly options: FeedReaderOptions) {}

  /** The start of a read; also the end of a write, whose response is newer than the reads before it. */
  begin(): ReadStart {
    const startedAt = this.options.clock.now();
    this.order = Math.max(this.order + 1, startedAt * MICROSECONDS);
    return { order: this.order, startedAt };
  }

  /**
   * @param what name of the read in the log
   * @throws Fault
   */
  async read<T>(what: string, work: (client: PagerDutyClient) => Promise<T>): Promise<ReadStart & { value: T }> {
    const start = this.begin();
    const { client, cancellation } = this;
    // A read that a hint starts must not share the response of an earlier read.
    client.forgetInFlightReads();
    try {
      const value = await work(client);
      this.reportSuccess(what);
      return { ...start, value };
    } catch (error) {
      if (!cancellation.isCancelled) this.reportFailure(what, error, start.startedAt);
      throw error;
    }
  }

  /** Our clock, in milliseconds since the epoch; undefined if the last read of this name did not fail. */
  failingSince(what: string): number | undefined {
    return this.failing.get(what);
  }

  /** Aborts the reads in flight. */
  stop(): void {
    this.cancellation.cancel();
    this.cancellation = new Cancellation();
    this.scoped = undefined;
  }

  private get client(): PagerDutyClient {
    const scope = { cancellation: this.cancellation, counter: { upstreamCalls: 0 }, onFailedCall: () => {} };
    this.scoped ??= this.options.client.withScope(scope);
    return this.scoped;
  }

  private reportSuccess(what: string): void {
    if (!this.failing.delete(what)) return;
    this.options.logger.info({ account: this.options.account, read: what }, 'The live feed reads PagerDuty again');
  }

  private reportFailure(what: string, error: unknown, startedAt: number): void {
    if (this.failing.has(what)) return;
    this.failing.set(what, startedAt);
    const { account, logger } = this.options;
    const reason = error instanceof Fault ? { code: error.code, reason: error.message } : { err: error };
    logger.warn({ account, read: what, ...reason }, 'The live feed cannot read PagerDuty; it tries again');
  }
}
