import pMap from 'p-map';
import { Fault } from '../../../../faults/fault.js';
import { MAX_CONCURRENT_READS } from '../../../../upstream/pagerduty/limits.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { resolveIncidentId } from '../find-incident.js';
import type { IncidentLocator } from '../incident.ref.js';
import { cancelQueuedTriggers } from './cancel-queued.js';
import { createNotAttemptedFault } from './item-errors.js';
import { faultOrRethrow } from './read-many.js';

/** One incident of a bulk mutation. */
export interface FoundIncident {
  readonly id: string | Fault;
  readonly cancelledTriggers: number;
}

export type FindOne = (locator: IncidentLocator, field: readonly string[]) => Promise<FoundIncident>;

/** Finds the incident of a reference. */
export function createFinder(accountContext: PagerDutyAccountContext): FindOne {
  return async (locator, field) => ({
    id: await resolveIncidentId(locator, accountContext, field).catch(faultOrRethrow),
    cancelledTriggers: 0,
  });
}

/** Cancels the queued triggers of a dedup key, then finds its incident. */
export function createCancellingFinder(accountContext: PagerDutyAccountContext): FindOne {
  const find = createFinder(accountContext);
  return async (locator, field) => {
    const { cancelled, blockedBy, unlessFound } = await cancelQueuedTriggers(locator, accountContext);
    const id = blockedBy ?? (await find(locator, field)).id;
    const isMissing = id instanceof Fault && id.code === 'NOT_FOUND';
    return { id: isMissing ? (unlessFound ?? id) : id, cancelledTriggers: cancelled };
  };
}

/** Finds each distinct reference once. Entries that are equal have the same result, each with its own path. */
export async function findIncidents(
  locators: readonly IncidentLocator[],
  findOne: FindOne,
  toPath: (index: number) => readonly string[],
): Promise<readonly FoundIncident[]> {
  const distinct = new Map(locators.map((locator, index) => [JSON.stringify(locator), { locator, index }]));
  const found = new Map<string, FoundIncident>();
  const findDistinct = async ([key, { locator, index }]: [string, { locator: IncidentLocator; index: number }]) =>
    found.set(key, await findOne(locator, toPath(index)));
  await pMap(distinct, findDistinct, { concurrency: MAX_CONCURRENT_READS });
  return locators.map((locator, index) => withPath(found.get(JSON.stringify(locator)), toPath(index)));
}

function withPath(found: FoundIncident | undefined, field: readonly string[]): FoundIncident {
  const { id, cancelledTriggers } = found ?? { id: createNotAttemptedFault(), cancelledTriggers: 0 };
  const hasPath = typeof id !== 'string' && id.field !== undefined;
  return { id: hasPath ? id.withDetails({ field }) : id, cancelledTriggers };
}
