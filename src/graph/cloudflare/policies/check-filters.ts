import { Fault } from '../../../faults/fault.js';
import { findEntry } from '../../../upstream/transport/partial-list.js';
import type { CloudflareClient } from '../../../upstream/cloudflare/client.js';
import type { WireAlertType } from '../../../upstream/cloudflare/wire.js';
import { clipForMessage } from '../../core/input/validate.js';
import { isRequiredFilter } from '../alert-types/alert-type.map.js';

const FILTERS_PATH = ['input', 'filters'];

/** Wanted values by filter key, in the order of the input; an empty list removes a filter. */
type WantedFilters = ReadonlyMap<string, readonly string[]>;

/**
 * Checks the filters of a new policy. Cloudflare names neither an unknown filter nor a missing one
 * (docs/upstream-quirks.md, quirks 92 and 201).
 *
 * @throws {Fault} `NOT_FOUND` for a type that the account lacks; `INVALID_INPUT` for an unknown or a missing filter
 */
export async function checkNewFilters(
  type: string,
  wanted: WantedFilters,
  client: Pick<CloudflareClient, 'listAlertTypes'>,
): Promise<void> {
  const alertType = await findAlertType(type, client);
  if (!alertType) {
    const message = `The account has no alert type “${clipForMessage(type)}”. Use a \`type\` of \`alertTypes\`; others may need another plan.`;
    throw new Fault('NOT_FOUND', message, { field: ['input', 'alertType'] });
  }
  assertKnown(alertType, wanted, new Set());
  const missing = listRequired(alertType).filter((key) => !wanted.get(key)?.length);
  if (missing.length > 0) throw createMissingFault(alertType, missing);
}

/**
 * Checks the changes of the filters of an existing policy. A filter that the policy has may stay or change, although it is
 * unknown now. A type that the account no longer lists is left to Cloudflare.
 *
 * @throws {Fault} `INVALID_INPUT` for an unknown filter, and for the removal of a required one
 */
export async function checkChangedFilters(
  type: string,
  wanted: WantedFilters,
  existing: readonly string[],
  client: Pick<CloudflareClient, 'listAlertTypes'>,
): Promise<void> {
  const alertType = await findAlertType(type, client);
  if (!alertType) return;
  assertKnown(alertType, wanted, new Set(existing));
  const removed = listRequired(alertType).filter((key) => wanted.get(key)?.length === 0);
  if (removed.length > 0) throw createMissingFault(alertType, removed);
}

async function findAlertType(type: string, client: Pick<CloudflareClient, 'listAlertTypes'>) {
  return findEntry(await client.listAlertTypes(), (candidate) => candidate.type === type);
}

function assertKnown(alertType: WireAlertType, wanted: WantedFilters, existing: ReadonlySet<string>): void {
  const known = (alertType.filter_options ?? []).map(({ Key: key }) => key);
  const index = [...wanted].findIndex(
    ([key, values]) => values.length > 0 && !known.includes(key) && !existing.has(key),
  );
  if (index === -1) return;
  const key = clipForMessage([...wanted.keys()][index] ?? '');
  const possible = known.length > 0 ? `It takes ${known.join(', ')}.` : 'It takes no filters.';
  throw new Fault('INVALID_INPUT', `The alert type “${alertType.type}” has no filter “${key}”. ${possible}`, {
    field: [...FILTERS_PATH, String(index), 'key'],
  });
}

function listRequired({ type, filter_options: options }: WireAlertType): string[] {
  return (options ?? []).filter((option) => isRequiredFilter(type, option)).map(({ Key: key }) => key);
}

function createMissingFault({ type }: WireAlertType, missing: readonly string[]): Fault {
  return new Fault('INVALID_INPUT', `The alert type “${type}” needs these filters: ${missing.join(', ')}.`, {
    field: FILTERS_PATH,
  });
}
