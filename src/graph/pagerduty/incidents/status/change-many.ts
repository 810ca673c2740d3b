import pMap from 'p-map';
import { Fault } from '../../../../faults/fault.js';
import { MAX_CONCURRENT_READS } from '../../../../upstream/pagerduty/limits.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import type { UserError } from '../../../core/errors/user-error.type.js';
import { assertListSize } from '../../../core/input/validate.js';
import type { Selection } from '../../../core/selection/selection.js';
import { resolveIncidentId } from '../find-incident.js';
import { parseIncidentRef, type IncidentLocator, type IncidentRef } from '../incident.ref.js';
import { readBackIncident } from '../incident-read-back.js';
import { changeByBisection } from './bisect.js';
import { BULK_DEADLINE_MS, type BulkChange, type ItemOutcome } from './bulk-change.js';
import { createAlreadyResolvedFault } from './change-one.js';
import type { IncidentResult } from './change-status.type.js';
import { createNotAttemptedFault, findCommonOutage, toItemError } from './item-errors.js';
import {
  faultOrRethrow,
  listRecentlyResolved,
  readResolved,
  readStatuses,
  type DecideWithoutWrite,
} from './read-many.js';

const MAX_INCIDENTS = 500;

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
  return changeIncidents(refs, accountContext, selection, (ids) => changeByBisection(ids, bulk));
}

/**
 * Resolves up to 500 incidents.
 *
 * @param selection of each incident
 * @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED`; otherwise only for an outage in which nothing was changed
 */
export async function resolveIncidents(
  refs: readonly IncidentRef[],
  accountContext: PagerDutyAccountContext,
  resolution: string | undefined,
  actor: string | null | undefined,
  now: () => number,
  selection: Selection,
): Promise<BulkResult> {
  const startedAt = now();
  const bulk: BulkChange = {
    ...createBulkChange(accountContext, now, (ids) => accountContext.client.resolveIncidents(ids, resolution, actor)),
    checkStatuses: (ids) => readStatuses(ids, accountContext, decideResolve),
    checksFirst: false,
    findAlreadyDone: [listRecentlyResolved, readResolved].map((find) => async (ids: readonly string[]) => {
      const value = await find(ids, accountContext);
      return { value, sentAt: accountContext.client.toPagerDutyTime(startedAt) };
    }),
  };
  return changeIncidents(refs, accountContext, selection, (ids) => changeByBisection(ids, bulk));
}

function createBulkChange(
  { client, requestScope }: PagerDutyAccountContext,
  now: () => number,
  send: BulkChange['send'],
): Omit<BulkChange, 'checkStatuses' | 'checksFirst'> {
  const end = now() + BULK_DEADLINE_MS;
  return { requestScope, send, read: (id) => client.getIncident(id), isPastDeadline: () => now() >= end };
}

const toItemPath = (index: number): string[] => ['input', 'incidents', String(index)];

/** An incident that is given twice is sent once and has two results. */
async function changeIncidents(
  refs: readonly IncidentRef[],
  accountContext: PagerDutyAccountContext,
  selection: Selection,
  change: (ids: readonly string[]) => Promise<Map<string, ItemOutcome>>,
): Promise<BulkResult> {
  assertListSize(refs, MAX_INCIDENTS, 'incidents can be changed', ['input', 'incidents']);
  const locators = refs.map((ref, index) => parseIncidentRef(ref, accountContext, toItemPath(index)));
  const ids = await resolveIds(locators, accountContext);
  const changed = await change([...new Set(ids.filter((id) => typeof id === 'string'))]);
  const outcomes = ids.map((id) => (typeof id === 'string' ? (changed.get(id) ?? createNotAttemptedFault()) : id));
  const outage = findCommonOutage(outcomes);
  if (outage) throw outage;
  const results = await Promise.all(
    outcomes.map((outcome, index) => toResult(outcome, index, accountContext, selection)),
  );
  return { results, userErrors: toPartialErrors(results) };
}

/** Looks up each distinct reference once. */
async function resolveIds(
  locators: readonly IncidentLocator[],
  accountContext: PagerDutyAccountContext,
): Promise<(string | Fault)[]> {
  const distinct = new Map(locators.map((locator) => [JSON.stringify(locator), locator]));
  const found = new Map<string, string | Fault>();
  const resolveDistinct = async ([key, locator]: [string, IncidentLocator]) =>
    found.set(key, await resolveIncidentId(locator, accountContext, toItemPath(0)).catch(faultOrRethrow));
  await pMap(distinct, resolveDistinct, { concurrency: MAX_CONCURRENT_READS });
  return locators.map((locator, index) =>
    withItemPath(found.get(JSON.stringify(locator)) ?? createNotAttemptedFault(), index),
  );
}

function withItemPath(found: string | Fault, index: number): string | Fault {
  return found instanceof Fault && found.field ? found.withDetails({ field: toItemPath(index) }) : found;
}

async function toResult(
  outcome: ItemOutcome,
  index: number,
  accountContext: PagerDutyAccountContext,
  selection: Selection,
): Promise<IncidentResult> {
  if (outcome instanceof Fault) {
    return { index, incident: null, changed: false, userErrors: [toItemError(outcome, toItemPath(index))] };
  }
  const { incident, changed } = outcome;
  return {
    index,
    incident: await readBackIncident(incident, accountContext, selection, changed),
    changed,
    userErrors: [],
  };
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
