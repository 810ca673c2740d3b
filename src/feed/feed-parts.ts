import type { PollLease } from '../store/poll-lease.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import { ChangePublisher } from './change-publisher.js';
import type { FeedLog, NewEvent } from './feed-update.js';
import { ChangeRecorder, type ReadContext } from './change-recorder.js';
import { type FeedClock, SYSTEM_FEED_CLOCK } from './feed-clock.js';
import type { FeedLogger } from './feed-logger.js';
import { FeedReader } from './feed-reader.js';
import type { IncidentRead } from './incident-read.js';
import { KnownActs, toReportedAct } from './known-acts.js';
import { KnownIncidents } from './known-incidents.js';
import { LogEntryEvents } from './log-entry-events.js';
import { LogEntryPoller } from './log-entry-poller.js';
import { PollDuty } from './poll-duty.js';
import { ReadQueue } from './read-queue.js';
import { UnexplainedChanges } from './unexplained-changes.js';
import { WebhookHealth } from './webhook-health.js';

export interface IncidentFeedOptions {
  readonly client: PagerDutyClient;
  readonly log: FeedLog;
  readonly lease: PollLease;
  readonly logger: FeedLogger;
  /** The account's configured key, for the log. */
  readonly account: string;
  /** Seconds between two polls of the log entries. */
  readonly pollSeconds: number;
  /** The webhook subscription that delivers to this gateway; absent, events come from log entries. */
  readonly webhookSubscriptionId?: string | undefined;
  readonly clock?: FeedClock;
}

/** Joins the parts of one feed. */
export class FeedParts {
  readonly clock: FeedClock;
  readonly pollMs: number;
  readonly incidents = new KnownIncidents();
  readonly acts = new KnownActs();
  readonly reader: FeedReader;
  readonly publisher: ChangePublisher;
  readonly recorder: ChangeRecorder;
  readonly queue: ReadQueue;
  readonly poller: LogEntryPoller;
  readonly entryEvents: LogEntryEvents;
  readonly duty: PollDuty;
  readonly health: WebhookHealth;

  constructor(readonly options: IncidentFeedOptions) {
    const { client, log, lease, logger, account, clock = SYSTEM_FEED_CLOCK } = options;
    const { incidents } = this;
    this.clock = clock;
    this.pollMs = options.pollSeconds * 1_000;
    this.reader = new FeedReader({ client, clock, logger, account });
    this.publisher = new ChangePublisher({ log, incidents, logger });
    this.recorder = new ChangeRecorder({
      incidents,
      publisher: this.publisher,
      unexplained: new UnexplainedChanges(),
      monotonic: () => clock.monotonic(),
      pagerDutyNow: () => client.now(),
      waitMs: 2 * this.pollMs,
    });
    this.queue = new ReadQueue({
      reader: this.reader,
      clock,
      onRead: (read, request) => this.finishRead(read, request),
      onFailure: ({ incidentId, events }) => this.recorder.recordEvents(incidentId, this.withoutReported(events)),
    });
    this.poller = new LogEntryPoller(this.reader, () => client.now());
    this.entryEvents = new LogEntryEvents(this.acts, clock, this.pollMs);
    this.health = new WebhookHealth(this.reader, options.webhookSubscriptionId);
    this.duty = new PollDuty({ lease, poller: this.poller, clock, logger, account });
  }

  /** Records a read of an incident, and reads it once more when it may have come too early. */
  finishRead(read: IncidentRead, context: ReadContext): void {
    const { events = [] } = context;
    const isExplained = context.isExplained || events.length > 0;
    this.recorder.recordRead(read, { ...context, isExplained, events: this.withoutReported(events) });
    if (events.some(({ type }) => type === 'TRIGGERED')) this.queue.requestLater(read.incidentId, ALERT_DELAY_MS);
    else if (this.isEarly(read, events)) this.queue.requestLater(read.incidentId, STALE_DELAY_MS);
  }

  /** Without webhooks whose log entry another replica has reported meanwhile. */
  private withoutReported(events: readonly NewEvent[]): readonly NewEvent[] {
    return events.filter((event) => event.source !== 'WEBHOOK' || !this.acts.matches(toReportedAct(event)));
  }

  /** Whether the read began before an event that it should show. */
  private isEarly({ startedAt }: IncidentRead, events: readonly NewEvent[]): boolean {
    const { latest } = this.options.client.toPagerDutyTime(startedAt);
    return events.some(({ occurredAt }) => Date.parse(occurredAt) > latest + CLOCK_TOLERANCE_MS);
  }
}

/** PagerDuty attaches the alert some seconds after the incident opens (docs/upstream-quirks.md, quirk 153). */
const ALERT_DELAY_MS = 5_000;

const STALE_DELAY_MS = 1_000;

const CLOCK_TOLERANCE_MS = 2_000;
