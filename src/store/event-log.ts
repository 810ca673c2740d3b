/** An event and its place in the log. */
export interface LoggedEvent<E> {
  /** Opaque; carries the epoch of the log. */
  readonly position: string;
  readonly event: E;
}

/**
 * The last events of one account, in the order in which they became known. Events are data: they survive JSON.
 * A position of another epoch is expired, because events between the two epochs are missing.
 */
export interface EventLog<E> {
  /** Appends events and returns the position of each; the oldest events beyond the capacity are dropped. */
  append(events: readonly E[]): Promise<readonly string[]>;
  /** The events after a position, oldest first; `expired` when some of them are missing, or the position is invalid. */
  readAfter(position: string): Promise<readonly LoggedEvent<E>[] | 'expired'>;
  /** Position of the last event. */
  getLastPosition(): Promise<string>;
  /** Starts a new epoch, because events were missed. */
  startEpoch(): Promise<void>;
}
