import { Fault } from '../../../../faults/fault.js';
import type { IncidentDraft, WrittenIncident } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { isAtOrAfter } from '../../../../upstream/pagerduty/pagerduty-clock.js';
import { withGuardRead } from '../../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../../core/mutations/run-mutation.js';
import type { TrackedCreate } from '../../../../store/concurrent-creates.js';
import { toIncidentDraft } from './incident-draft.js';
import { DuplicatePolicy, type TriggerIncidentInput } from './trigger-incident.input.js';
import { withOutcome } from '../../../core/mutations/write-outcome.js';
import { findByDedupKey, findOpenByDedupKey, isOpen } from '../incident.ref.js';

/** Creates of one mutation, the first included. The second goes out under the same key, so PagerDuty makes one at most. */
const MAX_ATTEMPTS = 2;

export interface TriggerResult {
  readonly incident: WrittenIncident;
  /** Null when an answer was lost and it cannot be told whether this call made the incident. */
  readonly created: boolean | null;
}

/** Where the input names what PagerDuty may not have. */
const PART_PATHS = {
  assignee: ['input', 'target', 'assignee'],
  escalationPolicy: ['input', 'target', 'escalationPolicy'],
  priority: ['input', 'priority'],
};

/** One create and what is known of it. */
interface CreateAttempt {
  readonly draft: IncidentDraft;
  readonly actor?: string | null;
  /** Our clock when it was first sent, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly returnsExisting: boolean;
  readonly concurrency: TrackedCreate;
}

/**
 * Makes an incident, always under a key: the caller's, else one of our own. When the answer is lost the key is looked up,
 * and only if there is no incident the create is sent once more under the same key: nobody is paged twice by a guess, and
 * no incident is lost.
 *
 * @param previousAttemptAt when an earlier try of the same request, whose outcome is unknown, was sent (our clock)
 * @throws {Fault} `INVALID_INPUT` before any call where the gateway can know; `DUPLICATE_INCIDENT` unless the caller
 * wants the existing one; with `outcome: UNKNOWN` and the key when even the look-up fails
 */
export async function triggerIncident(
  input: TriggerIncidentInput,
  accountContext: PagerDutyAccountContext,
  previousAttemptAt?: number,
): Promise<TriggerResult> {
  const draft = await toIncidentDraft(input, accountContext);
  const { actor, onDuplicate } = input;
  const returnsExisting = onDuplicate === DuplicatePolicy.RETURN_EXISTING;
  const concurrencyKey = JSON.stringify([accountContext.key, draft.serviceId, draft.incidentKey]);
  try {
    return await accountContext.concurrentCreates.track(concurrencyKey, async (concurrency) => {
      const create: CreateAttempt = {
        draft,
        actor,
        startedAt: previousAttemptAt ?? Date.now(),
        returnsExisting,
        concurrency,
      };
      if (previousAttemptAt === undefined) return sendCreate(create, accountContext, MAX_ATTEMPTS, false);
      return withGuardRead(
        accountContext.requestScope,
        async () =>
          (await findLostCreate(create, accountContext)) ?? sendCreate(create, accountContext, MAX_ATTEMPTS - 1, true),
      );
    });
  } catch (error) {
    throw withOutcome(error, accountContext.requestScope).withDetails({ dedupKey: draft.incidentKey });
  }
}

/** @param wasSent whether this create may have been executed before, so that a duplicate may be our own */
async function sendCreate(
  create: CreateAttempt,
  accountContext: PagerDutyAccountContext,
  attemptsLeft: number,
  wasSent: boolean,
): Promise<TriggerResult> {
  try {
    const response = accountContext.client.createIncident(create.draft, create.actor);
    return { incident: await withFieldPath(['input', 'service'], response, PART_PATHS), created: true };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const isDuplicate = error.code === 'DUPLICATE_INCIDENT';
    if (!isDuplicate && error.outcome !== 'UNKNOWN') throw wasSent ? error.withDetails({ outcome: 'UNKNOWN' }) : error;
    const mayBeOurs = wasSent || !isDuplicate;
    return withGuardRead(accountContext.requestScope, async () => {
      const found = mayBeOurs
        ? await findLostCreate(create, accountContext, error)
        : await resolveDuplicate(create, accountContext, error);
      if (found) return found;
      if (attemptsLeft <= 1 || !accountContext.client.acquireRetry()) throw error;
      return sendCreate(create, accountContext, attemptsLeft - 1, mayBeOurs);
    });
  }
}

/** The outcome stays unknown, whatever went wrong with the looking. */
function rethrowAsUnknown(fault: Fault | undefined): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Fault)) throw error;
    throw fault?.outcome === 'UNKNOWN' ? fault : error.withDetails({ outcome: 'UNKNOWN' });
  };
}

/**
 * PagerDuty refused a second open incident with this key, and this create was never sent before; undefined when the first
 * is gone meanwhile.
 */
async function resolveDuplicate(
  { draft, returnsExisting }: CreateAttempt,
  accountContext: PagerDutyAccountContext,
  refusal: Fault,
): Promise<TriggerResult | undefined> {
  if (!returnsExisting) throw refusal.withDetails({ field: ['input', 'dedupKey'] });
  try {
    const incident = await findOpenByDedupKey(accountContext, draft.serviceId, draft.incidentKey);
    return incident && { incident, created: false };
  } catch (error) {
    throw error instanceof Fault ? error.withDetails({ outcome: 'REFUSED' }) : error;
  }
}

/**
 * Looks for the incident of a create that may have been executed; undefined when none with this key could be its.
 *
 * @param fault the create's own fault, when it is this call that sent it
 */
async function findLostCreate(
  create: CreateAttempt,
  { client }: PagerDutyAccountContext,
  fault?: Fault,
): Promise<TriggerResult | undefined> {
  const { draft, concurrency, startedAt, returnsExisting } = create;
  const incident = await findByDedupKey(client, draft.serviceId, draft.incidentKey).catch(rethrowAsUnknown(fault));
  if (!incident) return undefined;
  // PagerDuty's clock is asked after the answer, which may be the first to tell it.
  const isOurs = isAtOrAfter(incident.created_at, client.toPagerDutyTime(startedAt));
  if (isOurs !== false) return { incident, created: concurrency.isConcurrent ? null : isOurs };
  if (!isOpen(incident)) return undefined;
  if (returnsExisting) return { incident, created: false };
  throw new Fault('DUPLICATE_INCIDENT', 'An open incident with this dedup key already exists on the service.', {
    field: ['input', 'dedupKey'],
    outcome: 'REFUSED',
  });
}
