import { Fault } from '../faults/fault.js';
import type { IncidentWrite } from '../upstream/pagerduty/reported-writes.js';
import { FeedParts, type IncidentFeedOptions } from './feed-parts.js';
import { HealthLoop } from './health-loop.js';
import type { FeedChange, FeedEvent, FeedStatus, IncidentFeed, OpenIncidents, WebhookEvent } from './incident-feed.js';
import { ListLoop } from './list-loop.js';
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
  observe(write: IncidentWrite, startedAt: number): void;
  /** Stops for good; reads in flight are aborted. */
  close(): void;
}

/** The feed runs this long after the last watcher has left. */
const LINGER_MS = 60_000;

/** Creates the feed of one account; it makes no call before somebody watches. */
export function createIncidentFeed(options: IncidentFeedOptions): ManagedIncidentFeed {
  return new LiveIncidentFeed(options);
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

class LiveIncidentFeed implements ManagedIncidentFeed {
  private readonly parts: FeedParts;
  private readonly inbox: WebhookInbox;
  private readonly observer: WriteObserver;
  private readonly polls: PollLoop;
  private readonly lists: ListLoop;
  private readonly health: HealthLoop;
  private readonly waiters = new Set<Waiter>();
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
  }

  watch(listener: (change: FeedChange) => void): () => void {
    const unwatch = this.parts.publisher.watch(listener);
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
    if (this.state !== 'complete') await this.waitForList();
    const { incidents, publisher, options } = this.parts;
    const position = await options.log.getLastPosition();
    return { incidents: incidents.listOpen(), sequence: publisher.sequence, position };
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
    const { recorder, health, clock } = this.parts;
    const { lastEventAt } = recorder;
    const { lastSuccessAt, intervalMs } = this.polls;
    const lagMs = lastSuccessAt === undefined ? undefined : Math.max(intervalMs, clock.now() - lastSuccessAt);
    return {
      source: this.isRunning ? (health.isHealthy ? 'WEBHOOK' : 'POLL') : null,
      lastEventAt: lastEventAt === undefined ? null : new Date(lastEventAt).toISOString(),
      maxLagSeconds: lagMs === undefined ? null : Math.ceil(lagMs / 1_000),
      webhook: health.getStatus(),
    };
  }

  receive(event: WebhookEvent): void {
    this.parts.health.noteDelivery(this.parts.clock.now());
    if (this.isRunning) this.inbox.receive(event);
  }

  observe(write: IncidentWrite, startedAt: number): void {
    if (this.isRunning) this.observer.observe(write, startedAt);
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
    // The open list comes first, because log entries only continue it.
    this.lists.restart();
    if (this.parts.health.isConfigured) this.health.task.start();
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
    this.parts.queue.stop();
    this.parts.reader.stop();
    this.settleWaiters(new Fault('UPSTREAM_UNAVAILABLE', 'The live feed was stopped. Subscribe again.'));
  }

  private onList(error?: unknown): void {
    if (!this.isRunning) return;
    this.settleWaiters(error);
    if (error !== undefined || this.state === 'complete') return;
    this.state = 'complete';
    this.polls.lastSuccessAt = this.parts.clock.now();
    this.polls.task.start();
  }

  /** What happened while webhooks were lost is in the log entries; what has none is in the open list. */
  private onHealthChange(): void {
    if (this.state !== 'complete') return;
    this.polls.task.runNow();
    if (this.parts.health.isHealthy) this.lists.task.runNow();
  }

  private waitForList(): Promise<void> {
    if (!this.isRunning)
      return Promise.reject(new Fault('UPSTREAM_UNAVAILABLE', 'The live feed was stopped. Subscribe again.'));
    return new Promise((resolve, reject) => this.waiters.add({ resolve, reject }));
  }

  private settleWaiters(error?: unknown): void {
    for (const { resolve, reject } of this.waiters) {
      if (error === undefined) resolve();
      else reject(error);
    }
    this.waiters.clear();
  }
}
