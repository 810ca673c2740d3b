import type { IncidentWrite } from '../upstream/pagerduty/reported-writes.js';
import type { Following } from '../store/event-log.js';
import type { WebhookOrigin } from '../store/webhook-relay.js';
import type { NewEvent } from './feed-update.js';
import { FeedParts, type IncidentFeedOptions } from './feed-parts.js';
import { HealthLoop } from './health-loop.js';
import { LogReceiver } from './log-receiver.js';
import type { FeedChange, FeedEvent, FeedStatus, IncidentFeed, OpenIncidents, WebhookEvent } from './incident-feed.js';
import { ListLoop } from './list-loop.js';
import { createStoppedFault, ListWaiters } from './list-waiters.js';
import { PollLoop } from './poll-loop.js';
import { WebhookInbox } from './webhook-inbox.js';
import { WriteObserver } from './write-observer.js';

/** A feed with what only its owner uses. */
export interface ManagedIncidentFeed extends IncidentFeed {
  /**
   * Takes a write that PagerDuty accepted.
   *
   * @param startedAt our clock, in milliseconds since the epoch
   */
  observe(write: IncidentWrite, startedAt: number): Promise<void>;
  /** Stops for good; reads in flight are aborted. */
  close(): void;
}

/** The feed runs this long after the last watcher has left. */
const LINGER_MS = 60_000;

/** Creates the feed of one account; it makes no call before somebody watches. */
export function createIncidentFeed(options: IncidentFeedOptions): ManagedIncidentFeed {
  return new LiveIncidentFeed(options);
}

class LiveIncidentFeed implements ManagedIncidentFeed {
  private readonly parts: FeedParts;
  private readonly inbox: WebhookInbox;
  private readonly observer: WriteObserver;
  private readonly polls: PollLoop;
  private readonly lists: ListLoop;
  private readonly health: HealthLoop;
  private readonly receiver: LogReceiver;
  private following: Following<NewEvent> | undefined;
  private readonly waiters = new ListWaiters();
  private state: 'stopped' | 'starting' | 'complete' | 'closed' = 'stopped';
  private watcherCount = 0;
  private cancelStop: (() => void) | undefined;

  constructor(options: IncidentFeedOptions) {
    this.parts = new FeedParts(options);
    this.inbox = new WebhookInbox(this.parts);
    this.observer = new WriteObserver(this.parts);
    this.polls = new PollLoop(this.parts, () => this.lists.task.runNow());
    this.lists = new ListLoop(this.parts, (error) => this.onList(error));
    this.health = new HealthLoop(this.parts, () => this.onHealthChange());
    this.parts.duty.onChange = () => this.applyDuty();
    this.receiver = new LogReceiver({
      parts: this.parts,
      onPoll: (update) => this.polls.noteOther(update),
      onGap: () => this.lists.restart(),
    });
  }

  watch(listener: (change: FeedChange) => void, onGap?: () => void): () => void {
    const unwatch = this.parts.publisher.watch(listener, onGap);
    this.watcherCount += 1;
    this.start();
    let isEnded = false;
    return () => {
      if (isEnded) return;
      isEnded = true;
      unwatch();
      this.watcherCount -= 1;
      this.stopWhenUnused();
    };
  }

  async openIncidents(): Promise<OpenIncidents> {
    this.start();
    this.stopWhenUnused();
    if (!this.isRunning) throw createStoppedFault();
    if (this.state !== 'complete') await this.waiters.add();
    const { incidents, publisher } = this.parts;
    return { incidents: incidents.listOpen(), sequence: publisher.sequence };
  }

  async eventsAfter(position: string): Promise<readonly FeedEvent[] | 'expired'> {
    const { incidents, options } = this.parts;
    const logged = await options.log.readAfter(position);
    if (logged === 'expired') return logged;
    return logged.map((one) => ({
      ...one.event,
      position: one.position,
      incident: incidents.get(one.event.incidentId),
    }));
  }

