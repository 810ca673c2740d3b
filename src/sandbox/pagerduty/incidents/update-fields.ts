import { invalidInput } from '../http/errors.js';
import type { IncidentUpdateBody } from './request-bodies.js';
import { requireIncidentType } from './create-incident.js';
import type { Agent, Incident } from '../state/incident-records.js';
import { restartEscalation } from './status-transitions.js';
import { appendLogEntry } from './incident-log.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderChangedBridge } from '../views/webhook-event.js';
import { recordEvent } from '../webhooks/record-event.js';
import { requirePolicyId, requirePriorityId } from './resolve-references.js';

/** Applies all changes of a PUT except status and assignment, and logs each changed field. */
export function updateFields(
  state: PagerDutyState,
  incident: Incident,
  change: IncidentUpdateBody,
  by: Agent,
  at: string,
): void {
  const before = { ...incident };
  applyFields(state, incident, change);
  if (incident.urgency !== before.urgency) {
    appendLogEntry(state, incident, 'urgency_change', by, at);
    restartEscalation(state, incident, at);
  }
  const changes = describeChanges(before, incident);
  if (changes.length > 0) appendLogEntry(state, incident, 'field_value_change', by, at, { changes });
  if (incident.priorityId !== before.priorityId) {
    const priorities = { old: findPriorityName(state, before), new: findPriorityName(state, incident) };
    appendLogEntry(state, incident, 'priority_change', by, at, { priorities });
  }
  recordFieldEvents(state, before, incident, by, at);
  const requestedFields = Object.keys(change).filter((name) => !['id', 'type', 'status', 'resolution'].includes(name));
  if (requestedFields.length > 0) incident.updatedAt = at;
}

function applyFields(state: PagerDutyState, incident: Incident, change: IncidentUpdateBody): void {
  if (change.title !== undefined) {
    if (change.title.trim() === '') throw invalidInput('Title cannot be empty.');
    incident.title = change.title.trim();
  }
  if (change.priority !== undefined)
    incident.priorityId = change.priority === null ? null : requirePriorityId(state, change.priority);
  if (change.urgency !== undefined) incident.urgency = change.urgency;
  if (change.incident_type !== undefined) incident.incidentType = requireIncidentType(change.incident_type.name);
  if (change.conference_bridge !== undefined) incident.conferenceBridge = change.conference_bridge;
  if (change.escalation_policy !== undefined)
    incident.escalationPolicyId = requirePolicyId(state, change.escalation_policy.id);
}

function findPriorityName(state: PagerDutyState, { priorityId }: Incident): string | null {
  return priorityId === null ? null : requireRecord(state.priorities, priorityId).name;
}

/** Title and urgency have no event (docs/upstream-quirks.md, quirk 153). */
function recordFieldEvents(state: PagerDutyState, before: Incident, after: Incident, by: Agent, at: string): void {
  if (after.priorityId !== before.priorityId) recordEvent(state, after, 'priority_updated', by, at);
  if (after.incidentType !== before.incidentType) recordEvent(state, after, 'incident_type.changed', by, at);
  if (after.conferenceBridge !== before.conferenceBridge)
    recordEvent(state, after, 'conference_bridge.updated', by, at, renderChangedBridge(after));
}

function describeChanges(before: Incident, after: Incident): readonly string[] {
  const changes: string[] = [];
  if (after.title !== before.title) changes.push(`Updated title to ${after.title}`);
  if (after.incidentType !== before.incidentType) changes.push(`Updated incident type to ${after.incidentType}`);
  return changes;
}
