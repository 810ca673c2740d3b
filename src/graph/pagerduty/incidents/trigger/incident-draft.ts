import { createHash, randomUUID } from 'node:crypto';
import type { IncidentDraft } from '../../../../upstream/pagerduty/wire.js';
import { validateKey, assertKnownEnum, assertNotBlank, assertOneOf } from '../../../core/input/validate.js';
import type { Caller } from '../../../core/auth/caller.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { parsePagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import { preparePriorityLookup } from '../../priorities/priority.ref.js';
import { prepareUserLookup } from '../../users/user.ref.js';
import type { TriggerIncidentInput } from './trigger-incident.input.js';
import { renderTitle } from './title-template.js';

/** The dedup key of a create. */
export interface DedupKey {
  readonly value: string;
  /** Whether only repeats of the same mutation can have it. */
  readonly isGenerated: boolean;
}

/** @throws {Fault} `INVALID_INPUT` */
export function toDedupKey(input: TriggerIncidentInput, { caller }: PagerDutyAccountContext): DedupKey {
  const { dedupKey } = input;
  return dedupKey == null
    ? { value: generateDedupKey(input, caller), isGenerated: true }
    : { value: validateKey(dedupKey, ['input', 'dedupKey']), isGenerated: false };
}

/** A validated incident, without what PagerDuty must look up. */
export interface PreparedDraft {
  readonly serviceId: string;
  /** Looks up users and priorities. */
  readonly complete: () => Promise<IncidentDraft>;
}

/**
 * Converts the input to a PagerDuty incident. Validates everything before it looks up anything.
 *
 * @throws {Fault} `INVALID_INPUT` at the invalid part of the input; `complete` also `NOT_FOUND`
 */
export function prepareIncidentDraft(
  input: TriggerIncidentInput,
  { value: incidentKey }: DedupKey,
  accountContext: PagerDutyAccountContext,
): PreparedDraft {
  const { details, incidentType, priority, target, urgency } = input;
  const chosen = target == null ? {} : assertOneOf(target, ['input', 'target']);
  const path = ['input', 'target'];
  const findAssignee = chosen.assignee && prepareUserLookup(chosen.assignee, accountContext, [...path, 'assignee']);
  const findPriority = priority && preparePriorityLookup(priority, accountContext, ['input', 'priority']);
  const draft = {
    title: renderTitle(input.title, input.titleValues ?? []),
    serviceId: parsePagerDutyRef(input.service, 'PagerDutyService', accountContext, ['input', 'service']),
    incidentKey,
    urgency: urgency == null ? undefined : assertKnownEnum(urgency, ['input', 'urgency']),
    incidentType: incidentType == null ? undefined : assertNotBlank(incidentType, ['input', 'incidentType']),
    details: details ?? undefined,
    escalationPolicyId:
      chosen.escalationPolicy == null
        ? undefined
        : parsePagerDutyRef(chosen.escalationPolicy, 'EscalationPolicy', accountContext, [...path, 'escalationPolicy']),
  };
  return {
    serviceId: draft.serviceId,
    complete: async () => ({ ...draft, assigneeId: await findAssignee?.(), priorityId: await findPriority?.() }),
  };
}

/** Derived from caller and idempotency key, so that retries share it, otherwise random. */
function generateDedupKey({ idempotencyKey }: TriggerIncidentInput, caller: Caller): string {
  if (idempotencyKey == null) return randomUUID();
  const key = validateKey(idempotencyKey, ['input', 'idempotencyKey']);
  return `pagergraph-${createHash('sha256')
    .update(JSON.stringify([caller.id, key]))
    .digest('hex')
    .slice(0, 32)}`;
}
