import { Fault } from '../../../../faults/fault.js';
import { isUserErrorCode, type Kind, type UserErrorCode } from '../../../../faults/codes.js';
import type { IncidentEcho, StatusChange } from '../../../../upstream/pagerduty/wire.js';
import type { CallScope } from '../../../../upstream/transport/request-scope.js';
import type { GuardRead } from '../../../../upstream/transport/resilience/guard-read.js';
import { underGuard } from '../../../core/mutations/read-then-write.js';
import { toUserError, type UserError } from '../../../core/errors/user-error.type.js';
import { isFresh, type Changed } from './change-one.js';

/** PagerDuty refuses a call with more items (contracts: pagerduty-rest section 7.4). */
const LARGEST_CHUNK = 250;

/** So many refused calls find one or two culprits. Where there are more, it is cheaper to look at all that are left. */
const MOST_HALVINGS = 16;

/** A bulk mutation ends within this time; what was not sent by then was not attempted. */
export const BULK_LIMIT_MS = 14_000;

/** What became of one incident: how it stands, or why nothing was done to it. */
export type Outcome = Changed | Fault;

type FindDone = (ids: readonly string[]) => Promise<StatusChange<readonly IncidentEcho[]>>;

export interface Bulk {
  readonly scope: CallScope;
  /** One upstream call for at most 250 incidents. */
  readonly send: (ids: readonly string[]) => Promise<StatusChange<readonly IncidentEcho[]>>;
  /** How an incident stands that turned out to be in the wanted state already. */
  readonly read: (id: string) => Promise<IncidentEcho>;
  /**
   * Ways to find those that are in the wanted state already, dated from the begin of the mutation, the cheapest first; for
   * where PagerDuty refuses a call because of one of them.
   */
  readonly findDone?: readonly FindDone[];
  /** How incidents stand by now that need no change, or may not have one; a call for each of them at most. */
  readonly look: (ids: readonly string[]) => Promise<ReadonlyMap<string, Outcome>>;
  /** Whether it is decided by that what is sent. Else it is looked only where much is refused. */
  readonly looksFirst: boolean;
  readonly isLate: () => boolean;
}

/** Incidents of one call. */
interface Chunk {
  ids: readonly string[];
  /** Of the reads by which they are sent: those of other chunks may be newer, or older. */
  guard: GuardRead;
}

