import type { Urgency } from './account-records.js';
import type { WebhookEvent } from './webhook-records.js';

export type Status = 'triggered' | 'acknowledged' | 'resolved';

/** The author of an action. `service` stands for PagerDuty itself and for an app without a user. */
export interface Agent {
  readonly kind: 'user' | 'service' | 'integration';
  readonly id: string;
}

export interface PendingAction {
  readonly type: 'escalate' | 'unacknowledge' | 'resolve' | 'urgency_change';
  readonly at: string;
  readonly to?: 'high';
}

export interface ConferenceBridge {
  readonly conference_number?: string | undefined;
  readonly conference_url?: string | undefined;
}

export type Severity = 'critical' | 'error' | 'warning' | 'info';

export interface AlertContext {
  readonly type: 'link' | 'image';
  readonly href?: string | undefined;
  readonly src?: string | undefined;
  readonly text?: string | undefined;
}

export interface Alert {
  readonly id: string;
  /** Unique within its integration only (docs/upstream-quirks.md, "Events API: deduplication", rule 5). */
  readonly key: string;
  readonly integrationId: string;
  readonly serviceId: string;
  readonly createdAt: string;
  /** Its first entry in the incident's log. */
  readonly logEntryId: string;
  resolvedAt: string | null;
  summary: string;
  severity: Severity;
  /** An object or a string; PagerDuty sends both. */
  details: unknown;
  contexts: readonly AlertContext[];
}

export type LogEntryKind =
  | 'trigger'
  | 'assign'
  | 'notify'
  | 'escalate'
  | 'delegate'
  | 'acknowledge'
  | 'unacknowledge'
  | 'snooze'
  | 'annotate'
  | 'urgency_change'
  | 'field_value_change'
  | 'custom_field_value_change'
  | 'priority_change'
  | 'responder_request'
  | 'status_update'
  | 'link'
  | 'unlink'
  | 'resolve';

/** Fields of some log entry types only. */
export interface LogEntryDetails {
  /** The assignee for `assign`, `escalate` and `delegate`; the notified user for `notify`. One user per entry. */
  readonly userId?: string | undefined;
  readonly note?: string | undefined;
  readonly changes?: readonly string[] | undefined;
  /** For `priority_change`: names, null for no priority. */
  readonly priorities?: { readonly old: string | null; readonly new: string | null } | undefined;
  readonly snoozedUntil?: string | undefined;
  /** For `trigger`: the event's summary or the incident's title. */
  readonly description?: string | undefined;
}

export interface LogEntry extends LogEntryDetails {
  readonly id: string;
  readonly kind: LogEntryKind;
  readonly at: string;
  /** Null for a notification. */
  readonly by: Agent | null;
}

/** A user who was requested to help. */
export interface Responder {
  readonly userId: string;
  request: ResponderRequest;
  state: 'pending' | 'joined' | 'declined' | 'user_cancelled';
  /** Time of the last state change. */
  at: string;
}

export interface ResponderTarget {
  readonly kind: 'user' | 'escalation_policy';
  readonly id: string;
  /** Users behind the target at the time of the request. */
  readonly userIds: readonly string[];
}

export interface ResponderRequest {
  readonly at: string;
  readonly requesterId: string;
  readonly message: string;
  readonly targets: readonly ResponderTarget[];
}

export interface Incident {
  readonly id: string;
  readonly number: number;
  readonly createdAt: string;
  /** Null if its alerts have the key (docs/upstream-quirks.md, quirk 31). */
  readonly key: string | null;
  /**
   * Created in the web interface or by `POST /incidents`. Such an incident can be merged without alerts
   * (docs/upstream-quirks.md, quirk 43).
   */
  readonly isManual: boolean;
  readonly details: string | Readonly<Record<string, unknown>> | null;
  alerts: Alert[];
  /** Oldest first; starts with the trigger entry. */
  log: LogEntry[];
  title: string;
  updatedAt: string;
  status: Status;
  serviceId: string;
  assignments: { at: string; userId: string }[];
  assignedVia: 'escalation_policy' | 'direct_assignment';
  /** Level of the escalation policy, from 1. */
  level: number;
  lastStatusChangeAt: string;
  lastStatusChangeBy: Agent;
  resolvedAt: string | null;
  /** Time of the last reopening; only webhooks contain it. */
  reopenedAt: string | null;
  /** The incident it was merged into. */
  mergedIntoId: string | null;
  incidentType: string;
  escalationPolicyId: string;
  pendingActions: PendingAction[];
  acknowledgements: { at: string; by: Agent }[];
  priorityId: string | null;
  urgency: Urgency;
  conferenceBridge: ConferenceBridge | null;
  responders: Responder[];
  responderRequests: ResponderRequest[];
  /** Oldest first. They are published when the change that recorded them is complete. */
  unpublishedEvents: WebhookEvent[];
}

/** A user or a team that gets the status updates of an incident. */
export interface Subscriber {
  readonly id: string;
  readonly type: 'user' | 'team';
}

export interface Note {
  readonly id: string;
  /** The service for an app without a user. */
  readonly by: Agent;
  readonly content: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}
