import { Fault } from '../../../../faults/fault.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import type { UserError } from '../../../core/errors/user-error.type.js';
import { assertListSize } from '../../../core/input/validate.js';
import type { Selection } from '../../../core/selection/selection.js';
import { parseIncidentRef, type IncidentRef } from '../incident.ref.js';
import { readBackIncident } from '../incident-read-back.js';
import { changeByBisection } from './bisect.js';
import { BULK_DEADLINE_MS, type BulkChange, type ItemOutcome } from './bulk-change.js';
import { createAlreadyResolvedFault } from './change-one.js';
import type { IncidentResult } from './change-status.type.js';
import { createCancellingFinder, createFinder, findIncidents, type FindOne, type FoundIncident } from './find-many.js';
import { createNotAttemptedFault, findCommonOutage, toItemError } from './item-errors.js';
import { listRecentlyResolved, readResolved, readStatuses, type DecideWithoutWrite } from './read-many.js';
import { MAX_BULK_INCIDENTS } from '../mutation.input.js';

interface BulkResult {
  readonly results: readonly IncidentResult[];
  readonly userErrors: readonly UserError[];
}

/**
 * Acknowledges up to 500 incidents.
 *
 * @param selection of each incident
 * @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED`; otherwise only for an outage in which nothing was changed
 */
export async function acknowledgeIncidents(
  refs: readonly IncidentRef[],
  accountContext: PagerDutyAccountContext,
  actor: string | null | undefined,
  now: () => number,
  selection: Selection,
): Promise<BulkResult> {
  const bulk: BulkChange = {
    ...createBulkChange(accountContext, now, (ids) => accountContext.client.acknowledgeIncidents(ids, actor)),
    checkStatuses: (ids) => readStatuses(ids, accountContext, decideAcknowledge),
    checksFirst: true,
  };
  return changeIncidents(refs, createFinder(accountContext), accountContext, selection, (ids) =>
    changeByBisection(ids, bulk),
  );
}

/**
 * Resolves up to 500 incidents. Cancels the queued triggers of each dedup key before.
 *
 * @param selection of each incident
 * @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED`; otherwise only for an outage in which nothing was changed or cancelled
 */
export async function resolveIncidents(
  refs: readonly IncidentRef[],
  accountContext: PagerDutyAccountContext,
  resolution: string | undefined,
  actor: string | null | undefined,
  now: () => number,
  selection: Selection,
): Promise<BulkResult> {
  const common = createBulkChange(accountContext, now, (ids) =>
    accountContext.client.resolveIncidents(ids, resolution, actor),
  );
  const bulk: BulkChange = {
    ...common,
    checkStatuses: (ids) => readStatuses(ids, accountContext, decideResolve),
    checksFirst: false,
    findAlreadyDone: [listRecentlyResolved, readResolved].map((find) => async (ids: readonly string[]) => {
      const value = await find(ids, accountContext);
      return { value, sentAt: common.startedAt() };
    }),
  };
  return changeIncidents(refs, createCancellingFinder(accountContext), accountContext, selection, (ids) =>
    changeByBisection(ids, bulk),
  );
}

function createBulkChange(
  { client, requestScope }: PagerDutyAccountContext,
  now: () => number,
  send: BulkChange['send'],
): Omit<BulkChange, 'checkStatuses' | 'checksFirst'> {
  const start = now();
  return {
    requestScope,
    send,
    startedAt: () => client.toPagerDutyTime(start),
    read: (id) => client.getIncident(id),
    isPastDeadline: () => now() >= start + BULK_DEADLINE_MS,
  };
}

const toItemPath = (index: number): string[] => ['input', 'incidents', String(index)];

/** An incident that is given twice is sent once and has two results. */
async function changeIncidents(
  refs: readonly IncidentRef[],
  findOne: FindOne,
  accountContext: PagerDutyAccountContext,
  selection: Selection,
  change: (ids: readonly string[]) => Promise<Map<string, ItemOutcome>>,
): Promise<BulkResult> {
  assertListSize(refs, MAX_BULK_INCIDENTS, 'incidents can be changed', ['input', 'incidents']);
  const locators = refs.map((ref, index) => parseIncidentRef(ref, accountContext, toItemPath(index)));
  const found = await findIncidents(locators, findOne, toItemPath);
  const changed = await change([...new Set(found.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])))]);
  const outcomes = found.map(({ id }) =>
    typeof id === 'string' ? (changed.get(id) ?? createNotAttemptedFault()) : id,
  );
  const outage = findCommonOutage(outcomes);
  if (outage && found.every(({ cancelledTriggers }) => cancelledTriggers === 0)) throw outage;
  const results = await Promise.all(
    found.map((one, index) => toResult(one, outcomes[index] as ItemOutcome, index, accountContext, selection)),
  );
  return { results, userErrors: toPartialErrors(results) };
}

/** An incident that PagerDuty does not have needs no change if its trigger was cancelled. */
async function toResult(
  { cancelledTriggers }: FoundIncident,
  outcome: ItemOutcome,
  index: number,
  accountContext: PagerDutyAccountContext,
  selection: Selection,
): Promise<IncidentResult> {
  if (outcome instanceof Fault) {
    const isDone = cancelledTriggers > 0 && outcome.code === 'NOT_FOUND';
    const userErrors = isDone ? [] : [toItemError(outcome, toItemPath(index))];
    return { index, incident: null, changed: false, cancelledTriggers, userErrors };
  }
  const { incident, changed } = outcome;
  const readBack = await readBackIncident(incident, accountContext, selection, changed);
  return { index, incident: readBack, changed, cancelledTriggers, userErrors: [] };
}

function toPartialErrors(results: readonly IncidentResult[]): UserError[] {
  const undone = results.filter(({ userErrors }) => userErrors.length > 0).length;
  if (undone === 0) return [];
  return [
    { code: 'PARTIALLY_APPLIED', message: `${undone} of ${results.length} incidents are not in the requested state.` },
  ];
}

const decideAcknowledge: DecideWithoutWrite = (incident) => {
  if (incident.status === 'resolved') return createAlreadyResolvedFault();
  return incident.status === 'acknowledged' ? { incident, changed: false } : undefined;
};

const decideResolve: DecideWithoutWrite = (incident) =>
  incident.status === 'resolved' ? { incident, changed: false } : undefined;
