import type { WorkflowInstanceDraft } from './wire-incident-workflow.js';
import type { MaintenanceWindowDraft } from './wire-maintenance-window.js';
import type { OverrideDraft } from './wire-schedule.js';
import type { WebhookSubscriptionChanges, WebhookSubscriptionDraft } from './wire-webhook.js';
import type { ResponderCancellationDraft, ResponderRequestDraft } from './wire-responder.js';
import { stringifyLosslessJson } from '../../shared/lossless-json.js';
import type { FieldAssignment } from './wire-incident-type.js';
import type { IncidentChanges, IncidentDraft, Reassignment, WireStatus } from './wire.js';

function toReference(id: string, type: string): { id: string; type: string } {
  return { id, type };
}

/** The body of `POST /incidents` (docs/upstream-quirks.md, PagerDuty: creating an incident); `details` must be text (quirk 35). */
export function toCreateBody(draft: IncidentDraft): string {
  const { title, serviceId, incidentKey, urgency, priorityId, details, incidentType } = draft;
  const { assigneeId, escalationPolicyId } = draft;
  return JSON.stringify({
    incident: {
      type: 'incident',
      title,
      service: toReference(serviceId, 'service_reference'),
      incident_key: incidentKey,
      urgency,
      priority: priorityId === undefined ? undefined : toReference(priorityId, 'priority_reference'),
      body: details === undefined ? undefined : { type: 'incident_body', details },
      incident_type: incidentType === undefined ? undefined : { name: incidentType },
      assignments: assigneeId === undefined ? undefined : [{ assignee: toReference(assigneeId, 'user_reference') }],
      escalation_policy:
        escalationPolicyId === undefined ? undefined : toReference(escalationPolicyId, 'escalation_policy_reference'),
    },
  });
}

/** The body of `PUT /incidents/{id}` that sets the status. */
export function toStatusBody(status: WireStatus, resolution?: string): string {
  return JSON.stringify({ incident: { type: 'incident_reference', status, resolution } });
}

/** The body of `PUT /incidents`, at most 250 ids; more is rejected with 413. */
export function toBulkStatusBody(ids: readonly string[], status: WireStatus, resolution?: string): string {
  return JSON.stringify({
    incidents: ids.map((id) => ({ ...toReference(id, 'incident_reference'), status, resolution })),
  });
}

/** The body of `PUT /incidents/{id}` that sets fields; undefined fields stay unchanged. */
export function toUpdateBody({ title, urgency, priorityId }: IncidentChanges): string {
  const priority = priorityId === undefined ? undefined : toReference(priorityId, 'priority_reference');
  return JSON.stringify({ incident: { type: 'incident_reference', title, urgency, priority } });
}

/** The body of `PUT /incidents/{id}` that reassigns it. */
export function toReassignBody({ userIds, escalationPolicyId, escalationLevel }: Reassignment): string {
  const policy = escalationPolicyId && toReference(escalationPolicyId, 'escalation_policy_reference');
  return JSON.stringify({
    incident: {
      type: 'incident_reference',
      assignments: userIds?.map((id) => ({ assignee: toReference(id, 'user_reference') })),
      escalation_policy: policy,
      escalation_level: escalationLevel,
    },
  });
}

/** Neither of these two has a root key (docs/upstream-quirks.md, quirk 42). */
export function toSnoozeBody(seconds: number): string {
  return JSON.stringify({ duration: seconds });
}

export function toMergeBody(sourceIds: readonly string[]): string {
  return JSON.stringify({ source_incidents: sourceIds.map((id) => toReference(id, 'incident_reference')) });
}

/** The body of `PUT /incidents/{id}/custom_fields/values`. */
export function toFieldValuesBody(values: readonly FieldAssignment[]): string {
  return stringifyLosslessJson({ custom_fields: values.map(({ name, value }) => ({ name, value })) });
}

export function toNoteBody(content: string): string {
  return JSON.stringify({ note: { content } });
}

/** Each target is nested once more, and there is no root key (docs/upstream-quirks.md, quirks 42 and 46). */
export function toResponderRequestBody({ requesterId, message, targets }: ResponderRequestDraft): string {
  return JSON.stringify({
    requester_id: requesterId,
    message,
    responder_request_targets: targets.map(({ id, type }) => ({
      responder_request_target: toReference(id, `${type}_reference`),
    })),
  });
}

/** The targets are not nested here (docs/upstream-quirks.md, quirk 46). */
export function toResponderCancellationBody({ requesterId, targets }: ResponderCancellationDraft): string {
  return JSON.stringify({
    requester_id: requesterId,
    responder_request_targets: targets.map(({ id, type }) => toReference(id, `${type}_reference`)),
  });
}

/** The body of `POST /incident_workflows/{id}/instances`. */
export function toWorkflowInstanceBody({ incidentId, instanceId }: WorkflowInstanceDraft): string {
  const incident = toReference(incidentId, 'incident_reference');
  return JSON.stringify({
    incident_workflow_instance: { id: instanceId, type: 'incident_workflow_instance', incident },
  });
}

/** The body of `POST /maintenance_windows`. */
export function toMaintenanceWindowBody({
  startTime,
  endTime,
  description,
  serviceIds,
}: MaintenanceWindowDraft): string {
  return JSON.stringify({
    maintenance_window: {
      type: 'maintenance_window',
      start_time: startTime,
      end_time: endTime,
      description,
      services: serviceIds.map((id) => toReference(id, 'service_reference')),
    },
  });
}

/** The body of `POST /schedules/{id}/overrides` for one; the form without a list is deprecated. */
export function toOverrideBody({ start, end, userId }: OverrideDraft): string {
  return JSON.stringify({ overrides: [{ start, end, user: toReference(userId, 'user_reference'), time_zone: 'UTC' }] });
}

/** The body of `POST /webhook_subscriptions`. */
export function toSubscriptionDraftBody({ url, events, description }: WebhookSubscriptionDraft): string {
  return JSON.stringify({
    webhook_subscription: {
      type: 'webhook_subscription',
      description,
      events,
      filter: { type: 'account_reference' },
      delivery_method: { type: 'http_delivery_method', url },
    },
  });
}

/** The body of `PUT /webhook_subscriptions/{id}`. */
export function toSubscriptionBody(changes: WebhookSubscriptionChanges): string {
  return JSON.stringify({ webhook_subscription: changes });
}
