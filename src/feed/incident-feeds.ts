import { Fault } from '../faults/fault.js';
import type { Store } from '../store/store.js';
import type { IncidentWrite } from '../upstream/pagerduty/reported-writes.js';
import { createIncidentFeed, type ManagedIncidentFeed } from './create-incident-feed.js';
import type { IncidentFeedOptions } from './feed-parts.js';
import { FEED_LOG_FORMAT } from './feed-update.js';
import type { FeedStatus, IncidentFeed } from './incident-feed.js';

/** What the feed of one account needs of it. */
export type FeedAccount = Pick<IncidentFeedOptions, 'client' | 'webhookSubscriptionId'>;

export interface IncidentFeedsOptions extends Pick<IncidentFeedOptions, 'logger' | 'pollSeconds' | 'clock'> {
  /** By their configured keys. */
  readonly accounts: Readonly<Record<string, FeedAccount>>;
  readonly store: Pick<Store, 'isShared' | 'openEventLog' | 'openPollLease'>;
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
    return this.find(account);
  }

  /** The state of each feed that was used. */
  statuses(): readonly (readonly [account: string, status: FeedStatus])[] {
    return [...this.feeds].map(([account, feed]) => [account, feed.status()]);
  }

  /** Takes a write that PagerDuty accepted. Somebody may watch at another replica. */
  observe(account: string, write: IncidentWrite, startedAt: number): void {
    const feed = this.options.store.isShared ? this.find(account) : this.feeds.get(account);
    void feed?.observe(write, startedAt);
  }

  /** Stops all feeds for good. */
  close(): void {
    for (const feed of this.feeds.values()) feed.close();
  }

  private find(account: string): ManagedIncidentFeed {
    const { accounts, store, ...shared } = this.options;
    const existing = this.feeds.get(account);
    if (existing) return existing;
    const configured = accounts[account];
    if (!configured) throw new Fault('NOT_CONFIGURED', `There is no PagerDuty account ${account}.`);
    const { client, webhookSubscriptionId } = configured;
    const log = store.openEventLog(account, FEED_LOG_FORMAT);
    const lease = store.openPollLease(account);
    const feed = createIncidentFeed({ ...shared, account, client, webhookSubscriptionId, log, lease });
    this.feeds.set(account, feed);
    return feed;
  }
}
