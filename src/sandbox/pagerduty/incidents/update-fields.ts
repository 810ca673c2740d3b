import { invalidInput } from '../http/errors.js';
import type { IncidentChange } from './request-bodies.js';
import { knownType } from './create-incident.js';
import type { Agent, Incident } from '../state/incident-records.js';
import { renewEscalation } from './status-transitions.js';
import { log } from './incident-log.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { policyId, priorityId } from './resolve-references.js';

/** What a PUT changes beside status and assignment; the log tells of each field that is another afterwards. */
export function changeFields(
  state: PagerDutyState,
  incident: Incident,
  change: IncidentChange,
  by: Agent,
  at: string,
): void {
  const before = { ...incident };
  setFields(state, incident, change);
  if (incident.urgency !== before.urgency) {
    log(state, incident, 'urgency_change', by, at);
    renewEscalation(state, incident, at);
  }
  const changes = changedFields(state, before, incident);
  if (changes.length > 0) log(state, incident, 'field_value_change', by, at, { changes });
  const asked = Object.keys(change).filter((name) => !['id', 'type', 'status', 'resolution'].includes(name));
  if (asked.length > 0) incident.updatedAt = at;
}

function setFields(state: PagerDutyState, incident: Incident, change: IncidentChange): void {
  if (change.title !== undefined) {
    if (change.title.trim() === '') throw invalidInput('Title cannot be empty.');
    incident.title = change.title.trim();
  }
  if (change.priority !== undefined)
    incident.priorityId = change.priority === null ? null : priorityId(state, change.priority);
  if (change.urgency !== undefined) incident.urgency = change.urgency;
  if (change.incident_type !== undefined) incident.incidentType = knownType(change.incident_type.name);
  if (change.conference_bridge !== undefined) incident.conferenceBridge = change.conference_bridge;
  if (change.escalation_policy !== undefined)
    incident.escalationPolicyId = policyId(state, change.escalation_policy.id);
}

function changedFields(state: PagerDutyState, before: Incident, after: Incident): readonly string[] {
  const changes: string[] = [];
  if (after.title !== before.title) changes.push(`Updated title to ${after.title}`);
  if (after.priorityId !== before.priorityId)
    changes.push(
      after.priorityId === null
        ? 'Removed priority'
        : `Updated priority to ${known(state.priorities, after.priorityId).name}`,
    );
  if (after.incidentType !== before.incidentType) changes.push(`Updated incident type to ${after.incidentType}`);
  return changes;
}
