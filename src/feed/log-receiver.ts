import type { LoggedEvent, LogEntry, LogFollower, MissedEvents } from '../store/event-log.js';
import type { FeedParts } from './feed-parts.js';
import type { FeedUpdate, IncidentUpdate, NewEvent, PollUpdate } from './feed-update.js';
import { KnownActs, toReportedAct } from './known-acts.js';

export interface LogReceiverOptions {
  readonly parts: FeedParts;
  /** Called for a poll of another replica. */
  readonly onPoll: (update: PollUpdate) => void;
  /** Called when changes without events may be missing. */
  readonly onGap: () => void;
}

/** Takes what the event log passes on: entries of this replica and of the others, in the same order everywhere. */
export class LogReceiver implements LogFollower<NewEvent, FeedUpdate> {
  /** What this replica reported while it was alone; absent until then. Others did not see it, and report it again. */
  private aloneActs: KnownActs | undefined;

  constructor(private readonly options: LogReceiverOptions) {}

  onEntry({ events, update, isOwn }: LogEntry<NewEvent, FeedUpdate>): void {
    const { parts, onPoll } = this.options;
    if (update.kind === 'gap') parts.publisher.reportGap();
    else if (update.kind === 'poll') {
      parts.duty.notePoll(update);
      if (!isOwn) onPoll(update);
    } else if (isOwn) {
      if (parts.options.log.isShared === false) this.noteAlone(events);
      if (events.length > 0 || update.read) parts.publisher.deliver(update.incidentId, events);
    } else this.takeUpdate(update, events);
  }

  onGap(missed: MissedEvents<NewEvent>): void {
    const { parts, onGap } = this.options;
    if (missed === 'expired') parts.duty.fallBehind();
    else
      for (const one of missed)
        this.takeUpdate({ kind: 'incident', incidentId: one.event.incidentId, read: 'unsent' }, [one]);
    onGap();
  }

  /** Notes events of the log, so that what other sources report of them is recognised. */
  noteEvents(events: readonly LoggedEvent<NewEvent>[]): void {
    const { acts, poller } = this.options.parts;
    for (const { event } of events) {
      acts.addPublished(toReportedAct(event));
      if (event.source === 'POLL') poller.addKnown(event.eventId);
    }
  }

  private noteAlone(events: readonly LoggedEvent<NewEvent>[]): void {
    this.aloneActs ??= new KnownActs();
    for (const { event } of events) this.aloneActs.add(toReportedAct(event));
  }

  private takeUpdate(update: IncidentUpdate, events: readonly LoggedEvent<NewEvent>[]): void {
    const { recorder, publisher, queue } = this.options.parts;
    const { incidentId, read } = update;
    this.noteEvents(events);
    const hasChanged = recorder.recordUpdate(
      update,
      events.map(({ event }) => event),
    );
    const fresh = events.filter(({ event }) => !this.aloneActs?.matches(toReportedAct(event)));
    if (hasChanged || fresh.length > 0) publisher.deliver(incidentId, fresh);
    if (read === 'unsent') queue.request({ incidentId, isExplained: true });
  }
}