  status(): FeedStatus {
    const { recorder, health, clock, options } = this.parts;
    const { lastEventAt } = recorder;
    const { lastSuccessAt, intervalMs } = this.polls;
    const lagMs = lastSuccessAt === undefined ? undefined : Math.max(intervalMs, clock.now() - lastSuccessAt);
    return {
      source: this.isRunning ? (health.isHealthy ? 'WEBHOOK' : 'POLL') : null,
      lastEventAt: lastEventAt === undefined ? null : new Date(lastEventAt).toISOString(),
      failingSince: this.isRunning ? this.polls.failingSince : null,
      isShared: options.log.isShared,
      maxLagSeconds: lagMs === undefined ? null : Math.ceil(lagMs / 1_000),
      webhook: health.getStatus(),
    };
  }

  receive(event: WebhookEvent, origin: WebhookOrigin): boolean {
    const { health, clock, duty } = this.parts;
    health.noteDelivery(clock.now());
    if (!this.isRunning) return false;
    const isOurs = origin === 'RECEIVED' || (origin === 'UNHANDLED' && duty.role !== 'FOLLOWER');
    this.inbox.receive(event, !isOurs);
    return isOurs;
  }

  async observe(write: IncidentWrite, startedAt: number): Promise<void> {
    if (this.isRunning) this.observer.observe(write, startedAt, true);
    else if (await this.parts.options.lease.isTaken()) this.observer.observe(write, startedAt, false);
  }

  close(): void {
    this.stop();
    this.state = 'closed';
  }

  private get isRunning(): boolean {
    return this.state === 'starting' || this.state === 'complete';
  }

  private start(): void {
    this.cancelStop?.();
    if (this.state !== 'stopped') return;
    this.state = 'starting';
    this.parts.queue.start();
    if (this.parts.health.isConfigured) this.health.task.start();
    void this.join();
  }

  /** Follows the log first, so that no change falls between it and the list. The list precedes the log entries, which continue it. */
  private async join(): Promise<void> {
    const following = this.parts.options.log.follow(this.receiver);
    this.following = following;
    this.receiver.noteEvents(await following.joined);
    if (this.following !== following) return;
    await this.parts.duty.start();
    if (this.following === following) this.lists.restart();
  }

  private stopWhenUnused(): void {
    if (this.watcherCount > 0) return;
    this.cancelStop?.();
    this.cancelStop = this.parts.clock.after(LINGER_MS, () => this.stop());
  }

  private stop(): void {
    if (!this.isRunning) return;
    this.cancelStop?.();
    this.state = 'stopped';
    for (const { task } of [this.polls, this.lists, this.health]) task.stop();
    this.polls.lastSuccessAt = undefined;
    this.following?.end();
    this.following = undefined;
    this.parts.duty.stop();
    this.parts.queue.stop();
    this.parts.reader.stop();
    this.waiters.settle(createStoppedFault());
  }

  private onList(error?: unknown): void {
    if (!this.isRunning) return;
    this.waiters.settle(error);
    if (error !== undefined || this.state === 'complete') return;
    this.state = 'complete';
    this.polls.lastSuccessAt ??= this.parts.clock.now();
    this.applyDuty();
  }

  /** Reads what only one replica has to read, if it is this one. */
  private applyDuty(): void {
    if (this.state !== 'complete') return;
    const { isOnDuty, role } = this.parts.duty;
    if (!isOnDuty) this.polls.task.stop();
    else if (!this.polls.task.isStarted) this.polls.task.start();
    if (role !== 'FOLLOWER' && !this.lists.task.isStarted) this.lists.restart();
  }

  /** What happened while webhooks were lost is in the log entries; what has none is in the open list. */
  private onHealthChange(): void {
    if (this.state !== 'complete') return;
    this.polls.task.runNow();
    if (this.parts.health.isHealthy) this.lists.task.runNow();
  }
}
