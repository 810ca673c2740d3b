import pMap from 'p-map';
import { toError } from '../../shared/to-error.js';
import { MAX_CONCURRENT_READS } from '../../upstream/pagerduty/limits.js';
import { parseGlobalId } from '../core/ids/global-id.js';
import type { Node } from '../core/ids/node.type.js';

/** A read of one object. */
export interface NodeRead {
  /** Global id, or any other text; undefined for an object that is found by its name, for which there is a loader, too. */
  readonly id: string | undefined;
  readonly read: () => Promise<Node | null>;
}

type NodeResult = Node | Error | null;

/** Types whose loaders read many objects at once. A loader limits its reads in flight, so these may all begin together. */
const BATCHED_TYPES: ReadonlySet<string> = new Set([
  'BusinessService',
  'EscalationPolicy',
  'Incident',
  'PagerDutyService',
  'PagerDutyUser',
  'Schedule',
  'Team',
]);

const isBatched = (id: string | undefined) => id === undefined || BATCHED_TYPES.has(parseGlobalId(id)?.type ?? '');

/**
 * Runs many reads, with few in flight at once.
 *
 * @returns the results in order; an error is the result of its own read
 */
export async function readMany(reads: readonly NodeRead[]): Promise<readonly NodeResult[]> {
  const results = new Map<NodeRead, NodeResult>();
  const run = async (one: NodeRead) => results.set(one, await one.read().catch(toError));
  const batched = reads.filter(({ id }) => isBatched(id)).map(run);
  await pMap(
    reads.filter(({ id }) => !isBatched(id)),
    run,
    { concurrency: MAX_CONCURRENT_READS },
  );
  await Promise.all(batched);
  return reads.map((one) => results.get(one) ?? null);
}
