import { LRUCache } from 'lru-cache';
import { EVENT_LOG_CAPACITY, type Identified } from '../event-log.js';

/** Ids of the events that followers have. Replicas that were alone may append an event of each other again. */
export class DeliveredEvents {
  private readonly ids = new LRUCache<string, true>({ max: EVENT_LOG_CAPACITY });

  /** The entries whose events followers do not have; from now on they have them. */
  takeFresh<T>(entries: readonly T[], toEvent: (entry: T) => Identified): readonly T[] {
    const fresh = entries.filter((entry) => !this.ids.has(toEvent(entry).eventId));
    for (const entry of fresh) this.ids.set(toEvent(entry).eventId, true);
    return fresh;
  }
}
