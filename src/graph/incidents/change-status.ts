import { Fault } from '../../faults/fault.js';
import type { StatusChange, WireIncident } from '../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../context.js';
import { blaming } from '../settle.js';
import { findIncident, incidentIdOf, type IncidentLocator } from './incident.ref.js';

export interface Changed {
  readonly incident: WireIncident;
  /** False when it was in the wanted state already. */
  readonly changed: boolean;
}

const FIELD = ['input', 'incident'];

/** Acknowledging would reopen a resolved incident and page people again (contracts: quirk 37). */
export function alreadyResolved(field?: readonly string[]): Fault {
  return new Fault('CONFLICT', 'The incident is resolved; acknowledging it would reopen it.', { field });
}

/**
 * Reads the status first: a resolved incident is left alone, an acknowledged one is not acknowledged again (that could
 * restart its timer, contracts: quirk 39).
 *
 * @throws {Fault} `CONFLICT` when it is resolved, `NOT_FOUND`
 */
export async function acknowledge(
  locator: IncidentLocator,
  access: PagerDutyAccess,
  actor?: string | null,
): Promise<Changed> {
  const incident = await findIncident(locator, access, FIELD);
  if (incident.status === 'resolved') throw alreadyResolved(FIELD);
  if (incident.status === 'acknowledged') return { incident, changed: false };
  return orAlreadyDone(access, incident.id, async () => {
    const { value } = await access.client.acknowledgeIncident(incident.id, actor);
    return { incident: value, changed: true };
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
  return orAlreadyDone(access, id, async () => {
    const change = await blaming(FIELD, access.client.resolveIncident(id, resolution, actor));
    return { incident: change.value, changed: isFresh(change.value, change) };
  });
}

export async function idFor(locator: IncidentLocator, access: PagerDutyAccess): Promise<string> {
  return incidentIdOf(locator, access, FIELD);
}

/**
 * Whether the status changed with this call: PagerDuty answers a repeat like the first time, but its last change is then
 * older than the call. Told to the second, by PagerDuty's own clock.
 */
export function isFresh(incident: WireIncident, { sentAt }: Pick<StatusChange<unknown>, 'sentAt'>): boolean {
  const at = Date.parse(incident.last_status_change_at ?? '');
  return Number.isNaN(at) || at >= sentAt;
}

/** Codes 1001 and 1002 say that there was nothing left to do; then the incident is read as it stands. */
async function orAlreadyDone(access: PagerDutyAccess, id: string, change: () => Promise<Changed>): Promise<Changed> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof Fault && error.alreadyDone)) throw error;
    return { incident: await access.client.getIncident(id), changed: false };
  }
}
