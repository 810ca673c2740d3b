import type { LoggedEvent } from '../store/event-log.js';
import type { FeedLogger } from './feed-logger.js';
import type { FeedLog, FeedUpdate, NewEvent } from './feed-update.js';
import type { FeedChange } from './incident-feed.js';
import type { KnownIncidents } from './known-incidents.js';

export interface ChangePublisherOptions {
  readonly log: FeedLog;
  readonly incidents: KnownIncidents;
  readonly logger: FeedLogger;
}

/** A log of several replicas takes about 1 ms for so many. */
const MAX_EVENTS_AT_ONCE = 50;

interface Watcher {
  readonly onChange: (change: FeedChange) => void;
  readonly onGap: (() => void) | undefined;
}

/** Writes events to the log, and passes what the log has to the watchers. */
export class ChangePublisher {
  /** Of the last change that was passed on. */
  sequence = 0;
  private tail: Promise<void> = Promise.resolve();
  private readonly watchers = new Set<Watcher>();

  constructor(private readonly options: ChangePublisherOptions) {}

  /** @returns ends the watch */
  watch(onChange: Watcher['onChange'], onGap: Watcher['onGap']): () => void {
    const watcher = { onChange, onGap };
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  /** Appends to the log, one entry after the other; the log returns what is to be delivered. */
  publish(events: readonly NewEvent[], update: FeedUpdate): void {
    if (events.length > MAX_EVENTS_AT_ONCE) {
      this.publish(events.slice(0, MAX_EVENTS_AT_ONCE), update);
      return this.publish(events.slice(MAX_EVENTS_AT_ONCE), update);
    }
    this.tail = this.tail.then(() => this.options.log.append(events, update));
  }

  /** Passes a change to the watchers, with the incident as it is now: versions never go back. */
  deliver(incidentId: string, logged: readonly LoggedEvent<NewEvent>[]): void {
    this.sequence += 1;
    const incident = this.options.incidents.get(incidentId);
    const events = logged.map(({ event, position }) => ({ ...event, position, incident }));
    const change = { sequence: this.sequence, incidentId, incident, events };
    this.inform((watcher) => watcher.onChange(change));
  }

  /** Calls those who need every event. */
  reportGap(): void {
    this.inform((watcher) => watcher.onGap?.());
  }

  private inform(call: (watcher: Watcher) => void): void {
    for (const watcher of this.watchers) {
      try {
        call(watcher);
      } catch (error) {
        this.options.logger.error({ err: error }, 'A watcher of incidents failed');
      }
    }
  }
}
