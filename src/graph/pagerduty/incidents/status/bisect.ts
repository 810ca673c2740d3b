import { Fault } from '../../../../faults/fault.js';
import { MAX_BULK_UPDATE_SIZE } from '../../../../upstream/pagerduty/limits.js';
import type { StatusChange, WrittenIncident } from '../../../../upstream/pagerduty/wire.js';
import type { GuardRead } from '../../../../upstream/transport/resilience/guard-read.js';
import { undefinedOnFault } from '../../../core/errors/undefined-on-fault.js';
import { withGuardRead } from '../../../core/mutations/read-then-write.js';
import type { BulkChange, FindAlreadyDone, ItemOutcome } from './bulk-change.js';
import { isOwnChange } from './change-one.js';
import { createMissingResultFault, createNotAttemptedFault, isPerItem } from './item-errors.js';
import { faultOrRethrow } from './read-many.js';

/** So many refused calls isolate one or two refused incidents. For more of them, reading the remaining statuses is cheaper. */
const MAX_BISECTIONS = 16;

/** Incidents of one call. */
interface Chunk {
  ids: readonly string[];
  /** Guard of the reads that decided about this chunk; other chunks may have older or newer reads. */
  guard: GuardRead;
  /** Whether a response was lost, so that this mutation may have changed what is already in the requested state. */
  mayBeDone: boolean;
}

/**
 * Changes the status of many incidents. PagerDuty refuses a whole call because of one invalid incident, so a refused chunk
 * is bisected until the refused incidents are alone. After an outage nothing more is sent.
 */
export async function changeByBisection(ids: readonly string[], bulk: BulkChange): Promise<Map<string, ItemOutcome>> {
  const outcomes = new Map<string, ItemOutcome>();
  let { findAlreadyDone = [] } = bulk;
  const pending = await planChunks(ids, bulk, outcomes);
  let bisections = 0;

  for (let chunk = pending.shift(); chunk; chunk = pending.shift()) {
    // oxlint-disable no-await-in-loop -- PagerDuty recommends serial calls, and an outage ends the loop
    const fault = await changeChunk(chunk, bulk, outcomes);
    const { ids: sent } = chunk;
    const rest = fault?.alreadyDone ? await dropAlreadyDone(chunk, findAlreadyDone, outcomes) : sent;
    if (fault?.alreadyDone && rest.length === sent.length) findAlreadyDone = [];
    if (rest.length < sent.length) pending.unshift(...(rest.length > 0 ? [{ ...chunk, ids: rest }] : []));
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

/** Splits the incidents that need the change into chunks, in the given order. */
async function planChunks(
  ids: readonly string[],
  bulk: BulkChange,
  outcomes: Map<string, ItemOutcome>,
): Promise<Chunk[]> {
  const { guard, rest } = await withGuardRead(bulk.requestScope, async (current) => ({
    guard: current,
    rest: bulk.checksFirst ? await dropDecided(ids, bulk, outcomes) : ids,
  }));
  const chunks: Chunk[] = [];
  for (let start = 0; start < rest.length; start += MAX_BULK_UPDATE_SIZE) {
    chunks.push({ ids: rest.slice(start, start + MAX_BULK_UPDATE_SIZE), guard, mayBeDone: false });
  }
  return chunks;
}

/** Checks the statuses of all incidents of the chunks and plans anew. */
function recheckChunks(
  chunks: readonly Chunk[],
  bulk: BulkChange,
  outcomes: Map<string, ItemOutcome>,
): Promise<Chunk[]> {
  const ids = chunks.flatMap((chunk) => chunk.ids);
  return planChunks(ids, { ...bulk, checksFirst: true }, outcomes);
}

/** @returns the incidents that still need the change, by their current status */
async function dropDecided(
  ids: readonly string[],
  { checkStatuses }: BulkChange,
  outcomes: Map<string, ItemOutcome>,
): Promise<readonly string[]> {
  const decided = await checkStatuses(ids);
  for (const [id, outcome] of decided) outcomes.set(id, outcome);
  return ids.filter((id) => !decided.has(id));
}

/** Sends a chunk. If its status check is too old, checks again and sends only what still needs the change. */
function sendChunk(
  chunk: Chunk,
  bulk: BulkChange,
  outcomes: Map<string, ItemOutcome>,
): Promise<StatusChange<readonly WrittenIncident[]> | undefined> {
  return withGuardRead(
    bulk.requestScope,
    async (guard) => {
      const isOutdated = bulk.checksFirst && guard !== chunk.guard;
      if (isOutdated) Object.assign(chunk, { guard, ids: await dropDecided(chunk.ids, bulk, outcomes) });
      return chunk.ids.length > 0 ? bulk.send(chunk.ids) : undefined;
    },
    chunk.guard,
  );
}

/** @returns the fault, if it concerns the chunk as a whole */
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
      outcomes.set(
        id,
        incident ? { incident, changed: isOwnChange(incident, change) } : createMissingResultFault('incident'),
      );
    }
    return undefined;
  } catch (error) {
    const [only, ...others] = chunk.ids;
    if (!(error instanceof Fault) || only === undefined) throw error;
    chunk.mayBeDone ||= error.retriedAfterUnknown === true;
    if (others.length > 0 || !isPerItem(error)) return error;
    outcomes.set(only, error.alreadyDone ? await readDone(only, chunk, bulk) : error);
    return undefined;
  }
}

/**
 * Drops incidents that are already in the requested state, which costs fewer calls than bisecting. If the write was sent
 * more than once, this mutation itself may have changed them.
 *
 * @returns the other incidents; all of them if none was found
 */
async function dropAlreadyDone(
  { ids, mayBeDone }: Chunk,
  findAlreadyDone: readonly FindAlreadyDone[],
  outcomes: Map<string, ItemOutcome>,
): Promise<readonly string[]> {
  const rest = new Set(ids);
  for (const find of findAlreadyDone) {
    // oxlint-disable-next-line no-await-in-loop -- the next way is used only if this one finds nothing
    const done = await find(ids).catch(undefinedOnFault);
    for (const incident of done?.value ?? []) {
      if (!done || !rest.delete(incident.id)) continue;
      outcomes.set(incident.id, { incident, changed: mayBeDone && isOwnChange(incident, done) });
    }
    if (rest.size < ids.length) break;
  }
  return [...rest];
}

/** Reads an incident that PagerDuty reports to be in the requested state. */
async function readDone(id: string, { mayBeDone }: Chunk, bulk: BulkChange): Promise<ItemOutcome> {
  const incident = await bulk.read(id).catch(faultOrRethrow);
  if (incident instanceof Fault) return incident;
  return { incident, changed: mayBeDone && isOwnChange(incident, { sentAt: bulk.startedAt() }) };
}

function bisectChunk(chunk: Chunk): Chunk[] {
  const { ids } = chunk;
  const middle = Math.ceil(ids.length / 2);
  return [ids.slice(0, middle), ids.slice(middle)].map((half) => ({ ...chunk, ids: half }));
}
