import { randomBytes } from 'node:crypto';
import type { EventLog, LoggedEvent } from '../event-log.js';

const DEFAULT_CAPACITY = 10_000;

/**
 * An event log in this process; a restart begins a new epoch.
 *
 * @param capacity number of events that are kept
 */
export function createMemoryEventLog<E>(capacity: number = DEFAULT_CAPACITY): EventLog<E> {
  return new MemoryEventLog(capacity);
}

class MemoryEventLog<E> implements EventLog<E> {
  private epoch = createEpoch();
  /** Number of the last event; those of an epoch count from 1. */
  private last = 0;
  /** A ring: event `n` is at `n % capacity`. */
  private readonly ring: E[] = [];

  constructor(private readonly capacity: number) {}

  async append(events: readonly E[]): Promise<readonly string[]> {
    return events.map((event) => {
      this.last += 1;
      this.ring[this.last % this.capacity] = event;
      return this.toPosition(this.last);
    });
  }

  async readAfter(position: string): Promise<readonly LoggedEvent<E>[] | 'expired'> {
    const after = this.parsePosition(position);
    if (after === undefined || after > this.last || this.last - after > this.capacity) return 'expired';
    return Array.from({ length: this.last - after }, (_, index) => {
      const number = after + 1 + index;
      return { position: this.toPosition(number), event: this.ring[number % this.capacity] as E };
    });
  }

  async getLastPosition(): Promise<string> {
    return this.toPosition(this.last);
  }

  async startEpoch(): Promise<void> {
    this.epoch = createEpoch();
    this.last = 0;
    this.ring.length = 0;
  }

  private toPosition(number: number): string {
    return `${this.epoch}-${number}`;
  }

  private parsePosition(position: string): number | undefined {
    const [epoch, number = '', ...rest] = position.split('-');
    return epoch === this.epoch && /^\d{1,15}$/.test(number) && rest.length === 0 ? Number(number) : undefined;
  }
}

function createEpoch(): string {
  return randomBytes(6).toString('hex');
}
