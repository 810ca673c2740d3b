import { randomUUID } from 'node:crypto';
import { Fault } from '../../../faults/fault.js';
import type { AddResult, CancelResult, Outbox, OutboxDepth, QueuedItem, SettledState } from '../../../store/outbox.js';

/** What is shown of a queued item. */
export interface QueuedLabel {
  readonly kind: 'INCIDENT' | 'ALERT_EVENT';
  readonly action: 'TRIGGER' | 'ACKNOWLEDGE' | 'RESOLVE';
  readonly dedupKey: string;
  readonly title: string | null;
}

/** What waits for PagerDuty. */
export interface QueueRequest {
  /** See `toLane`. */
  readonly lane: string;
  readonly label: QueuedLabel;
  /** JSON, for whoever delivers it. */
  readonly content: string;
  /** Start of an attempt with an unknown outcome, on the clock of this process. */
  readonly sentAt?: number | undefined;
}

export interface OutboxLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Items of one alert or one incident key, which keep their order. */
export function toLane(kind: QueuedLabel['kind'], parent: string, dedupKey: string): string {
  return JSON.stringify([kind, parent, dedupKey]);
}

const NOT_QUEUED_REASONS: Readonly<Record<Exclude<AddResult, 'added' | 'unknown'>, string>> = {
  full: 'too much waits already',
  refused: 'Redis refused to store it. Mend what the gateway log reports, then send it again',
  unavailable: 'Redis is unavailable',
};

/** What waits for one PagerDuty account, of all callers. */
export class AccountOutbox {
  /** What this process queued and settled since its start. */
  readonly counts: Record<'QUEUED' | SettledState, number> = {
    QUEUED: 0,
    DELIVERED: 0,
    CANCELLED: 0,
    EXPIRED: 0,
    REFUSED: 0,
  };

  /** Half a second old at most while the gateway listens; undefined while the store is unavailable. */
  lastDepth: OutboxDepth | undefined;

  /** Ends of the work in flight that may queue something, by lane. */
  private readonly inFlight = new Map<string, Promise<unknown>>();

  constructor(
    readonly account: string,
    readonly store: Outbox,
    private readonly ttlMs: number,
    private readonly log: OutboxLog,
  ) {}

  /**
   * Stores what PagerDuty cannot take now.
   *
   * @param owner the caller
   * @param fault why PagerDuty did not take it; absent if it only keeps the order of its key
   * @throws {Fault} that fault, with why nothing was queued
   */
  async queue({ lane, label, content, sentAt }: QueueRequest, owner: string, fault?: Fault): Promise<QueuedItem> {
    const queuedAt = this.store.now();
    const item = { id: randomUUID(), lane, owner, label: JSON.stringify(label), queuedAt };
    const expiresAt = queuedAt + this.ttlMs;
    const storedSentAt = sentAt === undefined ? undefined : sentAt + this.clockOffset();
    const result = await this.store.add({ ...item, expiresAt, content, sentAt: storedSentAt });
    if (result !== 'added') throw toNotQueuedFault(result, item.id, fault);
    this.counts.QUEUED += 1;
    this.log.info({ account: this.account, queued: item.id, kind: label.kind }, 'Queued until PagerDuty is available');
    return { ...item, expiresAt, state: 'WAITING', sentAt: storedSentAt };
  }

  /** Whether something of a lane waits; false while the store is unavailable. */
  async hasWaiting(lane: string): Promise<boolean> {
    const count = await this.store.count(lane);
    return count !== 'unavailable' && count > 0;
  }

  /** Runs work that may queue something. A resolve waits for it, because it would not find that yet. */
  track<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const result = work();
    const ended: Promise<unknown> = Promise.allSettled([this.inFlight.get(lane), result]).then(() => {
      if (this.inFlight.get(lane) === ended) this.inFlight.delete(lane);
    });
    this.inFlight.set(lane, ended);
    return result;
  }

  /**
   * Cancels what was certainly never sent, after the work of this process that may queue something. While the store is
   * unavailable, nobody knows what waits.
   */
  async cancel(lane: string): Promise<CancelResult | 'unavailable'> {
    await this.inFlight.get(lane);
    const result = await this.store.cancel(lane);
    if (result === 'unavailable') return result;
    this.counts.CANCELLED += result.cancelled;
    if (result.cancelled > 0)
      this.log.info({ account: this.account, items: result.cancelled }, 'Queued items were cancelled by a resolve');
    return result;
  }

  /** @throws {Fault} while the store is unavailable */
  async find(id: string): Promise<QueuedItem | undefined> {
    return assertAvailable(await this.store.find(id));
  }

  /** The item as it is now; unchanged if the store is unavailable or has it no longer. */
  async refresh(item: QueuedItem): Promise<QueuedItem> {
    const found = await this.store.find(item.id);
    return found === undefined || found === 'unavailable' ? item : found;
  }

  /** @throws {Fault} while the store is unavailable */
  async list(max: number): Promise<readonly QueuedItem[]> {
    return assertAvailable(await this.store.list(max));
  }

  /** @throws {Fault} while the store is unavailable */
  async readDepth(): Promise<OutboxDepth> {
    return assertAvailable(await this.store.readDepth());
  }

  /** Reads `lastDepth` again. */
  async refreshDepth(): Promise<void> {
    const depth = await this.store.readDepth();
    this.lastDepth = depth === 'unavailable' ? undefined : depth;
  }

  /** The clock of the store. */
  readonly now = (): number => this.store.now();

  /** What is added to a time of this process to get one of the store. */
  clockOffset(): number {
    return this.store.now() - Date.now();
  }
}

function assertAvailable<T>(result: T | 'unavailable'): T {
  if (result === 'unavailable') {
    throw new Fault('UPSTREAM_UNAVAILABLE', 'What waits is unknown at present, because Redis is unavailable.');
  }
  return result;
}

function toNotQueuedFault(result: Exclude<AddResult, 'added'>, id: string, fault?: Fault): Fault {
  const cause =
    fault ??
    new Fault('UPSTREAM_UNAVAILABLE', 'Earlier items of this key wait for PagerDuty.', { outcome: 'NOT_SENT' });
  if (result === 'unknown') {
    const message = `${cause.message} It is unknown whether it was queued, because the store did not respond: the id would be ${id}.`;
    return cause.withMessage(message).withDetails({ outcome: 'UNKNOWN' });
  }
  return cause.withMessage(`${cause.message} It was not queued, because ${NOT_QUEUED_REASONS[result]}.`);
}
