import { Fault } from '../../../../faults/fault.js';
import type { FeedEvent, IncidentFeed } from '../../../../feed/incident-feed.js';
import { SubscriptionSource } from '../../../core/subscriptions/subscription-source.js';

/** Events that wait for one subscriber; it reads those after them from the event log. */
export const MAX_WAITING_EVENTS = 256;

export interface IncidentEventsOptions {
  readonly feed: IncidentFeed;
  /** Continues after this position of the event log; undefined starts with the next event. */
  readonly after: string | undefined;
  /** Whether a live event is for the subscriber, or may be because the feed does not have its incident. */
  readonly accepts: (event: FeedEvent) => boolean;
  /** Whether an event is for the subscriber, whose incident may have to be read. */
  readonly acceptsLogged: (event: FeedEvent) => Promise<boolean>;
}

/** The events of one subscriber: those of the log after a position, then live ones. */
export class IncidentEventsSource extends SubscriptionSource<FeedEvent> {
  /** Those whose incident may have to be read, the last one first: of the log, or a live one. */
  private logged: FeedEvent[] = [];
  /** Live ones, after those of the log. */
  private waiting: FeedEvent[] = [];
  /** Whether there are events after `waiting` that only the log has. */
  private isBehind: boolean;
  /** Whether events after `waiting` are missing from the log too. */
  private isExpired = false;
  private lastPosition: string | undefined;
  private readonly stop: () => void;

  constructor(private readonly options: IncidentEventsOptions) {
    super();
    this.lastPosition = options.after;
    this.isBehind = options.after !== undefined;
    this.stop = options.feed.watch(
      ({ events }) => this.add(events),
      () => this.expire(),
    );
  }

  /** @throws {Fault} `CURSOR_EXPIRED` */
  protected override take(): FeedEvent | undefined | Promise<FeedEvent | undefined> {
    if (this.logged.length > 0) return this.takeLogged();
    const event = this.waiting.shift();
    if (event) this.lastPosition = event.position;
    if (!event && this.isExpired) throw createGapFault();
    if (event && !event.incident) {
      this.logged = [event];
      return this.takeLogged();
    }
    return !event && this.isBehind ? this.readLog().then(() => this.takeLogged()) : event;
  }

  protected override release(): void {
    this.stop();
    this.logged = [];
  }

  private add(events: readonly FeedEvent[]): void {
    for (const event of events) {
      if (this.isBehind || this.isExpired || !this.options.accepts(event)) continue;
      this.isBehind = this.waiting.length === MAX_WAITING_EVENTS;
      if (!this.isBehind) this.waiting.push(event);
      this.notify();
    }
  }

  /** Ends the subscription after what it has. */
  private expire(): void {
    this.isExpired = true;
    this.notify();
  }

  private async takeLogged(): Promise<FeedEvent | undefined> {
    for (let event = this.logged.pop(); event; event = this.logged.pop()) {
      this.lastPosition = event.position;
      // oxlint-disable-next-line no-await-in-loop -- one event follows the other
      if (await this.options.acceptsLogged(event)) return event;
    }
    return this.take();
  }

  /** @throws {Fault} `CURSOR_EXPIRED` */
  private async readLog(): Promise<void> {
    // From here on live events wait again; some of them are read from the log as well.
    this.isBehind = false;
    const events = await this.options.feed.eventsAfter(this.lastPosition ?? '');
    if (events === 'expired') throw createExpiredFault();
    const positions = new Set(events.map(({ position }) => position));
    this.logged = events.toReversed();
    this.waiting = this.waiting.filter(({ position }) => !positions.has(position));
  }
}

function createGapFault(): Fault {
  const message =
    'The gateway missed events, because too many happened at once. Read the incidents, then subscribe without `after`.';
  return new Fault('CURSOR_EXPIRED', message);
}

export function createExpiredFault(cause?: unknown): Fault {
  const message =
    'The cursor has expired, because the events after it are no longer available. Subscribe without `after`.';
  return new Fault('CURSOR_EXPIRED', message, { cause });
}
