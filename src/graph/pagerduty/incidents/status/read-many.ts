import pMap from 'p-map';
import { Fault } from '../../../../faults/fault.js';
import { MAX_CONCURRENT_READS, MAX_OFFSET, MAX_PAGE_SIZE } from '../../../../upstream/pagerduty/limits.js';
import type { WireIncident } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import type { ItemOutcome } from './bulk-change.js';

/** The outcome of an incident that needs no change or must not be changed; undefined otherwise. */
export type DecideWithoutWrite = (incident: WireIncident) => ItemOutcome | undefined;

/** Reads the incidents and returns the outcomes of those that need no change or must not be changed. */
export async function readStatuses(
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

/** Lists as many of the most recently resolved incidents as there are ids. Ids resolved a moment ago are likely among them. */
export async function listRecentlyResolved(
  { length }: readonly string[],
  { client }: PagerDutyAccountContext,
): Promise<readonly WireIncident[]> {
  const found: WireIncident[] = [];
  for (let offset = 0, more = true; more && offset < length; offset += MAX_PAGE_SIZE) {
    // oxlint-disable-next-line no-await-in-loop -- only this page shows whether there is another one
    const page = await client.listIncidents({
      statuses: ['resolved'],
      sortBy: ['resolved_at:desc'],
      limit: MAX_PAGE_SIZE,
      offset,
    });
    found.push(...page.items);
    ({ more } = page);
  }
  return found;
}

/** Returns the incidents that are resolved, however long ago. */
export async function readResolved(
  ids: readonly string[],
  accountContext: PagerDutyAccountContext,
): Promise<readonly WireIncident[]> {
  const incidents = [...(await readIncidents(ids, accountContext)).values()];
  return incidents.filter((one): one is WireIncident => !(one instanceof Fault) && one.status === 'resolved');
}

/** Reads pages of open incidents while that takes fewer calls than reading the remaining ids one by one. */
async function readIncidents(
  ids: readonly string[],
  { client }: PagerDutyAccountContext,
): Promise<ReadonlyMap<string, WireIncident | Fault>> {
  const remaining = new Set(ids);
  const found = new Map<string, WireIncident | Fault>();
  for (
    let offset = 0, more = true;
    more && remaining.size > 1 && offset / MAX_PAGE_SIZE < remaining.size;
    offset += MAX_PAGE_SIZE
  ) {
    // oxlint-disable-next-line no-await-in-loop -- only this page shows whether another one is needed
    const page = await client.listIncidents({
      statuses: ['triggered', 'acknowledged'],
      sortBy: ['created_at:desc'],
      limit: MAX_PAGE_SIZE,
      offset,
    });
    for (const incident of page.items) if (remaining.delete(incident.id)) found.set(incident.id, incident);
    more = page.more && offset + 2 * MAX_PAGE_SIZE <= MAX_OFFSET;
  }
  const readOne = async (id: string) => found.set(id, await client.getIncident(id).catch(faultOrRethrow));
  await pMap(remaining, readOne, { concurrency: MAX_CONCURRENT_READS });
  return found;
}

export function faultOrRethrow(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
}