/** Refusals that may concern a single incident of a chunk; any other concerns them all. */
const OWN_SAKE: ReadonlySet<Kind> = new Set<Kind>([
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
export async function changeAll(ids: readonly string[], bulk: Bulk): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  let { findDone = [] } = bulk;
  const waiting = await chunksOf(ids, bulk, outcomes);
  let halvings = 0;

  for (let chunk = waiting.shift(); chunk; chunk = waiting.shift()) {
    // oxlint-disable no-await-in-loop -- PagerDuty asks for serial calls, and one outage ends them all
    const fault = await changeChunk(chunk, bulk, outcomes);
    const { ids: sent, guard } = chunk;
    const rest = fault?.alreadyDone ? await withoutDone(sent, fault, findDone, outcomes) : sent;
    if (fault?.alreadyDone && rest.length === sent.length) findDone = [];
    if (rest.length < sent.length) waiting.unshift(...(rest.length > 0 ? [{ ids: rest, guard }] : []));
    else if (fault && isOwnSake(fault)) {
      halvings += 1;
      if (halvings === MOST_HALVINGS)
        waiting.unshift(...(await lookedAt([chunk, ...waiting.splice(0)], bulk, outcomes)));
      else waiting.unshift(...halves(chunk));
      // oxlint-enable no-await-in-loop
    } else if (fault) {
      for (const id of sent) outcomes.set(id, fault);
      for (const id of waiting.splice(0).flatMap((one) => one.ids)) outcomes.set(id, notAttempted());
    }
  }
  return outcomes;
}

/** What is to be sent, in the order asked. */
async function chunksOf(ids: readonly string[], bulk: Bulk, outcomes: Map<string, Outcome>): Promise<Chunk[]> {
  const { guard, rest } = await underGuard(bulk.scope, async (current) => ({
    guard: current,
    rest: bulk.looksFirst ? await undecided(ids, bulk, outcomes) : ids,
  }));
  const chunks: Chunk[] = [];
  for (let start = 0; start < rest.length; start += LARGEST_CHUNK) {
    chunks.push({ ids: rest.slice(start, start + LARGEST_CHUNK), guard });
  }
  return chunks;
}

/** What is left of chunks when it was looked how their incidents stand. */
function lookedAt(chunks: readonly Chunk[], bulk: Bulk, outcomes: Map<string, Outcome>): Promise<Chunk[]> {
  const ids = chunks.flatMap((chunk) => chunk.ids);
  return chunksOf(ids, { ...bulk, looksFirst: true }, outcomes);
}

/** @returns those of them that are still to be changed, by how they stand now */
async function undecided(
  ids: readonly string[],
  { look }: Bulk,
  outcomes: Map<string, Outcome>,
): Promise<readonly string[]> {
  const seen = await look(ids);
  for (const [id, outcome] of seen) outcomes.set(id, outcome);
  return ids.filter((id) => !seen.has(id));
}

/** Sends a chunk; where it was looked too long ago how its incidents stand, what is left of it after looking again. */
function sendChunk(
  chunk: Chunk,
  bulk: Bulk,
  outcomes: Map<string, Outcome>,
): Promise<StatusChange<readonly IncidentEcho[]> | undefined> {
  return underGuard(
    bulk.scope,
    async (guard) => {
      const isOutdated = bulk.looksFirst && guard !== chunk.guard;
      if (isOutdated) Object.assign(chunk, { guard, ids: await undecided(chunk.ids, bulk, outcomes) });
      return chunk.ids.length > 0 ? bulk.send(chunk.ids) : undefined;
    },
    chunk.guard,
  );
}

/** @returns the fault that still concerns the chunk as a whole */
async function changeChunk(chunk: Chunk, bulk: Bulk, outcomes: Map<string, Outcome>): Promise<Fault | undefined> {
  if (bulk.isLate()) return notAttempted();
  try {
    const change = await sendChunk(chunk, bulk, outcomes);
    if (!change) return undefined;
    const byId = new Map(change.value.map((incident) => [incident.id, incident]));
    for (const id of chunk.ids) {
      const incident = byId.get(id);
      outcomes.set(id, incident ? { incident, changed: isFresh(incident, change) } : unanswered());
    }
    return undefined;
  } catch (error) {
    const [only, ...others] = chunk.ids;
    if (!(error instanceof Fault) || only === undefined) throw error;
    if (others.length > 0 || !isOwnSake(error)) return error;
    outcomes.set(only, error.alreadyDone ? await asItStands(only, bulk) : error);
    return undefined;
  }
}

/**
 * Takes those out that are in the wanted state already, for some calls instead of one for each half of a half. They may be of
 * this mutation's own doing, when it was sent more than once.
 *
 * @returns the others; all of them when they cannot be told apart
 */
async function withoutDone(
  ids: readonly string[],
  refusal: Fault,
  findDone: readonly FindDone[],
  outcomes: Map<string, Outcome>,
): Promise<readonly string[]> {
  const rest = new Set(ids);
  for (const find of findDone) {
    // oxlint-disable-next-line no-await-in-loop -- the next way is taken only when this one finds nothing
    const done = await find(ids).catch(() => undefined);
    for (const incident of done?.value ?? []) {
      if (!done || !rest.delete(incident.id)) continue;
      outcomes.set(incident.id, { incident, changed: refusal.repeated === true && isFresh(incident, done) });
    }
    if (rest.size < ids.length) break;
  }
  return [...rest];
}

async function asItStands(id: string, bulk: Bulk): Promise<Outcome> {
  try {
    return { incident: await bulk.read(id), changed: false };
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

function halves({ ids, guard }: Chunk): Chunk[] {
  const middle = Math.ceil(ids.length / 2);
  return [ids.slice(0, middle), ids.slice(middle)].map((half) => ({ ids: half, guard }));
}

function isOwnSake(fault: Fault): boolean {
  return OWN_SAKE.has(fault.kind);
}

/** Not sent: the time was up, or an outage ended the mutation before. */
export function notAttempted(): Fault {
  return new Fault('NOT_ATTEMPTED', 'This incident was not sent; sending it again is safe.');
}

function unanswered(): Fault {
  return new Fault(
    'OUTCOME_UNKNOWN',
    'PagerDuty’s answer does not mention this incident; read it before sending again.',
  );
}

/** An incident's fault as the entry of a bulk result. */
export function itemError(fault: Fault, field: readonly string[]): UserError {
  const code: UserErrorCode = isOwnSake(fault) && isUserErrorCode(fault.kind) ? fault.kind : lostCode(fault);
  return toUserError(fault.field ? fault : fault.with({ field }), code);
}

function lostCode(fault: Fault): UserErrorCode {
  return fault.outcome === 'UNKNOWN' || fault.kind === 'OUTCOME_UNKNOWN' ? 'OUTCOME_UNKNOWN' : 'NOT_ATTEMPTED';
}

/**
 * The fault of a bulk mutation in which nothing was applied and nothing refused for its own sake: an outage, told once
 * for all instead of once an item. What no upstream call failed for (no time left, or left out of an answer) is each
 * item's own.
 */
export function outageOf(outcomes: readonly Outcome[]): Fault | undefined {
  const faults = outcomes.filter((outcome) => outcome instanceof Fault);
  if (faults.length < outcomes.length || faults.some(isOwnSake)) return undefined;
  return faults.find(({ kind }) => kind !== 'NOT_ATTEMPTED' && kind !== 'OUTCOME_UNKNOWN');
}
