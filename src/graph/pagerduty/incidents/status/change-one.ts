import { Fault } from '../../../../faults/fault.js';
import type { IncidentEcho, StatusChange, WireIncident } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../../../core/context.js';
import { blaming } from '../../../core/mutations/run-mutation.js';
import { isSince } from '../../../../upstream/pagerduty/pagerduty-clock.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { findIncident, isOpen, type IncidentLocator } from '../incident.ref.js';

export interface Changed {
  readonly incident: IncidentEcho;
  /** False when it was in the wanted state already. */
  readonly changed: boolean;
}

const FIELD = ['input', 'incident'];

/** Acknowledging would reopen a resolved incident and page people again (contracts: quirk 37). */
export function alreadyResolved(field?: readonly string[]): Fault {
  return new Fault('CONFLICT', 'The incident is resolved; acknowledging it would reopen it.', { field });
}

/** A change that depends on how the incident stands. */
interface Deed {
  /** Why an incident that stands like this is left alone; undefined when it may be changed. */
  readonly refusal?: (incident: WireIncident) => Fault | undefined;
  readonly isDone: (incident: WireIncident) => boolean;
  readonly write: (id: string) => Promise<{ readonly value: IncidentEcho }>;
}

/**
 * Reads the status first: a resolved incident is left alone, an acknowledged one is not acknowledged again (that could
 * restart its timer, contracts: quirk 39).
 *
 * @throws {Fault} `CONFLICT` when it is resolved, `NOT_FOUND`
 */
export function acknowledge(
  locator: IncidentLocator,
  access: PagerDutyAccess,
  actor?: string | null,
): Promise<Changed> {
  return afterLooking(locator, access, {
    refusal: ({ status }) => (status === 'resolved' ? alreadyResolved(FIELD) : undefined),
    isDone: ({ status }) => status === 'acknowledged',
    write: (id) => access.client.acknowledgeIncident(id, actor),
  });
}

/**
 * Puts a resolved incident back to triggered. An open one is left as it is: it would lose its acknowledgement.
 *
 * @throws {Fault} `NOT_FOUND`
 */
export function reopen(locator: IncidentLocator, access: PagerDutyAccess, actor?: string | null): Promise<Changed> {
  return afterLooking(locator, access, {
    isDone: isOpen,
    write: (id) => access.client.reopenIncident(id, actor),
  });
}

function afterLooking(locator: IncidentLocator, access: PagerDutyAccess, deed: Deed): Promise<Changed> {
  let written: IncidentLocator | undefined;
  return readThenWrite<WireIncident, Changed>(access, {
    // Once something was sent, a key may lead to another incident than the one we wrote to.
    read: () => findIncident(written ?? locator, access, FIELD),
    settled(incident, lost) {
      const refusal = deed.refusal?.(incident);
      if (refusal) throw refusal;
      // Not so when we looked before, but since our answer was lost: that counts as our doing.
      return deed.isDone(incident) ? { incident, changed: lost?.outcome === 'UNKNOWN' } : undefined;
    },
    async write({ id }, lost) {
      try {
        return { incident: (await blaming(FIELD, deed.write(id))).value, changed: true };
      } catch (error) {
        if (!access.scope.guard?.hasExpired) written = { id };
        if (!(error instanceof Fault && error.alreadyDone)) throw error;
        return { ...(await asItStands(access, id)), changed: lost?.outcome === 'UNKNOWN' };
      }
    },
    repeats: true,
  });
}

/**
 * One write and no read, unless the incident is named by number or key.
 *
 * @throws {Fault} `NOT_FOUND`
 */
export async function resolve(
  id: string,
  access: PagerDutyAccess,
  resolution: string | undefined,
  actor?: string | null,
): Promise<Changed> {
  const startedAt = Date.now();
  try {
    const change = await blaming(FIELD, access.client.resolveIncident(id, resolution, actor));
    return { incident: change.value, changed: isFresh(change.value, change) };
  } catch (error) {
    if (!(error instanceof Fault && error.alreadyDone)) throw error;
    const { incident } = await asItStands(access, id);
    // The answer of an earlier try may have been lost: then it may have been our own doing.
    const sentAt = access.client.momentOf(startedAt);
    return { incident, changed: error.repeated === true && isFresh(incident, { sentAt }) };
  }
}

/** Codes 1001 and 1002 say that there was nothing left to do; then the incident is read as it stands. */
async function asItStands({ client }: PagerDutyAccess, id: string): Promise<Changed> {
  return { incident: await client.getIncident(id), changed: false };
}

/**
 * Whether the status changed with this call: PagerDuty answers a repeat like the first time, but its last change is then
 * older than the call. What cannot be told from a change of our own, for it fell into the same second or the clocks are not
 * known more exactly, counts as ours: the answer must be yes or no.
 */
export function isFresh(incident: IncidentEcho, { sentAt }: Pick<StatusChange<unknown>, 'sentAt'>): boolean {
  return isSince(incident.last_status_change_at, sentAt) !== false;
}
