import { Fault } from '../faults/fault.js';
import { MAX_CONCURRENT_READS } from '../upstream/pagerduty/limits.js';
import type { NewEvent } from './feed-update.js';
import type { FeedClock } from './feed-clock.js';
import type { FeedReader } from './feed-reader.js';
import type { IncidentRead, ReadStart } from './incident-read.js';
import { ReadBudget } from './read-budget.js';

/** Why an incident is read. */
export interface ReadRequest {
  readonly incidentId: string;
  /** Events that name the incident; they are published together with the read. */
  readonly events?: readonly NewEvent[];
  /** See `ReadContext.isExplained`. */
  readonly isExplained?: boolean;
}

/** The requests for one incident that wait for the same read. */
interface WaitingRead {
  readonly incidentId: string;
  readonly events: readonly NewEvent[];
  readonly isExplained: boolean;
  /** A read that began later than this serves the requests. */
  readonly order: number;
  /** Of the monotonic clock, in milliseconds. */
  readonly notBefore: number;
  readonly failures: number;
}

export type FinishedRead = Pick<WaitingRead, 'incidentId' | 'events' | 'isExplained'>;

export interface ReadQueueOptions {
  readonly reader: FeedReader;
  readonly clock: FeedClock;
  readonly onRead: (read: IncidentRead, request: FinishedRead) => void;
  /** The read failed or does not take place; the events are not held back any longer. */
  readonly onFailure: (request: FinishedRead) => void;
}

/** Reads of one incident begin at least this far apart. */
const MIN_INTERVAL_MS = 1_000;

const MAX_BACKOFF_MS = 60_000;

/** A read that keeps failing is given up; the open list finds what it would have shown. */
const MAX_FAILURES = 6;

/** Beyond this number, log entries and the open list show what single reads would. */
const MAX_WAITING = 5_000;

/** Reads incidents by hints. For each incident at most one read runs and one waits, so bursts collapse. */
export class ReadQueue {
  private readonly waiting = new Map<string, WaitingRead>();
  private readonly running = new Set<string>();
  private readonly lastStarts = new Map<string, number>();
  private readonly later = new Map<string, () => void>();
  private readonly budget = new ReadBudget();
  private cancelTimer: (() => void) | undefined;
  private isStopped = false;

  constructor(private readonly options: ReadQueueOptions) {}

  request({ incidentId, events: added = [], isExplained = false }: ReadRequest): void {
    const { clock, reader, onFailure } = this.options;
    const earlier = this.waiting.get(incidentId);
    const events = [...(earlier?.events ?? []), ...added];
    if (!earlier && this.waiting.size >= MAX_WAITING) return onFailure({ incidentId, events, isExplained });
    this.waiting.set(incidentId, {
      incidentId,
      events,
      isExplained: isExplained && (earlier?.isExplained ?? true),
      order: reader.begin().order,
      notBefore: clock.monotonic(),
      failures: 0,
    });
    this.startDue();
  }

  /** Reads an incident once more, because the last read may have come too early. */
  requestLater(incidentId: string, delayMs: number): void {
    this.later.get(incidentId)?.();
    const cancel = this.options.clock.after(delayMs, () => {
      this.later.delete(incidentId);
      this.request({ incidentId, isExplained: true });
    });
    this.later.set(incidentId, cancel);
  }

  /** Takes the requests that the read of a list serves; undefined without any. */
  takeServed(incidentId: string, { order }: ReadStart): FinishedRead | undefined {
    const request = this.waiting.get(incidentId);
    if (!request || request.order > order) return undefined;
    this.waiting.delete(incidentId);
    return request;
  }

  start(): void {
    this.isStopped = false;
  }

  /** Drops all requests; their events are published, because other sources of them are taken for repetitions. */
  stop(): void {
    this.isStopped = true;
    this.cancelTimer?.();
    for (const cancel of this.later.values()) cancel();
    this.later.clear();
    for (const request of this.waiting.values()) this.options.onFailure(request);
    this.waiting.clear();
  }

  private startDue(): void {
    this.cancelTimer?.();
    const now = this.options.clock.monotonic();
    let nextWaitMs = Infinity;
    for (const request of this.waiting.values()) {
      if (this.running.size >= MAX_CONCURRENT_READS) return;
      if (this.running.has(request.incidentId)) continue;
      const waitMs = this.getWaitMs(request, now);
      if (waitMs === 0) void this.run(request, now);
      else nextWaitMs = Math.min(nextWaitMs, waitMs);
    }
    if (nextWaitMs < Infinity) this.cancelTimer = this.options.clock.after(nextWaitMs, () => this.startDue());
  }

  /** Takes a read of the budget when it returns 0. */
  private getWaitMs({ incidentId, notBefore }: WaitingRead, now: number): number {
    const dueAt = Math.max(notBefore, (this.lastStarts.get(incidentId) ?? -Infinity) + MIN_INTERVAL_MS);
    return dueAt > now ? dueAt - now : this.budget.take(now);
  }

  private async run(request: WaitingRead, now: number): Promise<void> {
    const { incidentId } = request;
    const { reader, onRead } = this.options;
    this.waiting.delete(incidentId);
    this.running.add(incidentId);
    this.noteStart(incidentId, now);
    try {
      const { value: incident, ...start } = await reader.read('incident', (client) =>
        client.getIncident(incidentId).catch(undefinedIfNotFound),
      );
      onRead({ incidentId, incident, ...start }, request);
    } catch {
      this.retryLater(request);
    }
    this.running.delete(incidentId);
    this.startDue();
  }

  private retryLater(request: WaitingRead): void {
    this.options.onFailure(request);
    const { incidentId, order } = request;
    const failures = request.failures + 1;
    if (this.isStopped || failures > MAX_FAILURES || this.waiting.has(incidentId)) return;
    const isExplained = request.isExplained || request.events.length > 0;
    const notBefore = this.options.clock.monotonic() + Math.min(MAX_BACKOFF_MS, MIN_INTERVAL_MS * 2 ** failures);
    this.waiting.set(incidentId, { incidentId, events: [], isExplained, order, notBefore, failures });
  }

  /** Keeps the starts of the last second only. */
  private noteStart(incidentId: string, now: number): void {
    for (const [id, at] of this.lastStarts) if (at <= now - MIN_INTERVAL_MS) this.lastStarts.delete(id);
    this.lastStarts.set(incidentId, now);
  }
}

/** PagerDuty no longer returns an incident that was deleted or that the credential may no longer see. */
function undefinedIfNotFound(error: unknown): undefined {
  if (!(error instanceof Fault && error.code === 'NOT_FOUND')) throw error;
}
