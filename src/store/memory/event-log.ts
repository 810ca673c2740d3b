import {
  EVENT_LOG_CAPACITY,
  type EventLog,
  type Following,
  type Identified,
  type LogEntry,
  type LogFollower,
  type LoggedEvent,
  type MissedEvents,
} from '../event-log.js';
import { createEpoch, formatPosition, parsePosition } from '../log-position.js';

/** An event log in this process; a restart begins a new epoch. */
export class MemoryEventLog<E extends Identified, U> implements EventLog<E, U> {
  readonly isShared = null;
  private epoch = createEpoch();
  /** Number of the last event; those of an epoch count from 1. */
  private last = 0;
  /** A ring: event `n` is at `n % capacity`. */
  private readonly ring: E[] = [];
  private readonly ids = new Set<string>();
  private readonly followers = new Set<LogFollower<E, U>>();

  /** @param capacity number of events that are kept */
  constructor(private readonly capacity: number = EVENT_LOG_CAPACITY) {}

  get followerCount(): number {
    return this.followers.size;
  }

  async append(events: readonly E[], update: U): Promise<void> {
    this.deliver({ events: this.add(events), update, isOwn: true });
  }

  follow(follower: LogFollower<E, U>): Following<E> {
    this.followers.add(follower);
    return { joined: Promise.resolve([]), end: () => void this.followers.delete(follower) };
  }

  async readAfter(position: string): Promise<MissedEvents<E>> {
    const { epoch, number: after = 0 } = parsePosition(position) ?? {};
    if (epoch !== this.epoch || after > this.last || this.last - after > this.capacity) return 'expired';
    return Array.from({ length: this.last - after }, (_, index) => {
      const number = after + 1 + index;
      return { position: this.toPosition(number), event: this.ring[number % this.capacity] as E };
    });
  }

  async startEpoch(): Promise<void> {
    this.epoch = createEpoch();
    this.last = 0;
    this.ring.length = 0;
    this.ids.clear();
  }

  /** Passes an entry to the followers. */
  deliver(entry: LogEntry<E, U>): void {
    for (const follower of this.followers) follower.onEntry(entry);
  }

  reportGap(missed: MissedEvents<E>): void {
    for (const follower of this.followers) follower.onGap(missed);
  }

  private add(events: readonly E[]): readonly LoggedEvent<E>[] {
    const added: LoggedEvent<E>[] = [];
    for (const event of events) {
      if (this.ids.has(event.eventId)) continue;
      this.last += 1;
      const slot = this.last % this.capacity;
      const dropped = this.ring[slot];
      if (dropped) this.ids.delete(dropped.eventId);
      this.ring[slot] = event;
      this.ids.add(event.eventId);
      added.push({ position: this.toPosition(this.last), event });
    }
    return added;
  }

  private toPosition(number: number): string {
    return formatPosition(this.epoch, number);
  }
}
