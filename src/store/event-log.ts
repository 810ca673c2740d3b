/** What an event needs for the log. */
export interface Identified {
  /** The same at every replica that learns of the event. */
  readonly eventId: string;
}

/** An event and its place in the log. */
export interface LoggedEvent<E> {
  /** Opaque; carries the epoch of the log. */
  readonly position: string;
  readonly event: E;
}

/** What one replica appended. */
export interface LogEntry<E, U> {
  /** Without those that were in the log already. */
  readonly events: readonly LoggedEvent<E>[];
  /** What the events changed. Followers get it; the log does not keep it. */
  readonly update: U;
  /** Whether this replica appended it. */
  readonly isOwn: boolean;
}

/** Events that were not followed; `expired` when the log does not have all of them. */
export type MissedEvents<E> = readonly LoggedEvent<E>[] | 'expired';

/** Gets every entry once, in the order of the log. */
export interface LogFollower<E, U> {
  onEntry(entry: LogEntry<E, U>): void;
  /** Entries were lost, and with them their updates. */
  onGap(missed: MissedEvents<E>): void;
}

export interface Following<E> {
  /** Resolves when entries arrive, with some of the last events before. */
  readonly joined: Promise<readonly LoggedEvent<E>[]>;
  end(): void;
}

/** What the log needs to know of its content. Another version of the gateway may have written it. */
export interface LogFormat<E, U> {
  readonly isEvent: (value: unknown) => value is E;
  readonly isUpdate: (value: unknown) => value is U;
  /** A short form of an update that is too large to be passed to other replicas. */
  readonly shrinkUpdate: (update: U) => U;
}

/** Maximum length of an update as JSON. Incidents of PagerDuty have about 4 kB. */
export const MAX_UPDATE_LENGTH = 65_536;

/**
 * The last events of one account, in the order in which they became known, for all replicas. Events and updates are data:
 * they survive JSON. A position of another epoch is expired, because events between the two epochs are missing.
 */
export interface EventLog<E extends Identified, U> {
  /** Whether other replicas get the entries at present; null when there are no other replicas. */
  readonly isShared: boolean | null;
  /** Appends events, unless they are in the log already; the oldest events beyond the capacity are dropped. Never rejects. */
  append(events: readonly E[], update: U): Promise<void>;
  follow(follower: LogFollower<E, U>): Following<E>;
  /** The events from a position to the last one that followers got, oldest first. */
  readAfter(position: string): Promise<MissedEvents<E>>;
  /** Starts a new epoch, because events were missed. */
  startEpoch(): Promise<void>;
}

/** Number of events that are kept per account. */
export const EVENT_LOG_CAPACITY = 10_000;
