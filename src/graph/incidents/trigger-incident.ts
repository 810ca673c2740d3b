import { randomUUID } from 'node:crypto';
import { Fault } from '../../faults/fault.js';
import type { IncidentDraft, WireIncident } from '../../upstream/pagerduty/wire.js';
import { checkedKey, known, notBlank, onlyMember } from '../check.js';
import type { PagerDutyAccess } from '../context.js';
import { pagerDutyIdOf } from '../pagerduty-ref.js';
import { priorityFinder } from '../priorities/priority.ref.js';
import { blaming } from '../settle.js';
import { userFinder } from '../users/user.ref.js';
import { DuplicatePolicy, type TriggerIncidentInput } from './incident-mutations.input.js';
import { findOpenByKey } from './incident.ref.js';
import { filledTitle } from './title.js';

/** How often a create is tried when the incident that stood in its way is gone by the time it is looked up. */
const TRIES = 2;

export interface Triggered {
  readonly incident: WireIncident;
  readonly created: boolean;
}

/**
 * Makes an incident, always under a key: the caller's, else a fresh one, so that it can be looked up when the answer is
 * lost.
 *
 * @throws {Fault} `INVALID_INPUT` before any call where the gateway can know; `DUPLICATE_INCIDENT` unless the caller
 * wants the existing one
 */
export async function triggerIncident(input: TriggerIncidentInput, access: PagerDutyAccess): Promise<Triggered> {
  const draft = await draftOf(input, access);
  const actor = input.actor;
  for (let left = TRIES; ; left -= 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one try follows the other
      const incident = await blaming(['input', 'service'], access.client.createIncident(draft, actor));
      return { incident, created: true };
    } catch (error) {
      const isDuplicate = error instanceof Fault && error.kind === 'DUPLICATE_INCIDENT';
      if (!isDuplicate) throw error instanceof Fault ? error.with({ dedupKey: draft.incidentKey }) : error;
      if (input.onDuplicate === DuplicatePolicy.REFUSE) throw error.with({ field: ['input', 'dedupKey'] });
      // oxlint-disable-next-line no-await-in-loop -- as above
      const existing = await findOpenByKey(access, draft.serviceId, draft.incidentKey);
      if (existing) return { incident: existing, created: false };
      if (left <= 1) throw error;
    }
  }
}

async function draftOf(input: TriggerIncidentInput, access: PagerDutyAccess): Promise<IncidentDraft> {
  const { details, dedupKey, incidentType, priority, target, urgency } = input;
  const judged = {
    title: filledTitle(input.title, input.titleValues ?? []),
    serviceId: pagerDutyIdOf(input.service, 'PagerDutyService', access, ['input', 'service']),
    incidentKey: dedupKey == null ? randomUUID() : checkedKey(dedupKey, ['input', 'dedupKey']),
    urgency: urgency == null ? undefined : known(urgency, ['input', 'urgency']),
    incidentType: incidentType == null ? undefined : notBlank(incidentType, ['input', 'incidentType']),
    details: details ?? undefined,
  };
  const chosen = target == null ? {} : onlyMember(target, ['input', 'target']);
  const path = ['input', 'target'];
  const findAssignee = chosen.assignee && userFinder(chosen.assignee, access, [...path, 'assignee']);
  const findPriority = priority && priorityFinder(priority, access, ['input', 'priority']);
  return {
    ...judged,
    escalationPolicyId:
      chosen.escalationPolicy == null
        ? undefined
        : pagerDutyIdOf(chosen.escalationPolicy, 'EscalationPolicy', access, [...path, 'escalationPolicy']),
    assigneeId: await findAssignee?.(),
    priorityId: await findPriority?.(),
  };
}
