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
 * Converts the input to a PagerDuty incident. Validates everything before it looks up users and priorities.
 *
 * @throws {Fault} `INVALID_INPUT` or `NOT_FOUND` at the invalid part of the input
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
    // Last, because these send requests to PagerDuty.
    assigneeId: await findAssignee?.(),
    priorityId: await findPriority?.(),
  };
}

/** Generates a dedup key: derived from caller and idempotency key, so that retries share it, otherwise random. */
function generateDedupKey({ idempotencyKey }: TriggerIncidentInput, { caller }: PagerDutyAccountContext): string {
  if (idempotencyKey == null) return randomUUID();
  const key = validateKey(idempotencyKey, ['input', 'idempotencyKey']);
  return `pagergraph-${createHash('sha256')
    .update(JSON.stringify([caller.id, key]))
    .digest('hex')
    .slice(0, 32)}`;
}
