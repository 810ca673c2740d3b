import type { Fault } from '../../../../faults/fault.js';
import type { TimeEstimate } from '../../../../upstream/pagerduty/pagerduty-clock.js';
import type { StatusChange, WrittenIncident } from '../../../../upstream/pagerduty/wire.js';
import type { RequestScope } from '../../../../upstream/transport/request-scope.js';
import type { ChangeResult } from './change-one.js';

/** Deadline of a bulk mutation. Incidents that were not sent by then are not attempted. */
export const BULK_DEADLINE_MS = 14_000;

/** Result for one incident: its state, or why it was not changed. */
export type ItemOutcome = ChangeResult | Fault;

export type FindAlreadyDone = (ids: readonly string[]) => Promise<StatusChange<readonly WrittenIncident[]>>;

/** One kind of status change of many incidents. */
export interface BulkChange {
  readonly requestScope: RequestScope;
  /** One upstream call for at most 250 incidents. */
  readonly send: (ids: readonly string[]) => Promise<StatusChange<readonly WrittenIncident[]>>;
  /** Start of the mutation on PagerDuty's clock. */
  readonly startedAt: () => TimeEstimate;
  /** Reads an incident that is already in the requested state. */
  readonly read: (id: string) => Promise<WrittenIncident>;
  /**
   * Ways to find incidents that are already in the requested state, cheapest first, used when PagerDuty refuses a call
   * because of one of them. `sentAt` is the start of the mutation.
   */
  readonly findAlreadyDone?: readonly FindAlreadyDone[];
  /** Reads statuses and returns outcomes of incidents that need no change or must not be changed; at most 1 call each. */
  readonly checkStatuses: (ids: readonly string[]) => Promise<ReadonlyMap<string, ItemOutcome>>;
  /** Whether statuses are checked before each write. Otherwise only after many refusals. */
  readonly checksFirst: boolean;
  readonly isPastDeadline: () => boolean;
}
