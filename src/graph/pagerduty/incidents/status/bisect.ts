import { Fault } from '../../../../faults/fault.js';
import { isUserErrorCode, type ErrorCode, type UserErrorCode } from '../../../../faults/codes.js';
import type { WrittenIncident, StatusChange } from '../../../../upstream/pagerduty/wire.js';
import type { RequestScope } from '../../../../upstream/transport/request-scope.js';
import type { GuardRead } from '../../../../upstream/transport/resilience/guard-read.js';
import { withGuardRead } from '../../../core/mutations/read-then-write.js';
import { toUserError, type UserError } from '../../../core/errors/user-error.type.js';
import { isOwnChange, type ChangeResult } from './change-one.js';

/** PagerDuty refuses a call with more items (contracts: pagerduty-rest section 7.4). */
const MAX_CHUNK_SIZE = 250;

/** So many refused calls find one or two culprits. Where there are more, it is cheaper to look at all that are left. */
const MAX_BISECTIONS = 16;

/** A bulk mutation ends within this time; what was not sent by then was not attempted. */
export const BULK_DEADLINE_MS = 14_000;

/** What became of one incident: how it stands, or why nothing was done to it. */
export type ItemOutcome = ChangeResult | Fault;

type FindAlreadyDone = (ids: readonly string[]) => Promise<StatusChange<readonly WrittenIncident[]>>;

export interface BulkChange {
  readonly requestScope: RequestScope;
  /** One upstream call for at most 250 incidents. */
  readonly send: (ids: readonly string[]) => Promise<StatusChange<readonly WrittenIncident[]>>;
  /** How an incident stands that turned out to be in the wanted state already. */
  readonly read: (id: string) => Promise<WrittenIncident>;
  /**
   * Ways to find those that are in the wanted state already, dated from the begin of the mutation, the cheapest first; for
   * where PagerDuty refuses a call because of one of them.
   */
  readonly findAlreadyDone?: readonly FindAlreadyDone[];
  /** How incidents stand by now that need no change, or may not have one; a call for each of them at most. */
  readonly look: (ids: readonly string[]) => Promise<ReadonlyMap<string, ItemOutcome>>;
  /** Whether it is decided by that what is sent. Else it is looked only where much is refused. */
  readonly looksFirst: boolean;
  readonly isPastDeadline: () => boolean;
}

/** Incidents of one call. */
interface Chunk {
  ids: readonly string[];
  /** Of the reads by which they are sent: those of other chunks may be newer, or older. */
  guard: GuardRead;
}

/** Refusals that may concern a single incident of a chunk; any other concerns them all. */
const PER_ITEM_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'NOT_FOUND',
  'CONFLICT',
  'INVALID_INPUT',
  'NOT_PERMITTED',
  'LIMIT_EXCEEDED',
  'UPSTREAM_REJECTED',
]);

/**
 * Changes the status of many incidents. PagerDuty refuses a call as a whole when one item is wrong, so a refused chunk
 * is halved until the culprits stand alone. After an outage nothing more is sent.
 */
export async function changeByBisection(ids: readonly string[], bulk: BulkChange): Promise<Map<string, ItemOutcome>> {
  const outcomes = new Map<string, ItemOutcome>();
  let { findAlreadyDone = [] } = bulk;
  const pending = await planChunks(ids, bulk, outcomes);
  let bisections = 0;

  for (let chunk = pending.shift(); chunk; chunk = pending.shift()) {
    // oxlint-disable no-await-in-loop -- PagerDuty asks for serial calls, and one outage ends them all
    const fault = await changeChunk(chunk, bulk, outcomes);
    const { ids: sent, guard } = chunk;
    const rest = fault?.alreadyDone ? await dropAlreadyDone(sent, fault, findAlreadyDone, outcomes) : sent;
    if (fault?.alreadyDone && rest.length === sent.length) findAlreadyDone = [];
    if (rest.length < sent.length) pending.unshift(...(rest.length > 0 ? [{ ids: rest, guard }] : []));
    else if (fault && isPerItem(fault)) {
      bisections += 1;
      if (bisections === MAX_BISECTIONS)
        pending.unshift(...(await recheckChunks([chunk, ...pending.splice(0)], bulk, outcomes)));
      else pending.unshift(...bisectChunk(chunk));
      // oxlint-enable no-await-in-loop
    } else if (fault) {
      for (const id of sent) outcomes.set(id, fault);
      for (const id of pending.splice(0).flatMap((other) => other.ids)) outcomes.set(id, createNotAttemptedFault());
    }
  }
  return outcomes;
}

/** What is to be sent, in the order asked. */
async function planChunks(
  ids: readonly string[],
  bulk: BulkChange,
  outcomes: Map<string, ItemOutcome>,
): Promise<Chunk[]> {
  const { guard, rest } = await withGuardRead(bulk.requestScope, async (current) => ({
    guard: current,
    rest: bulk.looksFirst ? await dropDecided(ids, bulk, outcomes) : ids,
  }));
  const chunks: Chunk[] = [];
  for (let start = 0; start < rest.length; start += MAX_CHUNK_SIZE) {
    chunks.push({ ids: rest.slice(start, start + MAX_CHUNK_SIZE), guard });
  }
  return chunks;
}

/** What is left of chunks when it was looked how their incidents stand. */
function recheckChunks(
  chunks: readonly Chunk[],
  bulk: BulkChange,
  outcomes: Map<string, ItemOutcome>,
): Promise<Chunk[]> {
  const ids = chunks.flatMap((chunk) => chunk.ids);
  return planChunks(ids, { ...bulk, looksFirst: true }, outcomes);
}

