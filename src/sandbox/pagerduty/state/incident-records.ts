import type { Urgency } from './account-records.js';

export type Status = 'triggered' | 'acknowledged' | 'resolved';

/** Who did something; `service` stands for PagerDuty itself, and for an app without a person. */
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
  /** Means something only together with the integration (contracts: pagerduty-events-v2, de-duplication rule 5). */
  readonly key: string;
  readonly integrationId: string;
  readonly serviceId: string;
  readonly createdAt: string;
  /** Its first entry in the log of the incident it came to. */
  readonly logEntryId: string;
  resolvedAt: string | null;
  summary: string;
  severity: Severity;
  /** An object or text; clients meet both. */
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
  | 'resolve';

/** What only some kinds of log entry tell. */
export interface LogEntryDetails {
  /** Of `assign`, `escalate` and `delegate`: who has it; of `notify`: who was told. One person an entry. */
  readonly userId?: string | undefined;
  readonly note?: string | undefined;
  readonly changes?: readonly string[] | undefined;
  readonly snoozedUntil?: string | undefined;
  /** Of `trigger`: what the event or the title said. */
  readonly description?: string | undefined;
}

export interface LogEntry extends LogEntryDetails {
  readonly id: string;
  readonly kind: LogEntryKind;
  readonly at: string;
  /** Nobody for a notification. */
  readonly by: Agent | null;
}

/** Somebody who was asked to help. */
export interface Responder {
  readonly userId: string;
  request: ResponderRequest;
  state: 'pending' | 'joined' | 'declined' | 'user_cancelled';
  /** When the state changed. */
  at: string;
}

export interface ResponderTarget {
  readonly kind: 'user' | 'escalation_policy';
  readonly id: string;
  /** Whom it stood for when they were asked. */
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
  /** Null when its alerts carry the key (contracts: quirk 31). */
  readonly key: string | null;
  /** In the web interface or by `POST /incidents`: then it can be merged without alerts (contracts: quirk 43). */
  readonly isManual: boolean;
  readonly details: string | Readonly<Record<string, unknown>> | null;
  alerts: Alert[];
  /** Oldest first; begins with its trigger. */
  log: LogEntry[];
  title: string;
  updatedAt: string;
  status: Status;
  serviceId: string;
  assignments: { at: string; userId: string }[];
  assignedVia: 'escalation_policy' | 'direct_assignment';
  /** Rung of the escalation policy, from 1. */
  level: number;
  lastStatusChangeAt: string;
  lastStatusChangeBy: Agent;
  resolvedAt: string | null;
  /** The incident that took its alerts. */
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
}

export interface Note {
  readonly id: string;
  /** An app without a person writes in the name of the service. */
  readonly by: Agent;
  readonly content: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}
