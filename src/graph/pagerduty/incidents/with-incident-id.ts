import type { PagerDutyAccountContext } from '../../core/context.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import { findIncident, type IncidentLocator, resolveIncidentId } from './incident.ref.js';

/**
 * Changes the incident that a reference means. What a dedup key means may change while the write is kept waiting: then it is
 * looked up again.
 *
 * @param write begins with the write that must reach the right incident
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