/** @returns those of them that are still to be changed, by how they stand now */
async function dropDecided(
  ids: readonly string[],
  { look }: BulkChange,
  outcomes: Map<string, ItemOutcome>,
): Promise<readonly string[]> {
  const decided = await look(ids);
  for (const [id, outcome] of decided) outcomes.set(id, outcome);
  return ids.filter((id) => !decided.has(id));
}

/** Sends a chunk; where it was looked too long ago how its incidents stand, what is left of it after looking again. */
function sendChunk(
  chunk: Chunk,
  bulk: BulkChange,
  outcomes: Map<string, ItemOutcome>,
): Promise<StatusChange<readonly WrittenIncident[]> | undefined> {
  return withGuardRead(
    bulk.requestScope,
    async (guard) => {
      const isOutdated = bulk.looksFirst && guard !== chunk.guard;
      if (isOutdated) Object.assign(chunk, { guard, ids: await dropDecided(chunk.ids, bulk, outcomes) });
      return chunk.ids.length > 0 ? bulk.send(chunk.ids) : undefined;
    },
    chunk.guard,
  );
}

/** @returns the fault that still concerns the chunk as a whole */
async function changeChunk(
  chunk: Chunk,
  bulk: BulkChange,
  outcomes: Map<string, ItemOutcome>,
): Promise<Fault | undefined> {
  if (bulk.isPastDeadline()) return createNotAttemptedFault();
  try {
    const change = await sendChunk(chunk, bulk, outcomes);
    if (!change) return undefined;
    const byId = new Map(change.value.map((incident) => [incident.id, incident]));
    for (const id of chunk.ids) {
      const incident = byId.get(id);
      outcomes.set(id, incident ? { incident, changed: isOwnChange(incident, change) } : createMissingResultFault());
    }
    return undefined;
  } catch (error) {
    const [only, ...others] = chunk.ids;
    if (!(error instanceof Fault) || only === undefined) throw error;
    if (others.length > 0 || !isPerItem(error)) return error;
    outcomes.set(only, error.alreadyDone ? await readUnchanged(only, bulk) : error);
    return undefined;
  }
}

/**
 * Takes those out that are in the wanted state already, for some calls instead of one for each half of a half. They may be of
 * this mutation's own doing, when it was sent more than once.
 *
 * @returns the others; all of them when they cannot be told apart
 */
async function dropAlreadyDone(
  ids: readonly string[],
  refusal: Fault,
  findAlreadyDone: readonly FindAlreadyDone[],
  outcomes: Map<string, ItemOutcome>,
): Promise<readonly string[]> {
  const rest = new Set(ids);
  for (const find of findAlreadyDone) {
    // oxlint-disable-next-line no-await-in-loop -- the next way is taken only when this one finds nothing
    const done = await find(ids).catch(() => undefined);
    for (const incident of done?.value ?? []) {
      if (!done || !rest.delete(incident.id)) continue;
      outcomes.set(incident.id, {
        incident,
        changed: refusal.retriedAfterUnknown === true && isOwnChange(incident, done),
      });
    }
    if (rest.size < ids.length) break;
  }
  return [...rest];
}

async function readUnchanged(id: string, bulk: BulkChange): Promise<ItemOutcome> {
  try {
    return { incident: await bulk.read(id), changed: false };
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

function bisectChunk({ ids, guard }: Chunk): Chunk[] {
  const middle = Math.ceil(ids.length / 2);
  return [ids.slice(0, middle), ids.slice(middle)].map((half) => ({ ids: half, guard }));
}

function isPerItem(fault: Fault): boolean {
  return PER_ITEM_CODES.has(fault.code);
}

/** Not sent: the time was up, or an outage ended the mutation before. */
export function createNotAttemptedFault(): Fault {
  return new Fault('NOT_ATTEMPTED', 'This incident was not sent; sending it again is safe.');
}

function createMissingResultFault(): Fault {
  return new Fault(
    'OUTCOME_UNKNOWN',
    'PagerDuty’s answer does not mention this incident; read it before sending again.',
  );
}

/** An incident's fault as the entry of a bulk result. */
export function toItemError(fault: Fault, field: readonly string[]): UserError {
  const code: UserErrorCode = isPerItem(fault) && isUserErrorCode(fault.code) ? fault.code : toUndoneCode(fault);
  return toUserError(fault.field ? fault : fault.withDetails({ field }), code);
}

function toUndoneCode(fault: Fault): UserErrorCode {
  return fault.outcome === 'UNKNOWN' || fault.code === 'OUTCOME_UNKNOWN' ? 'OUTCOME_UNKNOWN' : 'NOT_ATTEMPTED';
}

/**
 * The fault of a bulk mutation in which nothing was applied and nothing refused for its own sake: an outage, told once
 * for all instead of once an item. What no upstream call failed for (no time left, or left out of an answer) is each
 * item's own.
 */
export function findCommonOutage(outcomes: readonly ItemOutcome[]): Fault | undefined {
  const faults = outcomes.filter((outcome) => outcome instanceof Fault);
  if (faults.length < outcomes.length || faults.some(isPerItem)) return undefined;
  return faults.find(({ code }) => code !== 'NOT_ATTEMPTED' && code !== 'OUTCOME_UNKNOWN');
}
