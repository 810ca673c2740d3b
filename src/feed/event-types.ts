/** Kinds of events, as the schema names them. */
export type IncidentEventType =
  | 'TRIGGERED'
  | 'ACKNOWLEDGED'
  | 'UNACKNOWLEDGED'
  | 'ESCALATED'
  | 'REASSIGNED'
  | 'DELEGATED'
  | 'PRIORITY_UPDATED'
  | 'ANNOTATED'
  | 'RESOLVED'
  | 'REOPENED'
  | 'SNOOZED'
  | 'URGENCY_UPDATED'
  | 'RESPONDER_ADDED'
  | 'RESPONDER_REPLIED'
  | 'STATUS_UPDATE_PUBLISHED'
  | 'CUSTOM_FIELDS_UPDATED'
  | 'INCIDENT_TYPE_UPDATED'
  | 'SERVICE_UPDATED'
  | 'UNKNOWN';

/** Webhook events that the schema has a type for; all others are `UNKNOWN` (docs/upstream-quirks.md, "PagerDuty: webhook bodies"). */
const TYPES_OF_WEBHOOK_EVENTS: Readonly<Partial<Record<string, IncidentEventType>>> = {
  'incident.triggered': 'TRIGGERED',
  'incident.acknowledged': 'ACKNOWLEDGED',
  'incident.unacknowledged': 'UNACKNOWLEDGED',
  'incident.escalated': 'ESCALATED',
  'incident.reassigned': 'REASSIGNED',
  'incident.delegated': 'DELEGATED',
  'incident.priority_updated': 'PRIORITY_UPDATED',
  'incident.annotated': 'ANNOTATED',
  'incident.resolved': 'RESOLVED',
  'incident.reopened': 'REOPENED',
  'incident.responder.added': 'RESPONDER_ADDED',
  'incident.responder.replied': 'RESPONDER_REPLIED',
  'incident.status_update_published': 'STATUS_UPDATE_PUBLISHED',
  'incident.custom_field_values.updated': 'CUSTOM_FIELDS_UPDATED',
  'incident.incident_type.changed': 'INCIDENT_TYPE_UPDATED',
  'incident.service_updated': 'SERVICE_UPDATED',
};

/** What a subscription of this gateway names; there are no wildcards. */
export const WEBHOOK_EVENTS: readonly string[] = Object.keys(TYPES_OF_WEBHOOK_EVENTS);

/** Log entry types, an open set, without `_log_entry`. */
const TYPES_OF_LOG_ENTRIES: Readonly<Partial<Record<string, IncidentEventType>>> = {
  trigger: 'TRIGGERED',
  acknowledge: 'ACKNOWLEDGED',
  acknowledgement: 'ACKNOWLEDGED',
  unacknowledge: 'UNACKNOWLEDGED',
  resolve: 'RESOLVED',
  assign: 'REASSIGNED',
  delegate: 'DELEGATED',
  escalate: 'ESCALATED',
  annotate: 'ANNOTATED',
  snooze: 'SNOOZED',
  urgency_change: 'URGENCY_UPDATED',
  priority_change: 'PRIORITY_UPDATED',
  status_update: 'STATUS_UPDATE_PUBLISHED',
  responder_request: 'RESPONDER_ADDED',
  custom_field_value_change: 'CUSTOM_FIELDS_UPDATED',
};

const TYPES_WITH_WEBHOOK: ReadonlySet<string | undefined> = new Set(Object.values(TYPES_OF_WEBHOOK_EVENTS));

/** @param name of a webhook event or of a log entry, as PagerDuty spells it */
export function toEventType(name: string): IncidentEventType {
  return TYPES_OF_WEBHOOK_EVENTS[name] ?? TYPES_OF_LOG_ENTRIES[name.replace(/_log_entry$/, '')] ?? 'UNKNOWN';
}

/** Whether a webhook reports this type too. Nothing but log entries reports a snooze or a new urgency. */
export function hasWebhook(type: IncidentEventType): boolean {
  return TYPES_WITH_WEBHOOK.has(type);
}
