import type { QueuedItem } from '../../../../store/outbox.js';
import { renderTitle } from './title-template.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import type { PreviousAttempt } from '../../../core/mutations/idempotent-runner.js';
import { withOutcome } from '../../../core/mutations/write-outcome.js';
import { type AccountOutbox, type QueueRequest, toLane } from '../../../core/outbox/account-outbox.js';
import { isOutage } from '../../../core/outbox/is-outage.js';
import { type DedupKey, prepareIncidentDraft, toDedupKey } from './incident-draft.js';
import { toCheckedAttempt, triggerIncident, type TriggerResult } from './trigger-incident.js';
import type { TriggerIncidentInput } from './trigger-incident.input.js';

/** A create that waits. */
export interface QueuedCreate {
  readonly kind: 'INCIDENT';
  /** With the actor that was resolved for the caller. */
  readonly input: TriggerIncidentInput;
  readonly key: DedupKey;
}

/**
 * Creates an incident, or queues the create if PagerDuty is unavailable. A create whose key waits already is queued behind
 * it. If it is unknown whether PagerDuty created the incident, the delivery looks for it first.
 *
 * @param outbox absent if the caller does not want the create to wait
 * @throws {Fault} like `triggerIncident`; during an outage only if nothing could be queued
 */
export async function triggerOrQueue(
  input: TriggerIncidentInput,
  accountContext: PagerDutyAccountContext,
  outbox: AccountOutbox | undefined,
  previous?: PreviousAttempt,
): Promise<TriggerResult | { readonly queued: QueuedItem }> {
  const key = toDedupKey(input, accountContext);
  if (!outbox) return triggerIncident(input, key, accountContext, previous);
  const request = toQueueRequest(input, key, accountContext);
  const create = { input, key, previous, request };
  return outbox.track(request.lane, () => triggerInOrder(create, accountContext, outbox));
}

/** A create that may wait. */
interface QueueableCreate extends Pick<QueuedCreate, 'input' | 'key'> {
  readonly previous: PreviousAttempt | undefined;
  readonly request: QueueRequest;
}

async function triggerInOrder(
  { input, key, previous, request }: QueueableCreate,
  accountContext: PagerDutyAccountContext,
  outbox: AccountOutbox,
): Promise<TriggerResult | { readonly queued: QueuedItem }> {
  const { caller, requestScope } = accountContext;
  const previousSentAt = toCheckedAttempt(previous, key)?.startedAt;
  if (await outbox.hasWaiting(request.lane)) {
    return { queued: await outbox.queue({ ...request, sentAt: previousSentAt }, caller.id) };
  }
  const startedAt = Date.now();
  try {
    return await triggerIncident(input, key, accountContext, previous);
  } catch (error) {
    const fault = withOutcome(error, requestScope);
    if (!isOutage(fault)) throw fault;
    const sentAt = previousSentAt ?? (fault.outcome === 'UNKNOWN' ? startedAt : undefined);
    return { queued: await outbox.queue({ ...request, sentAt }, caller.id, fault) };
  }
}

/** Creates of one key on one service keep their order. */
export function toCreateLane(serviceId: string, dedupKey: string): string {
  return toLane('INCIDENT', serviceId, dedupKey);
}

/** @throws {Fault} `INVALID_INPUT` */
function toQueueRequest(
  input: TriggerIncidentInput,
  key: DedupKey,
  accountContext: PagerDutyAccountContext,
): QueueRequest {
  const { serviceId } = prepareIncidentDraft(input, key, accountContext);
  const create: QueuedCreate = { kind: 'INCIDENT', input, key };
  return {
    lane: toCreateLane(serviceId, key.value),
    label: {
      kind: 'INCIDENT',
      action: 'TRIGGER',
      dedupKey: key.value,
      title: renderTitle(input.title, input.titleValues ?? []),
    },
    content: JSON.stringify(create),
  };
}

/** Creates the incident of a queued create; the result is kept of it. */
export async function deliverCreate(
  { input, key }: QueuedCreate,
  accountContext: PagerDutyAccountContext,
  sentAt: number | undefined,
): Promise<{ readonly incidentId: string }> {
  const previous = sentAt === undefined ? undefined : { startedAt: sentAt, isCertain: true };
  try {
    return { incidentId: (await triggerIncident(input, key, accountContext, previous)).incident.id };
  } catch (error) {
    throw withOutcome(error, accountContext.requestScope);
  }
}
