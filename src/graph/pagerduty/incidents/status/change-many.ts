import pMap from 'p-map';
import { Fault } from '../../../../faults/fault.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { notEmpty } from '../../../core/input/validate.js';
import type { PagerDutyAccess } from '../../../core/context.js';
import type { UserError } from '../../../core/errors/user-error.type.js';
import { BULK_LIMIT_MS, changeAll, itemError, notAttempted, outageOf, type Bulk, type Outcome } from './bisect.js';
import { alreadyResolved } from './change-one.js';
import { incidentIdOf, locatorOf, type IncidentLocator, type IncidentRef } from '../incident.ref.js';
import type { Selection } from '../../../core/selection/selection.js';
import type { IncidentResult } from '../mutation-payloads.type.js';
import { toldIncident } from '../incident-read-back.js';

const MOST_INCIDENTS = 500;
const CONCURRENT_READS = 4;
const LARGEST_PAGE = 100;

interface Answer {
  readonly results: readonly IncidentResult[];
  readonly userErrors: readonly UserError[];
}

/**
 * @param selection on each incident
 * @throws {Fault} top-level only for an outage in which nothing was applied
 */
export async function acknowledgeAll(
  refs: readonly IncidentRef[],
  access: PagerDutyAccess,
  actor: string | null | undefined,
  now: () => number,
  selection: Selection,
): Promise<Answer> {
  const bulk: Bulk = {
    ...bulkOf(access, now, (ids) => access.client.acknowledgeIncidents(ids, actor)),
    look: (ids) => readStatuses(ids, access, whereAcknowledged),
    looksFirst: true,
  };
  return changeEach(refs, access, selection, (ids) => changeAll(ids, bulk));
}

/**
 * @param selection on each incident
 * @throws {Fault} top-level only for an outage in which nothing was applied
 */
export async function resolveAll(
  refs: readonly IncidentRef[],
  access: PagerDutyAccess,
  resolution: string | undefined,
  actor: string | null | undefined,
  now: () => number,
  selection: Selection,
): Promise<Answer> {
  const startedAt = now();
  const bulk: Bulk = {
    ...bulkOf(access, now, (ids) => access.client.resolveIncidents(ids, resolution, actor)),
    look: (ids) => readStatuses(ids, access, whereResolved),
    looksFirst: false,
    findDone: [lastResolved, resolvedOf].map((find) => async (ids: readonly string[]) => {
      const value = await find(ids, access);
      return { value, sentAt: access.client.momentOf(startedAt) };
    }),
  };
  return changeEach(refs, access, selection, (ids) => changeAll(ids, bulk));
}

/** As many as there are ids: those of them that were resolved a moment ago are most likely among these. */
async function lastResolved(
  { length }: readonly string[],
  { client }: PagerDutyAccess,
): Promise<readonly WireIncident[]> {
  const found: WireIncident[] = [];
  for (let offset = 0, more = true; more && offset < length; offset += LARGEST_PAGE) {
    // oxlint-disable-next-line no-await-in-loop -- whether there is another page is known only after this one
    const page = await client.listIncidents({
      statuses: ['resolved'],
      sortBy: ['resolved_at:desc'],
      limit: LARGEST_PAGE,
      offset,
    });
    found.push(...page.items);
    ({ more } = page);
  }
  return found;
}

/** Those of them that are resolved, however long ago. */
async function resolvedOf(ids: readonly string[], access: PagerDutyAccess): Promise<readonly WireIncident[]> {
  const found = [...(await readEach(ids, access)).values()];
  return found.filter((one): one is WireIncident => !(one instanceof Fault) && one.status === 'resolved');
}

function bulkOf(
  { client, scope }: PagerDutyAccess,
  now: () => number,
  send: Bulk['send'],
): Omit<Bulk, 'look' | 'looksFirst'> {
  const end = now() + BULK_LIMIT_MS;
  return { scope, send, read: (id) => client.getIncident(id), isLate: () => now() >= end };
}

const fieldOf = (index: number): string[] => ['input', 'incidents', String(index)];

