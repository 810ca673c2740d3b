import { Fault } from '../../../../faults/fault.js';
import type { IncidentDraft, IncidentEcho } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../../../core/context.js';
import { isSince } from '../../../../upstream/pagerduty/pagerduty-clock.js';
import { underGuard } from '../../../core/mutations/read-then-write.js';
import { blaming } from '../../../core/mutations/run-mutation.js';
import type { Contest } from '../../../../store/concurrent-creates.js';
import { draftOf } from './incident-draft.js';
import { DuplicatePolicy, type TriggerIncidentInput } from './trigger-incident.input.js';
import { withOutcome } from '../../../core/mutations/write-outcome.js';
import { findByKey, findOpenByKey, isOpen } from '../incident.ref.js';

/** Creates of one mutation, the first included. The second goes out under the same key, so PagerDuty makes one at most. */
const TRIES = 2;

export interface Triggered {
  readonly incident: IncidentEcho;
  /** Null when an answer was lost and it cannot be told whether this call made the incident. */
  readonly created: boolean | null;
}

/** Where the input names what PagerDuty may not have. */
const PARTS = {
  assignee: ['input', 'target', 'assignee'],
  escalationPolicy: ['input', 'target', 'escalationPolicy'],
  priority: ['input', 'priority'],
};

/** One create and what is known of it. */
interface Create {
  readonly draft: IncidentDraft;
  readonly actor?: string | null;
  /** Our clock when it was first sent, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly returnsExisting: boolean;
  readonly contest: Contest;
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
  const { actor, onDuplicate } = input;
  const returnsExisting = onDuplicate === DuplicatePolicy.RETURN_EXISTING;
  const thing = JSON.stringify([access.key, draft.serviceId, draft.incidentKey]);
  try {
    return await access.contests.enter(thing, async (contest) => {
      const create: Create = { draft, actor, startedAt: lostSince ?? Date.now(), returnsExisting, contest };
      if (lostSince === undefined) return send(create, access, TRIES, false);
      return underGuard(
        access.scope,
        async () => (await whatBecameOf(create, access)) ?? send(create, access, TRIES - 1, true),
      );
    });
  } catch (error) {
    throw withOutcome(error, access.scope).with({ dedupKey: draft.incidentKey });
  }
}

/** @param wasSent whether this create may have been executed before, so that a duplicate may be our own */
async function send(create: Create, access: PagerDutyAccess, tries: number, wasSent: boolean): Promise<Triggered> {
  try {
    const call = access.client.createIncident(create.draft, create.actor);
    return { incident: await blaming(['input', 'service'], call, PARTS), created: true };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const isDuplicate = error.kind === 'DUPLICATE_INCIDENT';
    if (!isDuplicate && error.outcome !== 'UNKNOWN') throw wasSent ? error.with({ outcome: 'UNKNOWN' }) : error;
    const mayBeOurs = wasSent || !isDuplicate;
    return underGuard(access.scope, async () => {
      const found = mayBeOurs
        ? await whatBecameOf(create, access, error)
        : await whatStandsInTheWay(create, access, error);
      if (found) return found;
      if (tries <= 1 || !access.client.takeRepeat()) throw error;
      return send(create, access, tries - 1, mayBeOurs);
    });
  }
}

/** The outcome stays unknown, whatever went wrong with the looking. */
function orRather(lost: Fault | undefined): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Fault)) throw error;
    throw lost?.outcome === 'UNKNOWN' ? lost : error.with({ outcome: 'UNKNOWN' });
  };
}

/**
 * PagerDuty refused a second open incident with this key, and this create was never sent before; undefined when the first
 * is gone meanwhile.
 */
async function whatStandsInTheWay(
  { draft, returnsExisting }: Create,
  access: PagerDutyAccess,
  refusal: Fault,
): Promise<Triggered | undefined> {
  if (!returnsExisting) throw refusal.with({ field: ['input', 'dedupKey'] });
  try {
    const incident = await findOpenByKey(access, draft.serviceId, draft.incidentKey);
    return incident && { incident, created: false };
  } catch (error) {
    throw error instanceof Fault ? error.with({ outcome: 'REFUSED' }) : error;
  }
}

/**
 * Looks for the incident of a create that may have been executed; undefined when none with this key could be its.
 *
 * @param lost the create's own fault, when it is this call that sent it
 */
async function whatBecameOf(create: Create, { client }: PagerDutyAccess, lost?: Fault): Promise<Triggered | undefined> {
  const { draft, contest, startedAt, returnsExisting } = create;
  const incident = await findByKey(client, draft.serviceId, draft.incidentKey).catch(orRather(lost));
  if (!incident) return undefined;
  // PagerDuty's clock is asked after the answer, which may be the first to tell it.
  const isOurs = isSince(incident.created_at, client.momentOf(startedAt));
  if (isOurs !== false) return { incident, created: contest.hasRivals ? null : isOurs };
  if (!isOpen(incident)) return undefined;
  if (returnsExisting) return { incident, created: false };
  throw new Fault('DUPLICATE_INCIDENT', 'An open incident with this dedup key already exists on the service.', {
    field: ['input', 'dedupKey'],
    outcome: 'REFUSED',
  });
}
