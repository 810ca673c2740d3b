import pMap from 'p-map';
import { Fault } from '../../../../faults/fault.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { assertNotEmpty } from '../../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import type { UserError } from '../../../core/errors/user-error.type.js';
import {
  BULK_DEADLINE_MS,
  changeByBisection,
  toItemError,
  createNotAttemptedFault,
  findCommonOutage,
  type BulkChange,
  type ItemOutcome,
} from './bisect.js';
import { createAlreadyResolvedFault } from './change-one.js';
import { resolveIncidentId, parseIncidentRef, type IncidentLocator, type IncidentRef } from '../incident.ref.js';
import type { Selection } from '../../../core/selection/selection.js';
import type { IncidentResult } from '../mutation-payloads.type.js';
import { readBackIncident } from '../incident-read-back.js';

const MAX_INCIDENTS = 500;
const CONCURRENT_READS = 4;
const MAX_UPSTREAM_PAGE_SIZE = 100;

interface BulkResult {
  readonly results: readonly IncidentResult[];
  readonly userErrors: readonly UserError[];
}

/**
 * @param selection on each incident
 * @throws {Fault} top-level only for an outage in which nothing was applied
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
    look: (ids) => readStatuses(ids, accountContext, decideAcknowledge),
    looksFirst: true,
  };
  return changeIncidents(refs, accountContext, selection, (ids) => changeByBisection(ids, bulk));
}

/**
 * @param selection on each incident
 * @throws {Fault} top-level only for an outage in which nothing was applied
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
    look: (ids) => readStatuses(ids, accountContext, decideResolve),
    looksFirst: false,
    findAlreadyDone: [listRecentlyResolved, readResolved].map((find) => async (ids: readonly string[]) => {
      const value = await find(ids, accountContext);
      return { value, sentAt: accountContext.client.toPagerDutyTime(startedAt) };
    }),
  };
  return changeIncidents(refs, accountContext, selection, (ids) => changeByBisection(ids, bulk));
}

/** As many as there are ids: those of them that were resolved a moment ago are most likely among these. */
async function listRecentlyResolved(
  { length }: readonly string[],
  { client }: PagerDutyAccountContext,
): Promise<readonly WireIncident[]> {
  const found: WireIncident[] = [];
  for (let offset = 0, more = true; more && offset < length; offset += MAX_UPSTREAM_PAGE_SIZE) {
    // oxlint-disable-next-line no-await-in-loop -- whether there is another page is known only after this one
    const page = await client.listIncidents({
      statuses: ['resolved'],
      sortBy: ['resolved_at:desc'],
      limit: MAX_UPSTREAM_PAGE_SIZE,
      offset,
    });
    found.push(...page.items);
    ({ more } = page);
  }
  return found;
}

/** Those of them that are resolved, however long ago. */
async function readResolved(
  ids: readonly string[],
  accountContext: PagerDutyAccountContext,
): Promise<readonly WireIncident[]> {
  const found = [...(await readIncidents(ids, accountContext)).values()];
  return found.filter((one): one is WireIncident => !(one instanceof Fault) && one.status === 'resolved');
}

function createBulkChange(
  { client, requestScope }: PagerDutyAccountContext,
  now: () => number,
  send: BulkChange['send'],
): Omit<BulkChange, 'look' | 'looksFirst'> {
  const end = now() + BULK_DEADLINE_MS;
  return { requestScope, send, read: (id) => client.getIncident(id), isPastDeadline: () => now() >= end };
}

const toItemPath = (index: number): string[] => ['input', 'incidents', String(index)];

/** The same incident named twice is sent once and answered twice. */
async function changeIncidents(
  refs: readonly IncidentRef[],
  accountContext: PagerDutyAccountContext,
  selection: Selection,
  change: (ids: readonly string[]) => Promise<Map<string, ItemOutcome>>,
): Promise<BulkResult> {
  assertNotEmpty(refs, ['input', 'incidents']);
  if (refs.length > MAX_INCIDENTS) {
    throw new Fault('LIMIT_EXCEEDED', 'At most 500 incidents can be changed at once.', {
      field: ['input', 'incidents'],
    });
  }
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

/** Asks once for what is named twice in the same way. */
async function resolveIds(
  locators: readonly IncidentLocator[],
  accountContext: PagerDutyAccountContext,
): Promise<(string | Fault)[]> {
  const distinct = new Map(locators.map((locator) => [JSON.stringify(locator), locator]));
  const found = new Map<string, string | Fault>();
  const resolveDistinct = async ([key, locator]: [string, IncidentLocator]) =>
    found.set(key, await resolveIncidentId(locator, accountContext, toItemPath(0)).catch(faultOrRethrow));
  await pMap(distinct, resolveDistinct, { concurrency: CONCURRENT_READS });
  return locators.map((locator, index) =>
    withItemPath(found.get(JSON.stringify(locator)) ?? createNotAttemptedFault(), index),
  );
}

function withItemPath(found: string | Fault, index: number): string | Fault {
  return found instanceof Fault && found.field ? found.withDetails({ field: toItemPath(index) }) : found;
}

function faultOrRethrow(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
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
    { code: 'PARTIALLY_APPLIED', message: `${undone} of ${results.length} incidents are not in the wanted state.` },
  ];
}

/** What becomes of an incident that need not be changed, or may not; undefined of any other. */
type DecideWithoutWrite = (incident: WireIncident) => ItemOutcome | undefined;

const decideAcknowledge: DecideWithoutWrite = (incident) => {
  if (incident.status === 'resolved') return createAlreadyResolvedFault();
  return incident.status === 'acknowledged' ? { incident, changed: false } : undefined;
};

const decideResolve: DecideWithoutWrite = (incident) =>
  incident.status === 'resolved' ? { incident, changed: false } : undefined;

/** How the incidents stand that need no change, or may not have one. */
async function readStatuses(
  ids: readonly string[],
  accountContext: PagerDutyAccountContext,
  decide: DecideWithoutWrite,
): Promise<Map<string, ItemOutcome>> {
  const outcomes = new Map<string, ItemOutcome>();
  for (const [id, incident] of await readIncidents(ids, accountContext)) {
    const outcome = incident instanceof Fault ? incident : decide(incident);
    if (outcome) outcomes.set(id, outcome);
  }
  return outcomes;
}

/** Reads pages of open incidents while that takes fewer calls than reading the unseen ones one by one. */
async function readIncidents(
  ids: readonly string[],
  { client }: PagerDutyAccountContext,
): Promise<ReadonlyMap<string, WireIncident | Fault>> {
  const unseen = new Set(ids);
  const found = new Map<string, WireIncident | Fault>();
  for (
    let offset = 0, more = true;
    more && unseen.size > 1 && offset / MAX_UPSTREAM_PAGE_SIZE < unseen.size;
    offset += MAX_UPSTREAM_PAGE_SIZE
  ) {
    // oxlint-disable-next-line no-await-in-loop -- whether another page is needed is known only after this one
    const page = await client.listIncidents({
      statuses: ['triggered', 'acknowledged'],
      sortBy: ['created_at:desc'],
      limit: MAX_UPSTREAM_PAGE_SIZE,
      offset,
    });
    for (const incident of page.items) if (unseen.delete(incident.id)) found.set(incident.id, incident);
    more = page.more && offset + 2 * MAX_UPSTREAM_PAGE_SIZE <= 10_000;
  }
  const readOne = async (id: string) => found.set(id, await client.getIncident(id).catch(faultOrRethrow));
  await pMap(unseen, readOne, { concurrency: CONCURRENT_READS });
  return found;
}
