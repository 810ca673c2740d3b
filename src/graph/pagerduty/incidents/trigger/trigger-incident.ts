import { Fault } from '../../../../faults/fault.js';
import type { IncidentDraft, WrittenIncident } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { isAtOrAfter } from '../../../../upstream/pagerduty/pagerduty-clock.js';
import { withGuardRead } from '../../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { trackCreate } from './track-create.js';
import { type DedupKey, prepareIncidentDraft } from './incident-draft.js';
import { DuplicatePolicy, type TriggerIncidentInput } from './trigger-incident.input.js';
import type { PreviousAttempt } from '../../../core/mutations/idempotent-runner.js';
import { withOutcome } from '../../../core/mutations/write-outcome.js';
import { findByDedupKey, findOpenByDedupKey, isOpen } from '../find-incident.js';

/** Create requests of one mutation. All have the same dedup key, so PagerDuty creates at most one incident. */
const MAX_ATTEMPTS = 2;

export interface TriggerResult {
  readonly incident: WrittenIncident;
  /** Null if a response was lost, so that it is unknown whether this call created the incident. */
  readonly created: boolean | null;
}

/** Argument paths of the objects that PagerDuty may not find. */
const PART_PATHS = {
  assignee: ['input', 'target', 'assignee'],
  escalationPolicy: ['input', 'target', 'escalationPolicy'],
  priority: ['input', 'priority'],
};

/** One create request and its state. */
interface CreateAttempt {
  readonly draft: IncidentDraft;
  readonly actor?: string | null | undefined;
  /** When it was first sent, on the gateway's clock, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly returnsExisting: boolean;
  /** Whether only repeats of this mutation can have the same dedup key. */
  readonly isKeyGenerated: boolean;
  /** See `trackCreate`. */
  readonly isConcurrent: () => Promise<boolean>;
}

/**
 * Creates an incident, always with a dedup key: the caller's or a generated one. If the response is lost, the gateway looks
 * the key up. Only if it finds no incident, it sends the create once more with the same key. So nobody is paged twice, and
 * no incident is lost.
 *
 * @param previous previous attempt with unknown outcome, on the gateway's clock. If it is uncertain whether there was one,
 * only a generated dedup key is looked up first: a resolved incident with the caller's key may be an older one
 * @throws {Fault} `INVALID_INPUT`, before any call where possible; `DUPLICATE_INCIDENT` unless the caller accepts the
 * existing incident; with `outcome: UNKNOWN` and the key if the lookup fails too
 */
export async function triggerIncident(
  input: TriggerIncidentInput,
  key: DedupKey,
  accountContext: PagerDutyAccountContext,
  previous?: PreviousAttempt,
): Promise<TriggerResult> {
  const draft = await prepareIncidentDraft(input, key, accountContext).complete();
  const { actor, onDuplicate } = input;
  const returnsExisting = onDuplicate === DuplicatePolicy.RETURN_EXISTING;
  const isKeyGenerated = key.isGenerated;
  const checked = toCheckedAttempt(previous, key);
  const concurrencyKey = JSON.stringify([accountContext.key, draft.serviceId, draft.incidentKey]);
  const create = (isConcurrent: () => Promise<boolean>) => {
    const startedAt = checked?.startedAt ?? Date.now();
    const attempt = { draft, actor, startedAt, returnsExisting, isKeyGenerated, isConcurrent };
    if (!checked) return sendCreate(attempt, accountContext, MAX_ATTEMPTS, false);
    return withGuardRead(
      accountContext.requestScope,
      async () =>
        (await findLostCreate(attempt, accountContext)) ??
        sendCreate(attempt, accountContext, MAX_ATTEMPTS - 1, checked.isCertain),
    );
  };
  // Only a repeat can have the same generated key, and repeats wait for the first attempt.
  const isAlone = isKeyGenerated && !previous;
  const { concurrentCreates } = accountContext;
  try {
    return await (isAlone ? create(async () => false) : trackCreate(concurrentCreates, concurrencyKey, create));
  } catch (error) {
    throw withOutcome(error, accountContext.requestScope).withDetails({ dedupKey: draft.incidentKey });
  }
}

/** The attempt whose incident is looked for before a create. Others may have made an older incident with a caller's key. */
export function toCheckedAttempt(
  previous: PreviousAttempt | undefined,
  { isGenerated }: DedupKey,
): PreviousAttempt | undefined {
  return previous?.isCertain || isGenerated ? previous : undefined;
}

/** @param wasSent whether this create may have been executed before, so that a duplicate may be its own incident */
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
    const mayBeOurs = wasSent || !isDuplicate || create.isKeyGenerated;
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

/** The outcome stays unknown, whatever error the lookup has. */
function rethrowAsUnknown(fault: Fault | undefined): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Fault)) throw error;
    throw fault?.outcome === 'UNKNOWN' ? fault : error.withDetails({ outcome: 'UNKNOWN' });
  };
}

/**
 * Handles the refusal of a second open incident with this key, for a create that was never sent before. Returns undefined
 * if the first incident is no longer open.
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
 * Looks for the incident of a create that may have been executed. Returns undefined if no incident with this key can be
 * its result.
 *
 * @param fault the fault of the create, if this call sent it
 */
async function findLostCreate(
  create: CreateAttempt,
  { client }: PagerDutyAccountContext,
  fault?: Fault,
): Promise<TriggerResult | undefined> {
  const { draft, isConcurrent, startedAt, returnsExisting } = create;
  const incident = await findByDedupKey(client, draft.serviceId, draft.incidentKey).catch(rethrowAsUnknown(fault));
  if (!incident) return undefined;
  // Converted after the response, because that may be the first one with PagerDuty's time.
  const isOurs = isAtOrAfter(incident.created_at, client.toPagerDutyTime(startedAt));
  if (isOurs !== false) return { incident, created: (await isConcurrent()) ? null : isOurs };
  if (!isOpen(incident)) return undefined;
  if (returnsExisting) return { incident, created: false };
  throw new Fault('DUPLICATE_INCIDENT', 'An open incident with this dedup key already exists on the service.', {
    field: ['input', 'dedupKey'],
    outcome: 'REFUSED',
  });
}