/** The same incident named twice is sent once and answered twice. */
async function changeEach(
  refs: readonly IncidentRef[],
  access: PagerDutyAccess,
  selection: Selection,
  change: (ids: readonly string[]) => Promise<Map<string, Outcome>>,
): Promise<Answer> {
  notEmpty(refs, ['input', 'incidents']);
  if (refs.length > MOST_INCIDENTS) {
    throw new Fault('LIMIT_EXCEEDED', 'At most 500 incidents can be changed at once.', {
      field: ['input', 'incidents'],
    });
  }
  const locators = refs.map((ref, index) => locatorOf(ref, access, fieldOf(index)));
  const ids = await idsOf(locators, access);
  const changed = await change([...new Set(ids.filter((id) => typeof id === 'string'))]);
  const outcomes = ids.map((id) => (typeof id === 'string' ? (changed.get(id) ?? notAttempted()) : id));
  const outage = outageOf(outcomes);
  if (outage) throw outage;
  const results = await Promise.all(outcomes.map((outcome, index) => resultOf(outcome, index, access, selection)));
  return { results, userErrors: partial(results) };
}

/** Asks once for what is named twice in the same way. */
async function idsOf(locators: readonly IncidentLocator[], access: PagerDutyAccess): Promise<(string | Fault)[]> {
  const distinct = new Map(locators.map((locator) => [JSON.stringify(locator), locator]));
  const found = new Map<string, string | Fault>();
  const ask = async ([name, locator]: [string, IncidentLocator]) =>
    found.set(name, await incidentIdOf(locator, access, fieldOf(0)).catch(asFault));
  await pMap(distinct, ask, { concurrency: CONCURRENT_READS });
  return locators.map((locator, index) => atItsPlace(found.get(JSON.stringify(locator)) ?? notAttempted(), index));
}

function atItsPlace(found: string | Fault, index: number): string | Fault {
  return found instanceof Fault && found.field ? found.with({ field: fieldOf(index) }) : found;
}

function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
}

async function resultOf(
  outcome: Outcome,
  index: number,
  access: PagerDutyAccess,
  selection: Selection,
): Promise<IncidentResult> {
  if (outcome instanceof Fault) {
    return { index, incident: null, changed: false, userErrors: [itemError(outcome, fieldOf(index))] };
  }
  const { incident, changed } = outcome;
  return { index, incident: await toldIncident(incident, access, selection, changed), changed, userErrors: [] };
}

function partial(results: readonly IncidentResult[]): UserError[] {
  const undone = results.filter(({ userErrors }) => userErrors.length > 0).length;
  if (undone === 0) return [];
  return [
    { code: 'PARTIALLY_APPLIED', message: `${undone} of ${results.length} incidents are not in the wanted state.` },
  ];
}

/** What becomes of an incident that need not be changed, or may not; undefined of any other. */
type Where = (incident: WireIncident) => Outcome | undefined;

const whereAcknowledged: Where = (incident) => {
  if (incident.status === 'resolved') return alreadyResolved();
  return incident.status === 'acknowledged' ? { incident, changed: false } : undefined;
};

const whereResolved: Where = (incident) => (incident.status === 'resolved' ? { incident, changed: false } : undefined);

/** How the incidents stand that need no change, or may not have one. */
async function readStatuses(
  ids: readonly string[],
  access: PagerDutyAccess,
  where: Where,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for (const [id, incident] of await readEach(ids, access)) {
    const outcome = incident instanceof Fault ? incident : where(incident);
    if (outcome) outcomes.set(id, outcome);
  }
  return outcomes;
}

/** Reads pages of open incidents while that takes fewer calls than reading the unseen ones one by one. */
async function readEach(
  ids: readonly string[],
  { client }: PagerDutyAccess,
): Promise<ReadonlyMap<string, WireIncident | Fault>> {
  const unseen = new Set(ids);
  const found = new Map<string, WireIncident | Fault>();
  for (
    let offset = 0, more = true;
    more && unseen.size > 1 && offset / LARGEST_PAGE < unseen.size;
    offset += LARGEST_PAGE
  ) {
    // oxlint-disable-next-line no-await-in-loop -- whether another page is needed is known only after this one
    const page = await client.listIncidents({
      statuses: ['triggered', 'acknowledged'],
      sortBy: ['created_at:desc'],
      limit: LARGEST_PAGE,
      offset,
    });
    for (const incident of page.items) if (unseen.delete(incident.id)) found.set(incident.id, incident);
    more = page.more && offset + 2 * LARGEST_PAGE <= 10_000;
  }
  const readOne = async (id: string) => found.set(id, await client.getIncident(id).catch(asFault));
  await pMap(unseen, readOne, { concurrency: CONCURRENT_READS });
  return found;
}
