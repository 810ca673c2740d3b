import { Fault } from '../faults/fault.js';
import type { EventLog } from '../store/event-log.js';
import type { IncidentWrite } from '../upstream/pagerduty/reported-writes.js';
import type { NewEvent } from './change-publisher.js';
import { createIncidentFeed, type ManagedIncidentFeed } from './create-incident-feed.js';
import type { IncidentFeedOptions } from './feed-parts.js';
import type { FeedStatus, IncidentFeed } from './incident-feed.js';

/** What the feed of one account needs of it. */
export type FeedAccount = Pick<IncidentFeedOptions, 'client' | 'webhookSubscriptionId'>;

export interface IncidentFeedsOptions extends Pick<IncidentFeedOptions, 'logger' | 'pollSeconds' | 'clock'> {
  /** By their configured keys. */
  readonly accounts: Readonly<Record<string, FeedAccount>>;
  readonly createLog: () => EventLog<NewEvent>;
}

/** The feeds of all PagerDuty accounts. */
export class IncidentFeeds {
  private readonly feeds = new Map<string, ManagedIncidentFeed>();

  constructor(private readonly options: IncidentFeedsOptions) {}

  /**
   * The feed of an account, created at first use.
   *
   * @throws {Fault} `NOT_CONFIGURED` for an unknown account
   */
  get(account: string): IncidentFeed {
    const { accounts, createLog, ...shared } = this.options;
    const existing = this.feeds.get(account);
    if (existing) return existing;
    const configured = accounts[account];
    if (!configured) throw new Fault('NOT_CONFIGURED', `There is no PagerDuty account ${account}.`);
    const { client, webhookSubscriptionId } = configured;
    const feed = createIncidentFeed({ ...shared, account, client, webhookSubscriptionId, log: createLog() });
    this.feeds.set(account, feed);
    return feed;
  }

  /** The state of each feed that was used. */
  statuses(): readonly (readonly [account: string, status: FeedStatus])[] {
    return [...this.feeds].map(([account, feed]) => [account, feed.status()]);
  }

  /** Takes a write that PagerDuty accepted. */
  observe(account: string, write: IncidentWrite, startedAt: number): void {
    this.feeds.get(account)?.observe(write, startedAt);
  }

  /** Stops all feeds for good. */
  close(): void {
    for (const feed of this.feeds.values()) feed.close();
  }
}
