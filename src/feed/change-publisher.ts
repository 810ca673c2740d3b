import type { EventLog } from '../store/event-log.js';
import type { FeedChange, FeedEvent } from './incident-feed.js';
import type { FeedLogger } from './feed-logger.js';

/** An event before it has a position; the log stores it without the incident. */
export type NewEvent = Omit<FeedEvent, 'position' | 'incident'>;

export interface NewChange extends Omit<FeedChange, 'sequence' | 'events'> {
  readonly events: readonly NewEvent[];
}

/** Writes events to the log and passes changes to the watchers, in order. */
export class ChangePublisher {
  /** Of the last change, whether or not it has been passed on. */
  sequence = 0;
  private tail: Promise<void> = Promise.resolve();
  private readonly listeners = new Set<(change: FeedChange) => void>();

  constructor(
    private readonly log: EventLog<NewEvent>,
    private readonly logger: FeedLogger,
  ) {}

  /** @returns ends the watch; the listener may be in use already */
  watch(listener: (change: FeedChange) => void): () => void {
    const own = (change: FeedChange) => listener(change);
    this.listeners.add(own);
    return () => void this.listeners.delete(own);
  }

  publish(change: NewChange): void {
    this.sequence += 1;
    const { sequence } = this;
    this.tail = this.tail
      .then(() => this.pass({ ...change, sequence }))
      .catch((error: unknown) => this.logger.error({ err: error }, 'A change of an incident was not passed on'));
  }

  private async pass(change: NewChange & { readonly sequence: number }): Promise<void> {
    const positions = change.events.length > 0 ? await this.log.append(change.events) : [];
    const events = change.events.map((event, index) => ({
      ...event,
      position: positions[index] ?? '',
      incident: change.incident,
    }));
    for (const listener of this.listeners) {
      try {
        listener({ ...change, events });
      } catch (error) {
        this.logger.error({ err: error }, 'A watcher of incidents failed');
      }
    }
  }
}
