import type { PagergraphError } from '../../client/client.js';
import type { OpenIncidentsSubscription } from '../generated/operations.js';

export type OpenIncidentsChange = OpenIncidentsSubscription['openIncidents'];
export type OpenIncident = OpenIncidentsChange['upserted'][number];
export type LiveStatus = OpenIncidentsChange['live'];

/** Whether changes arrive, and since when. */
export interface Connection {
  readonly state: 'connecting' | 'connected' | 'disconnected';
  readonly since: number;
  /** Why the connection was lost. */
  readonly error?: PagergraphError;
}

/** What the board knows about the open incidents. */
export interface LiveIncidents {
  /** By id. Undefined until the first list has arrived. */
  readonly incidents: ReadonlyMap<string, OpenIncident> | undefined;
  readonly totalCount: number;
  readonly live: LiveStatus | undefined;
  /** Incidents that appeared after the first list, of the last change. */
  readonly appeared: readonly OpenIncident[];
  readonly connection: Connection;
  /** Errors beside the data of the last change: a part of it could not be read. */
  readonly partialError?: PagergraphError | undefined;
}

/** Before anything has arrived. */
export function createLiveIncidents(now: number): LiveIncidents {
  const connection = { state: 'connecting', since: now } as const;
  return { incidents: undefined, totalCount: 0, live: undefined, appeared: [], connection };
}

/**
 * Applies one change of the subscription, which also shows that the connection works.
 *
 * @param partialError the errors beside the change
 */
export function applyChange(
  last: LiveIncidents,
  change: OpenIncidentsChange,
  now: number,
  partialError?: PagergraphError,
): LiveIncidents {
  const incidents = new Map(change.isSnapshot ? [] : last.incidents);
  for (const id of change.removedIds) incidents.delete(id);
  for (const incident of change.upserted) incidents.set(incident.id, incident);
  const { incidents: known } = last;
  return {
    incidents,
    totalCount: change.totalCount,
    live: change.live,
    appeared: known ? change.upserted.filter(({ id }) => !known.has(id)) : [],
    connection: last.connection.state === 'connected' ? last.connection : { state: 'connected', since: now },
    partialError,
  };
}

/** Keeps the list, because an old list with its age is worth more than a blank screen. */
export function loseConnection(last: LiveIncidents, error: PagergraphError | undefined, now: number): LiveIncidents {
  const since = last.connection.state === 'disconnected' ? last.connection.since : now;
  return { ...last, appeared: [], connection: { state: 'disconnected', since, ...(error && { error }) } };
}
