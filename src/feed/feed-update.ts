import { isObject, isString } from '../shared/json.js';
import type { EventLog, LogFormat } from '../store/event-log.js';
import { isIncident } from '../upstream/pagerduty/type-guards.js';
import type { WireIncident } from '../upstream/pagerduty/wire.js';
import type { FeedEvent } from './incident-feed.js';

/** An event before it has a position; the log stores it without the incident. */
export type NewEvent = Omit<FeedEvent, 'position' | 'incident'>;

export type FeedLog = EventLog<NewEvent, FeedUpdate>;

/** A version of an incident. */
export interface UpdateRead {
  /** See `ReadStart`. */
  readonly order: number;
  /** Null when PagerDuty no longer returns it. */
  readonly incident: WireIncident | null;
}

/** What happened to an incident. */
export interface IncidentUpdate {
  readonly kind: 'incident';
  readonly incidentId: string;
  /** Absent without a new version; `unsent` when each replica has to read it. */
  readonly read?: UpdateRead | 'unsent';
  /** When a change happened that no event names so far; PagerDuty's clock, in milliseconds since the epoch. */
  readonly unexplainedAt?: number;
}

/** A successful poll of the log entries. */
export interface PollUpdate {
  readonly kind: 'poll';
  /** Entries up to this time are in the event log; PagerDuty's clock, in milliseconds since the epoch. */
  readonly until: number;
  /** When it began; our clock, in milliseconds since the epoch. */
  readonly at: number;
  /** Milliseconds to the next poll. */
  readonly intervalMs: number;
}

/** Events are missing, and no replica has them. */
export interface GapUpdate {
  readonly kind: 'gap';
}

/** What a replica reports to the others beside events. */
export type FeedUpdate = IncidentUpdate | PollUpdate | GapUpdate;

/** What the event log needs to know of the feed. */
export const FEED_LOG_FORMAT: LogFormat<NewEvent, FeedUpdate> = {
  isEvent: isNewEvent,
  isUpdate: isFeedUpdate,
  shrinkUpdate: (update) => (update.kind === 'incident' && update.read ? { ...update, read: 'unsent' } : update),
};

function isFeedUpdate(value: unknown): value is FeedUpdate {
  if (!isObject(value)) return false;
  const { kind, incidentId, read, unexplainedAt = 0, until, at, intervalMs } = value;
  if (kind === 'gap') return true;
  if (kind === 'poll') return [until, at, intervalMs].every(Number.isFinite);
  if (kind !== 'incident' || !isString(incidentId) || !Number.isFinite(unexplainedAt)) return false;
  return read === undefined || read === 'unsent' || isUpdateRead(read);
}

function isUpdateRead(value: unknown): value is UpdateRead {
  return (
    isObject(value) && Number.isFinite(value['order']) && (value['incident'] === null || isIncident(value['incident']))
  );
}

function isNewEvent(value: unknown): value is NewEvent {
  if (!isObject(value)) return false;
  const { eventId, type, occurredAt, incidentId, source, rawType, agent } = value;
  const texts = [eventId, type, occurredAt, incidentId, source, rawType ?? ''];
  return texts.every(isString) && (agent === null || isObject(agent)) && !Number.isNaN(Date.parse(String(occurredAt)));
}
