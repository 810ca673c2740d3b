import { Fault } from '../../../../faults/fault.js';
import type { WrittenIncident, StatusChange, WireIncident } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { isAtOrAfter } from '../../../../upstream/pagerduty/pagerduty-clock.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { findIncident, isOpen } from '../find-incident.js';
import type { IncidentLocator } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';

export interface ChangeResult {
  readonly incident: WrittenIncident;
  /** False if the incident was already in the requested state. */
  readonly changed: boolean;
}

/** Acknowledging would reopen a resolved incident and page people again (docs/upstream-quirks.md, quirk 37). */
export function createAlreadyResolvedFault(field?: readonly string[]): Fault {
  return new Fault(
    'CONFLICT',
    'The incident is resolved, and acknowledging it would reopen it. To reopen it, use reopenIncident.',
    { field },
  );
}

/** A change that depends on the current status. */
interface ConditionalWrite {
  /** Why the incident must not be changed; undefined if it may be changed. */
  readonly refuse?: (incident: WireIncident) => Fault | undefined;
  readonly isAlreadyDone: (incident: WireIncident) => boolean;
  readonly write: (id: string) => Promise<{ readonly value: WrittenIncident }>;
}

/**
 * Reads the status first. A resolved incident is not changed. An acknowledged one is not acknowledged again, because that
 * could restart its timer (docs/upstream-quirks.md, quirk 39).
 *
 * @throws {Fault} `CONFLICT` if the incident is resolved; `NOT_FOUND`
 */
export function acknowledgeIncident(
  locator: IncidentLocator,
  accountContext: PagerDutyAccountContext,
  actor?: string | null,
): Promise<ChangeResult> {
  return checkThenWrite(locator, accountContext, {
    refuse: ({ status }) => (status === 'resolved' ? createAlreadyResolvedFault(INCIDENT_PATH) : undefined),
    isAlreadyDone: ({ status }) => status === 'acknowledged',
    write: (id) => accountContext.client.acknowledgeIncident(id, actor),
  });
}

/**
 * Returns a resolved incident to triggered. An open one stays unchanged, because it would lose its acknowledgement.
 *
 * @throws {Fault} `NOT_FOUND`
 */
export function reopenIncident(
  locator: IncidentLocator,
  accountContext: PagerDutyAccountContext,
  actor?: string | null,
): Promise<ChangeResult> {
  return checkThenWrite(locator, accountContext, {
    isAlreadyDone: isOpen,
    write: (id) => accountContext.client.reopenIncident(id, actor),
  });
}

function checkThenWrite(
  locator: IncidentLocator,
  accountContext: PagerDutyAccountContext,
  change: ConditionalWrite,
): Promise<ChangeResult> {
  let written: IncidentLocator | undefined;
  return readThenWrite<WireIncident, ChangeResult>(accountContext, {
    // After a write was sent, a dedup key may refer to another incident than the written one.
    read: () => findIncident(written ?? locator, accountContext, INCIDENT_PATH),
    resultWithoutWrite(incident, previousFault) {
      const refusal = change.refuse?.(incident);
      if (refusal) throw refusal;
      // If the previous response was lost, that write probably made the change.
      return change.isAlreadyDone(incident) ? { incident, changed: previousFault?.outcome === 'UNKNOWN' } : undefined;
    },
    async write({ id }, previousFault) {
      try {
        return { incident: (await withFieldPath(INCIDENT_PATH, change.write(id))).value, changed: true };
      } catch (error) {
        if (!accountContext.requestScope.guardRead?.hasExpired) written = { id };
        if (!(error instanceof Fault && error.alreadyDone)) throw error;
        return { ...(await readCurrent(accountContext, id)), changed: previousFault?.outcome === 'UNKNOWN' };
      }
    },
    canRetry: true,
  });
}

/**
 * Resolves an incident with one write and no read.
 *
 * @throws {Fault} `NOT_FOUND`
 */
export async function resolveIncident(
  id: string,
  accountContext: PagerDutyAccountContext,
  resolution: string | undefined,
  actor?: string | null,
): Promise<ChangeResult> {
  const startedAt = Date.now();
  try {
    const change = await withFieldPath(INCIDENT_PATH, accountContext.client.resolveIncident(id, resolution, actor));
    return { incident: change.value, changed: isOwnChange(change.value, change) };
  } catch (error) {
    if (!(error instanceof Fault && error.alreadyDone)) throw error;
    const { incident } = await readCurrent(accountContext, id);
    // If the response to an earlier attempt was lost, that attempt may have resolved the incident.
    const sentAt = accountContext.client.toPagerDutyTime(startedAt);
    return { incident, changed: error.retriedAfterUnknown === true && isOwnChange(incident, { sentAt }) };
  }
}

/** Reads the incident after code 1001 or 1002, which mean that it was already in the requested state. */
async function readCurrent({ client }: PagerDutyAccountContext, id: string): Promise<ChangeResult> {
  return { incident: await client.getIncident(id), changed: false };
}

/**
 * Whether the status changed with this call. PagerDuty responds to a repeated change as to the first one, but the last
 * change is then older than the call. The clocks may not show it (same second, unknown offset). Then it counts as
 * changed by this call, because the result must be true or false.
 */
export function isOwnChange(incident: WrittenIncident, { sentAt }: Pick<StatusChange<unknown>, 'sentAt'>): boolean {
  return isAtOrAfter(incident.last_status_change_at, sentAt) !== false;
}
