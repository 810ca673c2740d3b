import { isIncident } from '../upstream/pagerduty/type-guards.js';
import type { WireLogEntry } from '../upstream/pagerduty/wire-alert.js';
import type { NewEvent } from './feed-update.js';
import { hasWebhook, toEventType } from './event-types.js';
import type { FeedClock } from './feed-clock.js';
import { type KnownActs, LAST_MS_OF_SECOND, type ReportedAct, toReportedAct } from './known-acts.js';

interface HeldEvent {
  readonly event: NewEvent;
  readonly act: ReportedAct;
  /** Whether another replica is to publish it. */
  readonly isAwaited: boolean;
  /** Of the monotonic clock, in milliseconds. */
  readonly until: number;
}

/**
 * The events of log entries. While webhooks work, an event that a webhook reports too is held for one poll interval.
 * When the webhook is lost, or the replica that received it, the log entry takes its place.
 */
export class LogEntryEvents {
  private held: readonly HeldEvent[] = [];

  /** @param holdMs milliseconds */
  constructor(
    private readonly acts: KnownActs,
    private readonly clock: FeedClock,
    private readonly holdMs: number,
  ) {}

  /** When the oldest event that is held occurred, in milliseconds since the epoch; undefined without one. */
  get oldestHeldAt(): number | undefined {
    return this.held.length === 0 ? undefined : Math.min(...this.held.map(({ act }) => act.earliest));
  }

  /** The events to publish now: of these entries and of those that waited long enough. */
  accept(entries: readonly WireLogEntry[], webhooksWork: boolean): readonly NewEvent[] {
    const now = this.clock.monotonic();
    const added = foldAssignments(entries).flatMap((entry) => {
      const event = toEvent(entry);
      if (!event) return [];
      const act = toReportedAct(event);
      const isAwaited = this.acts.awaits(act);
      const until = isAwaited || (webhooksWork && hasWebhook(event.type)) ? now + this.holdMs : now;
      return [{ event, act, isAwaited, until }];
    });
    const unmatched = [...this.held, ...added].filter(({ act }) => !this.acts.matches(act));
    const isDue = ({ isAwaited, until }: HeldEvent) => until <= now || (!webhooksWork && !isAwaited);
    this.held = unmatched.filter((one) => !isDue(one));
    const due = unmatched.filter(isDue);
    for (const { act } of due) this.acts.add(act);
    return due.map(({ event }) => event);
  }
}

function toEvent({ id, type: rawType, created_at: at, agent = null, incident }: WireLogEntry): NewEvent | undefined {
  if (!incident) return undefined;
  const { id: incidentId } = incident;
  const isRetrigger = isIncident(incident) && rawType.startsWith('trigger') && isLater(at, incident.created_at);
  const type = isRetrigger ? 'REOPENED' : toEventType(rawType);
  return { eventId: id, type, rawType, occurredAt: new Date(at).toISOString(), agent, incidentId, source: 'POLL' };
}

/** A reopening is logged as a second trigger, because it has no type. */
function isLater(at: string, createdAt: string): boolean {
  return Date.parse(at) > Date.parse(createdAt) + LAST_MS_OF_SECOND;
}

const ASSIGNING_TYPES = /^(?:trigger|acknowledge|acknowledgement|unacknowledge|escalate|delegate)_/;

const toMoment = ({ incident, created_at: at }: WireLogEntry) => `${incident?.id} ${at}`;

/** Drops assignments that are part of another act of the same second, because no webhook reports those. */
function foldAssignments(entries: readonly WireLogEntry[]): readonly WireLogEntry[] {
  const moments = new Set(entries.filter(({ type }) => ASSIGNING_TYPES.test(type)).map(toMoment));
  return entries.filter((entry) => !entry.type.startsWith('assign_') || !moments.has(toMoment(entry)));
}
