import { Fault } from '../../../../faults/fault.js';
import type { WrittenIncident, StatusChange, WireIncident } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { withFieldPath } from '../../../core/mutations/run-mutation.js';
import { isAtOrAfter } from '../../../../upstream/pagerduty/pagerduty-clock.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { findIncident, isOpen, type IncidentLocator } from '../incident.ref.js';

export interface ChangeResult {
  readonly incident: WrittenIncident;
  /** False when it was in the wanted state already. */
  readonly changed: boolean;
}

const INCIDENT_PATH = ['input', 'incident'];

/** Acknowledging would reopen a resolved incident and page people again (contracts: quirk 37). */
export function createAlreadyResolvedFault(field?: readonly string[]): Fault {
  return new Fault('CONFLICT', 'The incident is resolved; acknowledging it would reopen it.', { field });
}

/** A change that depends on how the incident stands. */
interface ConditionalWrite {
  /** Why an incident that stands like this is left alone; undefined when it may be changed. */
  readonly refuse?: (incident: WireIncident) => Fault | undefined;
  readonly isAlreadyDone: (incident: WireIncident) => boolean;
  readonly write: (id: string) => Promise<{ readonly value: WrittenIncident }>;
}

/**
 * Reads the status first: a resolved incident is left alone, an acknowledged one is not acknowledged again (that could
 * restart its timer, contracts: quirk 39).
 *
 * @throws {Fault} `CONFLICT` when it is resolved, `NOT_FOUND`
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
 * Puts a resolved incident back to triggered. An open one is left as it is: it would lose its acknowledgement.
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
    // Once something was sent, a key may lead to another incident than the one we wrote to.
    read: () => findIncident(written ?? locator, accountContext, INCIDENT_PATH),
    resultWithoutWrite(incident, previousFault) {
      const refusal = change.refuse?.(incident);
      if (refusal) throw refusal;
      // Not so when we looked before, but since our answer was lost: that counts as our doing.
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
 * One write and no read, unless the incident is named by number or key.
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
    // The answer of an earlier try may have been lost: then it may have been our own doing.
    const sentAt = accountContext.client.toPagerDutyTime(startedAt);
    return { incident, changed: error.retriedAfterUnknown === true && isOwnChange(incident, { sentAt }) };
  }
}

/** Codes 1001 and 1002 say that there was nothing left to do; then the incident is read as it stands. */
async function readCurrent({ client }: PagerDutyAccountContext, id: string): Promise<ChangeResult> {
  return { incident: await client.getIncident(id), changed: false };
}

/**
 * Whether the status changed with this call: PagerDuty answers a repeat like the first time, but its last change is then
 * older than the call. What cannot be told from a change of our own, for it fell into the same second or the clocks are not
 * known more exactly, counts as ours: the answer must be yes or no.
 */
export function isOwnChange(incident: WrittenIncident, { sentAt }: Pick<StatusChange<unknown>, 'sentAt'>): boolean {
  return isAtOrAfter(incident.last_status_change_at, sentAt) !== false;
}
