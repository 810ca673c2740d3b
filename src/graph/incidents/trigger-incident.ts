import { Fault, type Outcome } from '../../faults/fault.js';
import type { IncidentDraft, WireIncident } from '../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../context.js';
import { blaming } from '../settle.js';
import { draftOf } from './incident-draft.js';
import { DuplicatePolicy, type TriggerIncidentInput } from './incident-mutations.input.js';
import { findByKey, findOpenByKey, isOpen } from './incident.ref.js';

/** Creates of one mutation, the first included. The second goes out under the same key, so PagerDuty makes one at most. */
const TRIES = 2;

export interface Triggered {
  readonly incident: WireIncident;
  /** Null when an answer was lost and it cannot be told whether this call made the incident. */
  readonly created: boolean | null;
}

/** One create and what is known of it. */
interface Create {
  readonly draft: IncidentDraft;
  readonly actor?: string | null;
  /** PagerDuty's clock when it was first sent, in milliseconds since the epoch. */
  readonly since: number;
  readonly returnsExisting: boolean;
}

/**
 * Makes an incident, always under a key: the caller's, else one of our own. When the answer is lost the key is looked up,
 * and only if there is no incident the create is sent once more under the same key: nobody is paged twice by a guess, and
 * no incident is lost.
 *
 * @param lostSince when an earlier try of the same request, whose outcome is unknown, was sent (our clock)
 * @throws {Fault} `INVALID_INPUT` before any call where the gateway can know; `DUPLICATE_INCIDENT` unless the caller
 * wants the existing one; with `outcome: UNKNOWN` and the key when even the look-up fails
 */
export async function triggerIncident(
  input: TriggerIncidentInput,
  access: PagerDutyAccess,
  lostSince?: number,
): Promise<Triggered> {
  const draft = await draftOf(input, access);
  const create: Create = {
    draft,
    actor: input.actor,
    since: wholeSecond(Math.min(access.client.now(), lostSince ?? Infinity)),
    returnsExisting: input.onDuplicate === DuplicatePolicy.RETURN_EXISTING,
  };
  try {
    return await send(create, access, lostSince === undefined ? TRIES : TRIES - 1, lostSince !== undefined);
  } catch (error) {
    throw error instanceof Fault ? error.with({ dedupKey: draft.incidentKey }) : error;
  }
}

/** @param wasSent whether this create may have been executed before, so that a duplicate may be our own */
async function send(create: Create, access: PagerDutyAccess, tries: number, wasSent: boolean): Promise<Triggered> {
  try {
    const call = access.client.createIncident(create.draft, create.actor);
    return { incident: await blaming(['input', 'service'], call), created: true };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const isDuplicate = error.kind === 'DUPLICATE_INCIDENT';
    if (!isDuplicate && error.outcome !== 'UNKNOWN') throw error;
    const found = isDuplicate
      ? await whatStandsInTheWay(create, access, error, wasSent)
      : await whatBecameOf(create, access, error);
    if (found) return found;
    if (tries <= 1) throw error;
    return send(create, access, tries - 1, wasSent || !isDuplicate);
  }
}

/** PagerDuty refused a second open incident with this key; undefined when it is gone meanwhile. */
async function whatStandsInTheWay(
  create: Create,
  access: PagerDutyAccess,
  refusal: Fault,
  wasSent: boolean,
): Promise<Triggered | undefined> {
  if (!create.returnsExisting && !wasSent) throw refusal.with({ field: ['input', 'dedupKey'] });
  const { serviceId, incidentKey } = create.draft;
  const outcome = wasSent ? 'UNKNOWN' : 'REFUSED';
  const existing = await knowing(outcome, findOpenByKey(access, serviceId, incidentKey));
  return existing && judged(create, existing, wasSent);
}

/** The answer of the create was lost; undefined when there is no incident with this key that could be its. */
async function whatBecameOf(create: Create, access: PagerDutyAccess, lost: Fault): Promise<Triggered | undefined> {
  const { serviceId, incidentKey } = create.draft;
  let newest: WireIncident | undefined;
  try {
    newest = await findByKey(access.client, serviceId, incidentKey);
  } catch {
    throw lost; // its outcome stays unknown, whatever went wrong with the looking
  }
  if (!newest) return undefined;
  return isOpen(newest) || isOurs(create, newest) ? judged(create, newest, true) : undefined;
}

/** An incident that is not older than the create counts as made by it. */
function judged(create: Create, incident: WireIncident, wasSent: boolean): Triggered {
  if (wasSent && isOurs(create, incident)) return { incident, created: true };
  if (create.returnsExisting) return { incident, created: false };
  throw new Fault('DUPLICATE_INCIDENT', 'An open incident with this dedup key already exists on the service.', {
    field: ['input', 'dedupKey'],
    outcome: 'REFUSED',
  });
}

function isOurs({ since }: Create, incident: WireIncident): boolean {
  return Date.parse(incident.created_at) >= since;
}

/** Says what a failed look-up means for the create before it. */
async function knowing<T>(outcome: Outcome, look: Promise<T>): Promise<T> {
  try {
    return await look;
  } catch (error) {
    throw error instanceof Fault ? error.with({ outcome }) : error;
  }
}

/** PagerDuty tells times to the second. */
function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
