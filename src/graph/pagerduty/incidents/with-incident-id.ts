import type { PagerDutyAccountContext } from '../../core/context.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import { findIncident, resolveIncidentId } from './find-incident.js';
import type { IncidentLocator } from './incident.ref.js';

/**
 * Runs a write with the id of the referenced incident. A dedup key may refer to another incident by the time a delayed
 * write is sent, so it is then looked up again.
 *
 * @param write must start with the upstream write
 * @throws {Fault} `NOT_FOUND` at `field`; what `write` throws
 */
export async function withIncidentId<T>(
  locator: IncidentLocator,
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
  write: (id: string) => Promise<T>,
): Promise<T> {
  if (!('dedupKey' in locator)) return write(await resolveIncidentId(locator, accountContext, field));
  return readThenWrite(accountContext, {
    read: () => findIncident(locator, accountContext, field),
    write: ({ id }) => write(id),
  });
}
