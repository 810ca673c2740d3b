import { POLL_LEASE_RENEWAL_MS, type PollLease, type PollRole } from '../store/poll-lease.js';
import type { FeedClock } from './feed-clock.js';
import type { FeedLogger } from './feed-logger.js';
import type { PollUpdate } from './feed-update.js';
import type { LogEntryPoller } from './log-entry-poller.js';
import { RepeatingTask } from './repeating-task.js';

export interface PollDutyOptions {
  readonly lease: PollLease;
  readonly poller: LogEntryPoller;
  readonly clock: FeedClock;
  readonly logger: FeedLogger;
  /** The account's configured key, for the log. */
  readonly account: string;
}

/** Whether this replica polls PagerDuty, or follows another one that does. */
export class PollDuty {
  /** Undefined while the feed is stopped. */
  role: PollRole | undefined;
  /** Whether watchers may lack events that only a poll of this replica finds. */
  isBehind = false;
  /** Called when `isOnDuty` may have changed. */
  onChange: () => void = () => {};
  /** How often entries of the log were lost. */
  gapCount = 0;
  private isStarted = false;
  private readonly task: RepeatingTask;
  /** Of the last poll that is in the event log. */
  private polledUntil: number | undefined;

  constructor(private readonly options: PollDutyOptions) {
    this.task = new RepeatingTask(options.clock, async () => {
      await this.take();
      return POLL_LEASE_RENEWAL_MS;
    });
  }

  get isOnDuty(): boolean {
    return this.role === 'POLLER' || this.role === 'ALONE' || (this.role !== undefined && this.isBehind);
  }

  /** Finds out who polls; returns when that is known. */
  async start(): Promise<void> {
    this.isStarted = true;
    await this.take();
    if (this.isStarted) this.task.start();
  }

  stop(): void {
    this.isStarted = false;
    this.task.stop();
    this.role = undefined;
    this.isBehind = false;
    void this.options.lease.release();
  }

  /** Entries of the log were lost, and the log no longer has their events. */
  fallBehind(): void {
    this.isBehind = true;
    this.gapCount += 1;
    this.onChange();
  }

  /** Takes a poll that is in the event log. A replica that is behind continues from its own last poll. */
  notePoll({ until }: PollUpdate): void {
    const isFirst = this.polledUntil === undefined;
    this.polledUntil = until;
    // The first poll is stored at once, so that a successor continues from it however soon this replica ends.
    if (isFirst) this.task.runNow();
    if (!this.isBehind) this.options.poller.advanceTo(until);
  }

  /**
   * A poll of this replica succeeded.
   *
   * @param atStart when it began: while a replica is alone, it misses what others see, and a later gap needs a later poll
   */
  noteOwnPoll(atStart: Pick<PollDuty, 'role' | 'gapCount'>): void {
    if (!this.isBehind || atStart.role === 'ALONE' || atStart.gapCount !== this.gapCount) return;
    this.isBehind = false;
    this.onChange();
  }

  private async take(): Promise<void> {
    const { lease, poller, logger, account } = this.options;
    const previous = this.role;
    const { role, polledUntil } = await lease.take(previous === 'POLLER' ? this.polledUntil : undefined);
    if (!this.isStarted) return void lease.release();
    if (previous === undefined && polledUntil !== undefined) poller.advanceTo(polledUntil);
    this.role = role;
    this.isBehind ||= role === 'ALONE';
    if (role === previous) return;
    if (previous !== undefined && role === 'POLLER') logger.info({ account }, 'The live feed polls for all replicas');
    this.onChange();
  }
}
