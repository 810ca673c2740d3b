import { createHash, randomUUID } from 'node:crypto';
import type { IncidentDraft } from '../../../../upstream/pagerduty/wire.js';
import { validateKey, assertKnownEnum, assertNotBlank, assertOneOf } from '../../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { parsePagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import { preparePriorityLookup } from '../../priorities/priority.ref.js';
import { prepareUserLookup } from '../../users/user.ref.js';
import type { TriggerIncidentInput } from './trigger-incident.input.js';
import { renderTitle } from './title-template.js';

/**
 * The incident as PagerDuty takes it, everything judged before anybody is looked up.
 *
 * @throws {Fault} `INVALID_INPUT` or `NOT_FOUND` at the part of the input it concerns
 */
export async function toIncidentDraft(
  input: TriggerIncidentInput,
  accountContext: PagerDutyAccountContext,
): Promise<IncidentDraft> {
  const { details, dedupKey, incidentType, priority, target, urgency } = input;
  const chosen = target == null ? {} : assertOneOf(target, ['input', 'target']);
  const path = ['input', 'target'];
  const findAssignee = chosen.assignee && prepareUserLookup(chosen.assignee, accountContext, [...path, 'assignee']);
  const findPriority = priority && preparePriorityLookup(priority, accountContext, ['input', 'priority']);
  return {
    title: renderTitle(input.title, input.titleValues ?? []),
    serviceId: parsePagerDutyRef(input.service, 'PagerDutyService', accountContext, ['input', 'service']),
    incidentKey:
      dedupKey == null ? generateDedupKey(input, accountContext) : validateKey(dedupKey, ['input', 'dedupKey']),
    urgency: urgency == null ? undefined : assertKnownEnum(urgency, ['input', 'urgency']),
    incidentType: incidentType == null ? undefined : assertNotBlank(incidentType, ['input', 'incidentType']),
    details: details ?? undefined,
    escalationPolicyId:
      chosen.escalationPolicy == null
        ? undefined
        : parsePagerDutyRef(chosen.escalationPolicy, 'EscalationPolicy', accountContext, [...path, 'escalationPolicy']),
    // Last, for these ask PagerDuty.
    assigneeId: await findAssignee?.(),
    priorityId: await findPriority?.(),
  };
}

/** A key of the gateway's own: the same for each repeat by its caller under one idempotency key, else a fresh one. */
function generateDedupKey({ idempotencyKey }: TriggerIncidentInput, { caller }: PagerDutyAccountContext): string {
  if (idempotencyKey == null) return randomUUID();
  const key = validateKey(idempotencyKey, ['input', 'idempotencyKey']);
  return `pagergraph-${createHash('sha256')
    .update(JSON.stringify([caller.id, key]))
    .digest('hex')
    .slice(0, 32)}`;
}
