import { createHash, randomUUID } from 'node:crypto';
import type { IncidentDraft } from '../../../../upstream/pagerduty/wire.js';
import { checkedKey, known, notBlank, onlyMember } from '../../../core/input/validate.js';
import type { PagerDutyAccess } from '../../../core/context.js';
import { pagerDutyIdOf } from '../../../core/ids/pagerduty-ref.js';
import { priorityFinder } from '../../priorities/priority.ref.js';
import { userFinder } from '../../users/user.ref.js';
import type { TriggerIncidentInput } from './trigger-incident.input.js';
import { filledTitle } from './title-template.js';

/**
 * The incident as PagerDuty takes it, everything judged before anybody is looked up.
 *
 * @throws {Fault} `INVALID_INPUT` or `NOT_FOUND` at the part of the input it concerns
 */
export async function draftOf(input: TriggerIncidentInput, access: PagerDutyAccess): Promise<IncidentDraft> {
  const { details, dedupKey, incidentType, priority, target, urgency } = input;
  const chosen = target == null ? {} : onlyMember(target, ['input', 'target']);
  const path = ['input', 'target'];
  const findAssignee = chosen.assignee && userFinder(chosen.assignee, access, [...path, 'assignee']);
  const findPriority = priority && priorityFinder(priority, access, ['input', 'priority']);
  return {
    title: filledTitle(input.title, input.titleValues ?? []),
    serviceId: pagerDutyIdOf(input.service, 'PagerDutyService', access, ['input', 'service']),
    incidentKey: dedupKey == null ? ownKey(input, access) : checkedKey(dedupKey, ['input', 'dedupKey']),
    urgency: urgency == null ? undefined : known(urgency, ['input', 'urgency']),
    incidentType: incidentType == null ? undefined : notBlank(incidentType, ['input', 'incidentType']),
    details: details ?? undefined,
    escalationPolicyId:
      chosen.escalationPolicy == null
        ? undefined
        : pagerDutyIdOf(chosen.escalationPolicy, 'EscalationPolicy', access, [...path, 'escalationPolicy']),
    // Last, for these ask PagerDuty.
    assigneeId: await findAssignee?.(),
    priorityId: await findPriority?.(),
  };
}

/** A key of the gateway's own: the same for each repeat by its caller under one idempotency key, else a fresh one. */
function ownKey({ idempotencyKey }: TriggerIncidentInput, { caller }: PagerDutyAccess): string {
  if (idempotencyKey == null) return randomUUID();
  const key = checkedKey(idempotencyKey, ['input', 'idempotencyKey']);
  return `pagergraph-${createHash('sha256')
    .update(JSON.stringify([caller.id, key]))
    .digest('hex')
    .slice(0, 32)}`;
}
