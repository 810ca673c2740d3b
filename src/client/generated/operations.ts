/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Input of acknowledgeIncident. */
export type AcknowledgeIncidentInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
};

/** Input of acknowledgeIncidents. */
export type AcknowledgeIncidentsInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Incidents to change: 1 to 500. */
  incidents: Array<IncidentRef>;
};

/** Input of addIncidentNote. */
export type AddIncidentNoteInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Text of the note. */
  content: string;
  /** Key that makes retries safe: 1 to 255 characters. A retry by the same caller with the same key returns the first result, for a configured time (1 day by default). With different input it is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
};

/** Input of addStatusUpdateSubscribers. */
export type AddStatusUpdateSubscribersInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
  /** Users and teams, each once: 1 to 100. */
  subscribers: Array<SubscriberRef>;
};

/** Kind of an agent. */
export type AgentKind =
  /** An integration connected to PagerDuty. */
  | 'INTEGRATION'
  /** A PagerDuty service, e.g. after an automatic resolve. */
  | 'SERVICE'
  /** A value newer than this gateway. */
  | 'UNKNOWN'
  /** A person. */
  | 'USER';

/** One event of an alert: trigger, acknowledge or resolve. */
export type AlertEvent =
  {   /** Acknowledge: somebody is working on the problem. */
  acknowledge: AlertUpdate; resolve?: never; trigger?: never; }
  |  { acknowledge?: never;   /** Resolve: the problem is gone. */
  resolve: AlertUpdate; trigger?: never; }
  |  { acknowledge?: never; resolve?: never;   /** Trigger: the problem is new or still present. */
  trigger: AlertTrigger; };

/** An image shown with an alert. */
export type AlertImage = {
  /** Alternative text. */
  alt?: string | null | undefined;
  /** Target URL of a click. */
  href?: string | null | undefined;
  /** HTTPS URL of the image. */
  src: string;
};

/** A link shown with an alert. */
export type AlertLink = {
  /** Target URL. */
  href: string;
  /** Link text. */
  text?: string | null | undefined;
};

/** An alert of an incident: by global id or PagerDuty id. */
export type AlertRef =
  {   /** Global id of the object. */
  id: string; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** Severity of an alert, as reported by its monitor. */
export type AlertSeverity =
  /** Not working. */
  | 'CRITICAL'
  /** Working with errors. */
  | 'ERROR'
  /** Not a problem. */
  | 'INFO'
  /** A value newer than this gateway. Output only: as input it is rejected. */
  | 'UNKNOWN'
  /** Likely to fail soon. */
  | 'WARNING';

/** Status of an alert. Alerts are never acknowledged. */
export type AlertStatus =
  /** The underlying problem is gone. */
  | 'RESOLVED'
  /** The underlying problem is still present. */
  | 'TRIGGERED'
  /** A value newer than this gateway. Output only: as input it is rejected. */
  | 'UNKNOWN';

/** A problem that is new or still present. */
export type AlertTrigger = {
  /** Name of the tool that detected the problem. */
  client?: string | null | undefined;
  /** URL of the problem in that tool. */
  clientUrl?: string | null | undefined;
  /** Affected component of the source, e.g. mysql. */
  component?: string | null | undefined;
  /** Dedup key, shared by all events of one alert: 1 to 255 characters. By default the gateway generates one and returns it. */
  dedupKey?: string | null | undefined;
  /** A JSON object with further data. Integers of any size are forwarded unchanged. */
  details?: unknown;
  /** Class of the event, e.g. disk. */
  eventClass?: string | null | undefined;
  /** Logical group of the source, e.g. checkout. */
  group?: string | null | undefined;
  /** Images shown with the alert. */
  images?: Array<AlertImage> | null | undefined;
  /** Links shown with the alert. */
  links?: Array<AlertLink> | null | undefined;
  /** Severity. */
  severity: AlertSeverity;
  /** Affected system: a host or another unique name, e.g. edge-7.example.com. */
  source: string;
  /** One-line summary of 1 to 1024 characters. onTooLong decides what happens to a longer one. */
  summary: string;
  /** Time of detection; now by default. */
  timestamp?: string | null | undefined;
};

/** Reference to an alert that was triggered before. */
export type AlertUpdate = {
  /** Dedup key of the alert. */
  dedupKey: string;
};

/** New assignment: users, an escalation policy, or a level of the current policy. */
export type AssignmentTarget =
  {   /** Another level of the incident’s own policy, starting at 1. */
  escalationLevel: number; escalationPolicy?: never; users?: never; }
  |  { escalationLevel?: never;   /** Escalation policy whose on-call users are assigned, starting at level 1. */
  escalationPolicy: EscalationPolicyRef; users?: never; }
  |  { escalationLevel?: never; escalationPolicy?: never;   /** Users to assign, at least 1. */
  users: Array<UserRef>; };

/** Input of cancelResponderRequests. */
export type CancelResponderRequestsInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
  /** Users and escalation policies as they were requested, each once: 1 to 100. */
  responders: Array<ResponderTarget>;
};

/** Reason why PagerDuty relates a change to an incident. */
export type ChangeCorrelation =
  /** PagerDuty learned the relation from earlier incidents. */
  | 'INTELLIGENT'
  /** The latest change of the service. */
  | 'MOST_RECENT'
  /** A change of a service that the incident’s service depends on, or the reverse. */
  | 'RELATED_SERVICE'
  /** A value newer than this gateway. */
  | 'UNKNOWN';

/** Input of createMaintenanceWindow. */
export type CreateMaintenanceWindowInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Reason, for everybody who wonders about the silence. */
  description?: string | null | undefined;
  /** End, in the future and at most 366 days after the start. */
  end: string;
  /** Key that makes retries safe: 1 to 255 characters. A retry by the same caller with the same key returns the first result, for a configured time (1 day by default). With different input it is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** Services to silence: 1 to 100. */
  services: Array<ServiceRef>;
  /** Start; now by default. More than 5 minutes ago is refused. PagerDuty keeps whole seconds. */
  start?: string | null | undefined;
};

/** A new policy. It needs at least one recipient, and at most 100. */
export type CreateNotificationPolicyInput = {
  /** Key or Cloudflare id of a configured Cloudflare account; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** Minimum interval between two alerts, e.g. 30m. Not every alert type has one. */
  alertInterval?: string | null | undefined;
  /** A `type` of `alertTypes` of the account, e.g. http_alert_origin_error. */
  alertType: string;
  /** Description. */
  description?: string | null | undefined;
  /** Whether to return what would be created without writing. */
  dryRun?: boolean;
  /** E-mail recipients. Cloudflare accepts any address, not only those of members. */
  emails?: Array<string> | null | undefined;
  /** Whether the policy shall be enabled. */
  enabled?: boolean;
  /** Filters, at most 50. `alertTypes` lists which ones the alert type takes and needs; others are refused. */
  filters?: Array<PolicyFilterInput> | null | undefined;
  /** Name; several policies may have the same. */
  name: string;
  /** Ids of PagerDuty destinations of the account: global ids or Cloudflare ids, with or without dashes. */
  pagerDutyDestinations?: Array<string> | null | undefined;
  /** Cloudflare ids of webhook destinations of the account, with or without dashes. */
  webhookIds?: Array<string> | null | undefined;
};

/** A policy, and the time in which it shall notify nobody. */
export type CreatePolicySilenceInput = {
  /** Key or Cloudflare id of a configured Cloudflare account; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** End, in whole seconds, in the future and at most 366 days after the start; an hour after the start by default. */
  end?: string | null | undefined;
  /** Id of the policy: a global id or a Cloudflare id, with or without dashes. */
  policy: string;
  /** Start, in whole seconds and within 90 days; now by default. More than 5 minutes ago is refused. */
  start?: string | null | undefined;
};

/** Type of each value of a custom field. */
export type CustomFieldDataType =
  /** JSON true or false. */
  | 'BOOLEAN'
  /** JSON string with an RFC 3339 date-time. Output is always in UTC. */
  | 'DATETIME'
  /** JSON number. */
  | 'FLOAT'
  /** JSON number without a fraction. */
  | 'INTEGER'
  /** JSON string. */
  | 'STRING'
  /** A value newer than this gateway. */
  | 'UNKNOWN'
  /** JSON string with an absolute URL. */
  | 'URL';

/** A custom field and its new value. */
export type CustomFieldInput = {
  /** Name of the field, e.g. environment; see `IncidentType.customFields`. */
  name: string;
  /** New value of the type that the field’s dataType and kind describe; null removes the value. */
  value?: unknown;
};

/** Number of values of a custom field, and whether they are restricted to its options. */
export type CustomFieldKind =
  /** A list of free values, such as tags. */
  | 'MULTI_VALUE'
  /** A list of options. */
  | 'MULTI_VALUE_FIXED'
  /** One value. */
  | 'SINGLE_VALUE'
  /** One of the options. */
  | 'SINGLE_VALUE_FIXED'
  /** A value newer than this gateway. */
  | 'UNKNOWN';

/** An incident by service and dedup key: the open one, otherwise the newest resolved one. Callers need not store PagerDuty’s incident id. */
export type DedupRef = {
  /** Dedup key of the incident: 1 to 255 characters. */
  dedupKey: string;
  /** Service of the incident. */
  service: ServiceRef;
};

/** Input of deleteIncidentNote. */
export type DeleteIncidentNoteInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
  /** Note to delete. */
  note: IncidentNoteRef;
};

/** Delivery mechanism of a Cloudflare alert. */
export type DeliveryMechanism =
  /** An e-mail. */
  | 'EMAIL'
  /** An event for a PagerDuty service. */
  | 'PAGERDUTY'
  /** A value newer than this gateway. */
  | 'UNKNOWN'
  /** An HTTP request to a webhook. */
  | 'WEBHOOK';

/** Action if an open incident with the same dedup key already exists. */
export type DuplicatePolicy =
  /** Return the user error DUPLICATE_INCIDENT. */
  | 'REFUSE'
  /** Return the open incident with created: false. */
  | 'RETURN_EXISTING';

/** Input of endMaintenanceWindow. */
export type EndMaintenanceWindowInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** Window to end. */
  window: MaintenanceWindowRef;
};

/** An escalation policy: by global id or PagerDuty id. */
export type EscalationPolicyRef =
  {   /** Global id of the object. */
  id: string; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** Way by which an event reached this gateway. */
export type EventSource =
  /** A mutation that this gateway sent. */
  | 'GATEWAY'
  /** A regular read of PagerDuty’s log entries and open incidents. */
  | 'POLL'
  /** A webhook of PagerDuty. */
  | 'WEBHOOK';

/** Whether open incidents impact a business service. */
export type ImpactStatus =
  /** At least 1 open incident impacts it, by its priority or because somebody marked it. */
  | 'IMPACTED'
  /** No open incident impacts it. */
  | 'NOT_IMPACTED'
  /** A value newer than this gateway. */
  | 'UNKNOWN';

/** Filter of events, by the incident as it is now. Different filters combine with AND, values of one filter with OR. Services and teams together: at most 100. */
export type IncidentEventFilter = {
  /** Events of this incident. */
  incident?: IncidentRef | null | undefined;
  /** Events of incidents on one of these services. */
  services?: Array<ServiceRef> | null | undefined;
  /** Events of incidents of one of these teams. */
  teams?: Array<TeamRef> | null | undefined;
  /** Events of one of these kinds. */
  types?: Array<IncidentEventType> | null | undefined;
  /** Events of incidents with one of these urgencies. */
  urgencies?: Array<Urgency> | null | undefined;
};

/** Kind of an event. */
export type IncidentEventType =
  /** Somebody took the incident on. */
  | 'ACKNOWLEDGED'
  /** A note was added. */
  | 'ANNOTATED'
  /** Custom fields changed. */
  | 'CUSTOM_FIELDS_UPDATED'
  /** The incident moved to another escalation policy. */
  | 'DELEGATED'
  /** The next level of the escalation policy was notified. */
  | 'ESCALATED'
  /** The incident type changed. */
  | 'INCIDENT_TYPE_UPDATED'
  /** The priority changed. */
  | 'PRIORITY_UPDATED'
  /** The assignees changed. */
  | 'REASSIGNED'
  /** The incident was opened again. */
  | 'REOPENED'
  /** The incident was closed, or merged into another. */
  | 'RESOLVED'
  /** A responder was requested. */
  | 'RESPONDER_ADDED'
  /** A responder accepted or declined. */
  | 'RESPONDER_REPLIED'
  /** The incident moved to another service. */
  | 'SERVICE_UPDATED'
  /** The incident was snoozed. */
  | 'SNOOZED'
  /** A status update was sent to stakeholders. */
  | 'STATUS_UPDATE_PUBLISHED'
  /** The incident was created. */
  | 'TRIGGERED'
  /** The acknowledgement or the snooze ended, so the incident is triggered again. */
  | 'UNACKNOWLEDGED'
  /** A change that no event describes, such as a new title, or an event newer than this gateway; see rawType. As a filter it selects these. */
  | 'UNKNOWN'
  /** The urgency changed. */
  | 'URGENCY_UPDATED';

/** Filter of an incident list. Without createdSince and createdUntil it covers all time, unlike PagerDuty’s own default of 1 month. Different filters combine with AND, values of one filter with OR. Services, assignees and teams together: at most 100. */
export type IncidentFilter = {
  /** Incidents currently assigned to one of these users; at most 5 can be given by e-mail. Cannot be combined with RESOLVED, because resolved incidents have no assignees. */
  assignees?: Array<UserRef> | null | undefined;
  /** Incidents first triggered at or after this time. */
  createdSince?: string | null | undefined;
  /** Incidents first triggered before this time; no end by default. */
  createdUntil?: string | null | undefined;
  /** Incidents with this dedup key, on the incident or on one of its alerts: 1 to 255 characters. */
  dedupKey?: string | null | undefined;
  /** Incidents on one of these services. */
  services?: Array<ServiceRef> | null | undefined;
  /** Incidents in one of these statuses. */
  statuses?: Array<IncidentStatus> | null | undefined;
  /** Incidents of one of these teams. */
  teams?: Array<TeamRef> | null | undefined;
  /** Incidents with one of these urgencies. */
  urgencies?: Array<Urgency> | null | undefined;
};

/** A note of an incident: by global id or PagerDuty id. */
export type IncidentNoteRef =
  {   /** Global id of the object. */
  id: string; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** One sort criterion. */
export type IncidentOrder = {
  /** Sort direction. */
  direction?: OrderDirection;
  /** Sort field. */
  field: IncidentOrderField;
};

/** Sort field of an incident list. */
export type IncidentOrderField =
  /** Time of the first trigger. */
  | 'CREATED_AT'
  /** Incident number. */
  | 'NUMBER'
  /** Time of resolution. */
  | 'RESOLVED_AT'
  /** Urgency. */
  | 'URGENCY';

/** An incident: by global id, PagerDuty id, number, or dedup key. */
export type IncidentRef =
  {   /** Service and dedup key. */
  dedup: DedupRef; id?: never; number?: never; pagerDutyId?: never; }
  |  { dedup?: never;   /** Global id of the object. */
  id: string; number?: never; pagerDutyId?: never; }
  |  { dedup?: never; id?: never;   /** Incident number, e.g. 1234. */
  number: number; pagerDutyId?: never; }
  |  { dedup?: never; id?: never; number?: never;   /** PagerDuty id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** Reason why PagerDuty relates two incidents. */
export type IncidentRelationshipKind =
  /** PagerDuty learned the relation from earlier incidents. */
  | 'MACHINE_LEARNING_INFERRED'
  /** One service depends on the other. */
  | 'SERVICE_DEPENDENCY'
  /** A value newer than this gateway. */
  | 'UNKNOWN';

/** Status of an incident. */
export type IncidentStatus =
  /** Open, and somebody is working on it. */
  | 'ACKNOWLEDGED'
  /** Closed. */
  | 'RESOLVED'
  /** Open and not acknowledged: people are being notified. */
  | 'TRIGGERED'
  /** A value newer than this gateway. Output only: as input it is rejected. */
  | 'UNKNOWN';

/** An incident workflow: by global id or PagerDuty id. */
export type IncidentWorkflowRef =
  {   /** Global id of the object. */
  id: string; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** Result of endMaintenanceWindow for the window. */
export type MaintenanceWindowEnding =
  /** The window was over before. Nothing was changed. */
  | 'ALREADY_OVER'
  /** The window had not begun. It no longer exists. */
  | 'DELETED'
  /** The window was running and ends now. Its services accept incidents again. */
  | 'ENDED';

/** Filter of a list of maintenance windows. Different filters combine with AND. */
export type MaintenanceWindowFilter = {
  /** Text that the description must contain. */
  query?: string | null | undefined;
  /** Windows that silence one of these services; at most 100. */
  services?: Array<ServiceRef> | null | undefined;
  /** Windows in one of these statuses; ONGOING and FUTURE by default. PagerDuty lists one status, these two, or all three. Other combinations are refused. */
  statuses?: Array<MaintenanceWindowStatus> | null | undefined;
};

/** A maintenance window: by global id or PagerDuty id. */
export type MaintenanceWindowRef =
  {   /** Global id of the object. */
  id: string; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** Whether a maintenance window has begun or ended, by PagerDuty’s clock. */
export type MaintenanceWindowStatus =
  /** It has not begun; nothing is silenced yet. */
  | 'FUTURE'
  /** It is running; its services accept no new incidents. */
  | 'ONGOING'
  /** It is over. */
  | 'PAST';

/** Input of mergeIncidents. */
export type MergeIncidentsInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Open incident that receives the alerts. */
  into: IncidentRef;
  /** Incidents to merge, which resolves them: 1 to 100. */
  sources: Array<IncidentRef>;
};

/** Input of moveAlerts. */
export type MoveAlertsInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Alerts of the incident, each once: 1 to 250. */
  alerts: Array<AlertRef>;
  /** Incident to change. */
  incident: IncidentRef;
  /** Open incident that receives the alerts. */
  to: IncidentRef;
};

/** Filter of open incidents. Different filters combine with AND, values of one filter with OR. Services, teams and assignees together: at most 100. */
export type OpenIncidentFilter = {
  /** Incidents currently assigned to one of these users; at most 5 can be given by e-mail. */
  assignees?: Array<UserRef> | null | undefined;
  /** Incidents on one of these services. */
  services?: Array<ServiceRef> | null | undefined;
  /** Incidents of one of these teams. */
  teams?: Array<TeamRef> | null | undefined;
  /** Incidents with one of these urgencies. */
  urgencies?: Array<Urgency> | null | undefined;
};

/** Sort direction. */
export type OrderDirection =
  /** Ascending: smallest or oldest first. */
  | 'ASC'
  /** Descending: largest or newest first. */
  | 'DESC';

/** Class of an incident by the frequency of such incidents on its service. */
export type OutlierCategory =
  /** No such incident before. */
  | 'ANOMALY'
  /** At least 20 % of the incidents of the service. */
  | 'FREQUENT'
  /** At most 5 % of the incidents of the service. */
  | 'RARE'
  /** A value newer than this gateway. */
  | 'UNKNOWN';

/** Effect of deleting an override. */
export type OverrideDeletion =
  /** It had not begun, and no longer exists. */
  | 'DELETED'
  /** It was running, and ends now. The time before stays. */
  | 'ENDED';

/** Service region of a PagerDuty account. */
export type PagerDutyRegion =
  /** Another base URL, set by the operator: a proxy, a test or the sandbox. */
  | 'CUSTOM'
  /** api.eu.pagerduty.com */
  | 'EU'
  /** api.pagerduty.com */
  | 'US';

/** Kind of automatic action. */
export type PendingActionKind =
  /** Notify the next level of the escalation policy. */
  | 'ESCALATE'
  /** Resolve the incident. */
  | 'RESOLVE'
  /** Return the incident to triggered, because a snooze or an acknowledgement ends. */
  | 'UNACKNOWLEDGE'
  /** A value newer than this gateway. */
  | 'UNKNOWN'
  /** Raise the urgency. */
  | 'URGENCY_CHANGE';

/** Wanted values of one filter of a policy. */
export type PolicyFilterInput = {
  /** Cloudflare filter key, e.g. zones; an open set. */
  key: string;
  /** Wanted values, also numbers as text. An empty list removes the filter. */
  values: Array<string>;
};

/** A priority: by global id, PagerDuty id, or name. */
export type PriorityRef =
  {   /** Global id of the object. */
  id: string; name?: never; pagerDutyId?: never; }
  |  { id?: never;   /** Complete name, e.g. P1. If several priorities have this name, the most important one is used. */
  name: string; pagerDutyId?: never; }
  |  { id?: never; name?: never;   /** PagerDuty id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** Input of publishStatusUpdate. */
export type PublishStatusUpdateInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Its own e-mail; by default PagerDuty makes one. */
  email?: StatusUpdateEmail | null | undefined;
  /** Key that makes retries safe: 1 to 255 characters. A retry by the same caller with the same key returns the first result, for a configured time (1 day by default). With different input it is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
  /** Text of the update. */
  message: string;
};

/** Change that is delivered. */
export type QueuedAction =
  /** An alert that somebody works on. */
  | 'ACKNOWLEDGE'
  /** The end of an alert. It follows a trigger that may have been sent. */
  | 'RESOLVE'
  /** A new incident, or an alert that is new or still present. */
  | 'TRIGGER';

/** Mutation that queued it. */
export type QueuedKind =
  /** sendAlertEvent. */
  | 'ALERT_EVENT'
  /** triggerIncident. */
  | 'INCIDENT';

/** State of a queued trigger. */
export type QueuedTriggerState =
  /** A resolve of the same dedup key came before it was sent. Nobody was paged. */
  | 'CANCELLED'
  /** PagerDuty accepted it. */
  | 'DELIVERED'
  /** PagerDuty was not available in time. It is not sent any more. */
  | 'EXPIRED'
  /** PagerDuty refused it when it was delivered. */
  | 'REFUSED'
  /** PagerDuty is not known to have it. */
  | 'WAITING';

/** Input of reassignIncident. */
export type ReassignIncidentInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
  /** New assignment. */
  to: AssignmentTarget;
};

/** Input of removeStatusUpdateSubscribers. */
export type RemoveStatusUpdateSubscribersInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
  /** Users and teams, each once: 1 to 100. */
  subscribers: Array<SubscriberRef>;
};

/** Input of reopenIncident. */
export type ReopenIncidentInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
};

/** Input of requestResponders. */
export type RequestRespondersInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Key that makes retries safe: 1 to 255 characters. A retry by the same caller with the same key returns the first result, for a configured time (1 day by default). With different input it is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
  /** Message that the responders get. */
  message?: string;
  /** Users and escalation policies to request, each once: 1 to 100. */
  responders: Array<ResponderTarget>;
};

/** Input of resolveAlerts. */
export type ResolveAlertsInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Alerts of the incident, each once: 1 to 250. */
  alerts: Array<AlertRef>;
  /** Incident to change. */
  incident: IncidentRef;
};

/** Input of resolveIncident. */
export type ResolveIncidentInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
  /** Visible note, added to the incident before it is resolved. A repeated call adds the note again. */
  note?: string | null | undefined;
  /** Resolution text, stored on the resolve log entry. PagerDuty does not show it on the incident. */
  resolution?: string | null | undefined;
};

/** Input of resolveIncidents. */
export type ResolveIncidentsInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Incidents to change: 1 to 500. */
  incidents: Array<IncidentRef>;
  /** Resolution text, stored on each resolve log entry. */
  resolution?: string | null | undefined;
};

/** Reply of a requested responder. */
export type ResponderState =
  /** The request was cancelled. */
  | 'CANCELLED'
  /** Does not help. */
  | 'DECLINED'
  /** Helps. */
  | 'JOINED'
  /** No reply yet. */
  | 'PENDING'
  /** A value newer than this gateway. */
  | 'UNKNOWN';

/** A user, or an escalation policy whose on-call users are requested. */
export type ResponderTarget =
  {   /** Escalation policy, which is followed until somebody accepts, whatever the incident’s own policy is. */
  escalationPolicy: EscalationPolicyRef; user?: never; }
  |  { escalationPolicy?: never;   /** One user. */
  user: UserRef; };

/** A PagerDuty schedule: by global id or PagerDuty id. */
export type ScheduleRef =
  {   /** Global id of the object. */
  id: string; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** Input of sendAlertEvent. */
export type SendAlertEventInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** Event to send. */
  event: AlertEvent;
  /** Name of a routing key in the gateway’s configuration, e.g. website-edge. The key itself is never sent through GraphQL. */
  integration: string;
  /** Action if a part is too long or empty. Use ADJUST for tools that cannot correct an event and must not lose a page. */
  onTooLong?: TooLongPolicy;
  /** Action if PagerDuty is unavailable; FAIL by default. */
  whenUnavailable?: UnavailablePolicy | null | undefined;
};

/** Input of sendChangeEvent. */
export type SendChangeEventInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** A JSON object with further data. Integers of any size are forwarded unchanged. */
  details?: unknown;
  /** Key that makes retries safe: 1 to 255 characters. A retry by the same caller with the same key returns the first result, for a configured time (1 day by default). With different input it is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** Name of a routing key in the gateway’s configuration, e.g. website-edge: the key of a service. The key itself is never sent through GraphQL. */
  integration: string;
  /** Links to more about the change: at most 50. */
  links?: Array<AlertLink> | null | undefined;
  /** Place of the change, e.g. ci-runner-7. */
  source?: string | null | undefined;
  /** One-line summary of the change: 1 to 1024 characters. */
  summary: string;
  /** Time of the change; now by default. */
  timestamp?: string | null | undefined;
};

/** A PagerDuty service: by global id or PagerDuty id. */
export type ServiceRef =
  {   /** Global id of the object. */
  id: string; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** Status of a service, derived from its open incidents. */
export type ServiceStatus =
  /** No open incidents. */
  | 'ACTIVE'
  /** At least 1 triggered incident. */
  | 'CRITICAL'
  /** Disabled; accepts no new incidents. */
  | 'DISABLED'
  /** In a maintenance window; accepts no new incidents. */
  | 'MAINTENANCE'
  /** A value newer than this gateway. */
  | 'UNKNOWN'
  /** Open incidents, all acknowledged. */
  | 'WARNING';

/** Whether a silence has begun or ended, by the gateway’s clock. */
export type SilenceStatus =
  /** It is running; its policy notifies nobody. */
  | 'ACTIVE'
  /** It has not begun; nothing is silenced yet. */
  | 'FUTURE'
  /** It is over. */
  | 'PAST';

/** Input of snoozeIncident. */
export type SnoozeIncidentInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Duration in seconds, 1 to 604800 (1 week). Afterwards the incident returns to triggered. */
  durationSeconds: number;
  /** Incident to change. */
  incident: IncidentRef;
};

/** Input of startIncidentWorkflow. PagerDuty records no actor. */
export type StartIncidentWorkflowInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** Key that makes retries safe: 1 to 255 characters. A retry by the same caller with the same key returns the first result, for a configured time (1 day by default). With different input it is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** Incident for which it runs. */
  incident: IncidentRef;
  /** Workflow to start. */
  workflow: IncidentWorkflowRef;
};

/** E-mail of a status update, instead of the one that PagerDuty makes from its message. */
export type StatusUpdateEmail = {
  /** Body of the e-mail in HTML. */
  htmlMessage: string;
  /** Subject of the e-mail. */
  subject: string;
};

/** A subscriber: a user or a team. */
export type SubscriberRef =
  {   /** All users of a team. */
  team: TeamRef; user?: never; }
  |  { team?: never;   /** One user. */
  user: UserRef; };

/** A PagerDuty team: by global id or PagerDuty id. */
export type TeamRef =
  {   /** Global id of the object. */
  id: string; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** Value for one {NAME} placeholder of a title. */
export type TitleValue = {
  /** Placeholder name: upper-case letters, digits and underscores. */
  name: string;
  /** Replacement text, inserted unchanged. */
  value: string;
};

/** Action if PagerDuty would refuse an event because of a part that can be shortened or omitted. */
export type TooLongPolicy =
  /** Cut texts that are too long and omit optional parts that are empty or cannot be shown. Send the rest, and report each change in adjustments. */
  | 'ADJUST'
  /** Return INVALID_INPUT with the field and its limit; send nothing. */
  | 'REFUSE';

/** Input of triggerIncident. */
export type TriggerIncidentInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Dedup key: 1 to 255 characters. PagerDuty refuses a second open incident with the same key on the same service. By default the gateway generates a key, so that it can look up an unknown outcome. */
  dedupKey?: string | null | undefined;
  /** Body of the incident, as plain text. */
  details?: string | null | undefined;
  /** Key that makes retries safe: 1 to 255 characters. A retry by the same caller with the same key returns the first result, for a configured time (1 day by default). With different input it is a CONFLICT. */
  idempotencyKey?: string | null | undefined;
  /** Incident type name; `incident_default` by default. */
  incidentType?: string | null | undefined;
  /** Action if an open incident with this dedupKey already exists. */
  onDuplicate?: DuplicatePolicy;
  /** Priority; none by default. */
  priority?: PriorityRef | null | undefined;
  /** Affected service. */
  service: ServiceRef;
  /** Recipient of the notifications; the service’s escalation policy by default. An incident assigned to the actor starts acknowledged. */
  target?: TriggerTarget | null | undefined;
  /** One-line summary of at most 1024 characters. With titleValues, each {NAME} is replaced by its value once. A name without a value stays unchanged, so a typo never stops a page. */
  title: string;
  /** Values for the title, at most 100. With them a monitoring tool can send one fixed document, e.g. "Alert {ACTION} for {MSG} at {TIME}". */
  titleValues?: Array<TitleValue> | null | undefined;
  /** Notification urgency; decided by the service by default. */
  urgency?: Urgency | null | undefined;
  /** Action if PagerDuty is unavailable; FAIL by default. */
  whenUnavailable?: UnavailablePolicy | null | undefined;
};

/** Recipient of the notifications: one user or an escalation policy. PagerDuty does not accept both. */
export type TriggerTarget =
  {   /** One user. */
  assignee: UserRef; escalationPolicy?: never; }
  |  { assignee?: never;   /** Escalation policy other than the service’s. */
  escalationPolicy: EscalationPolicyRef; };

/** Action if PagerDuty cannot be reached, fails, or limits calls beyond the deadline. */
export type UnavailablePolicy =
  /** Return the error, with its outcome. */
  | 'FAIL'
  /** Store it and deliver it once when PagerDuty is available, in the order of its key. It expires after a configured time (1 hour by default). Requires Redis or OUTBOX_FILE; a refusal of PagerDuty is never queued. */
  | 'QUEUE';

/** Input of updateIncident. Omitted fields stay unchanged. */
export type UpdateIncidentInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
  /** Priority. */
  priority?: PriorityRef | null | undefined;
  /** One-line summary of at most 1024 characters. */
  title?: string | null | undefined;
  /** Notification urgency. */
  urgency?: Urgency | null | undefined;
};

/** Input of updateIncidentNote. */
export type UpdateIncidentNoteInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** New text of the note. */
  content: string;
  /** Incident to change. */
  incident: IncidentRef;
  /** Note to change. */
  note: IncidentNoteRef;
};

/** A policy, and the members that shall change. Omitted members stay as they are. */
export type UpdateNotificationPolicyInput = {
  /** Key or Cloudflare id of a configured Cloudflare account; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** New minimum interval between two alerts, e.g. 30m. Not every alert type has one. */
  alertInterval?: string | null | undefined;
  /** New description; an empty one removes it. */
  description?: string | null | undefined;
  /** Whether to return what would change without writing. */
  dryRun?: boolean;
  /** Whether the policy shall be enabled. */
  enabled?: boolean | null | undefined;
  /** Filters to change, each with all its values; at most 50. Filters that are not named stay as they are. A filter that the alert type does not take is refused, unless the policy has it. */
  filters?: Array<PolicyFilterInput> | null | undefined;
  /** New name. */
  name?: string | null | undefined;
  /** Id of the policy: a global id or a Cloudflare id, with or without dashes. */
  policy: string;
};

/** Notification urgency. */
export type Urgency =
  /** Requires an immediate response. */
  | 'HIGH'
  /** Can wait. */
  | 'LOW'
  /** A value newer than this gateway. Output only: as input it is rejected. */
  | 'UNKNOWN';

/** Reason why a mutation was rejected. */
export type UserErrorCode =
  /** PagerDuty requires an actor for this change. Send `actor`, or have the operator set `PAGERDUTY_FROM`; to acknowledge also `PAGERDUTY_FROM_MAY_ACKNOWLEDGE`. */
  | 'ACTOR_REQUIRED'
  /** PagerDuty has no user with the actor’s e-mail address. Send the e-mail address of a user of this PagerDuty account. */
  | 'ACTOR_UNKNOWN'
  /** The destinations differ from the confirmed ones, a policy would lose its last PagerDuty destination, or an override would replace another one. Nothing was changed. Confirm the ids in `destinations` of the payload, or set the argument that the message names. */
  | 'CONFIRMATION_REQUIRED'
  /** The status of the incident does not allow this change, or somebody else changed the policy at the same time. Read the incident or the policy again and decide by what it is now. */
  | 'CONFLICT'
  /** Cloudflare rejected the connect token. Finish the sign-in at `consentUrl`, or create a new token. */
  | 'CONNECT_TOKEN_REJECTED'
  /** An open incident with this dedup key already exists on the service. Send `onDuplicate: RETURN_EXISTING` to get that incident, or use another `dedupKey`. */
  | 'DUPLICATE_INCIDENT'
  /** The upstream account’s plan does not include this feature. Ask the account owner about the plan. */
  | 'FEATURE_UNAVAILABLE'
  /** An argument is invalid; nothing was changed. Correct the argument named by `field` and send the operation again. */
  | 'INVALID_INPUT'
  /** The request exceeds the limit of one call. Split the request. */
  | 'LIMIT_EXCEEDED'
  /** The change of this item was not sent. Send it again; that is safe. */
  | 'NOT_ATTEMPTED'
  /** An object that the mutation refers to does not exist. Check the id; the object may have been deleted upstream. */
  | 'NOT_FOUND'
  /** The actor does not have permission for this change in PagerDuty. Use an actor with the required role. */
  | 'NOT_PERMITTED'
  /** The change of this item was sent, but the response was lost. Read the incident before sending the change again. */
  | 'OUTCOME_UNKNOWN'
  /** Only some of the changes were applied. Check each result; retry only what was not applied. */
  | 'PARTIALLY_APPLIED'
  /** The upstream rejected the request for a reason without a specific code. Read `upstream.errors`. */
  | 'UPSTREAM_REJECTED';

/** A PagerDuty user: by global id, PagerDuty id, or e-mail. */
export type UserRef =
  {   /** Complete e-mail address, looked up in PagerDuty. */
  email: string; id?: never; pagerDutyId?: never; }
  |  { email?: never;   /** Global id of the object. */
  id: string; pagerDutyId?: never; }
  |  { email?: never; id?: never;   /** PagerDuty id, e.g. PT4KHLK. */
  pagerDutyId: string; };

export type AccountLogQueryVariables = Exact<{
  since?: string | null | undefined;
  until?: string | null | undefined;
  overviewOnly?: boolean;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccountLogQuery = { pagerDutyAccount: { logEntries: { nodes: Array<{ id: string, kind: string, summary: string | null, createdAt: string, agent: { kind: AgentKind, name: string | null } | null, incident: { number: number, title: string, url: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type AcknowledgeIncidentMutationVariables = Exact<{
  input: AcknowledgeIncidentInput;
}>;


export type AcknowledgeIncidentMutation = { acknowledgeIncident: { changed: boolean, incident: { number: number, status: IncidentStatus, acknowledgements: Array<{ at: string, by: { name: string | null } }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type AcknowledgeIncidentsMutationVariables = Exact<{
  input: AcknowledgeIncidentsInput;
}>;


export type AcknowledgeIncidentsMutation = { acknowledgeIncidents: { results: Array<{ index: number, changed: boolean, incident: { number: number, status: IncidentStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string }> }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type AddIncidentNoteMutationVariables = Exact<{
  input: AddIncidentNoteInput;
}>;


export type AddIncidentNoteMutation = { addIncidentNote: { note: { content: string, createdAt: string, author: { name: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type AddStatusUpdateSubscribersMutationVariables = Exact<{
  input: AddStatusUpdateSubscribersInput;
}>;


export type AddStatusUpdateSubscribersMutation = { addStatusUpdateSubscribers: { results: Array<{ index: number, changed: boolean, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type AttachDestinationMutationVariables = Exact<{
  policy: string;
  destination: string;
  dryRun?: boolean;
}>;


export type AttachDestinationMutation = { attachDestination: { changed: boolean, differences: Array<{ path: string, before: unknown, after: unknown }> | null, policy: { id: string, name: string | null, modifiedAt: string | null, pagerDutyDestinations: Array<{ id: string, name: string | null }> | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CancelResponderRequestsMutationVariables = Exact<{
  input: CancelResponderRequestsInput;
}>;


export type CancelResponderRequestsMutation = { cancelResponderRequests: { results: Array<{ index: number, changed: boolean, state: ResponderState | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ChangeEventsOfIncidentQueryVariables = Exact<{
  by: IncidentRef;
}>;


export type ChangeEventsOfIncidentQuery = { incident: { number: number, title: string, createdAt: string, changeEvents: { unavailableReason: string | null, entries: Array<{ secondsBeforeIncident: number, correlation: ChangeCorrelation | null, changeEvent: { summary: string | null, source: string | null, timestamp: string, links: Array<{ href: string, text: string | null }> } }> | null } | null } | null };

export type CloudflareAlertsOfIncidentQueryVariables = Exact<{
  by: IncidentRef;
}>;


export type CloudflareAlertsOfIncidentQuery = { incident: { number: number, title: string, status: IncidentStatus, service: { name: string | null, destinations: Array<{ name: string | null, policies: Array<{ name: string | null, alertType: string, enabled: boolean | null, filters: unknown }> | null }> | null } | null } | null };

export type ConnectPagerDutyMutationVariables = Exact<{
  token: string;
}>;


export type ConnectPagerDutyMutation = { connectPagerDuty: { connectionId: string | null, destinations: Array<{ id: string, name: string | null }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CreateConnectTokenMutationVariables = Exact<{ [key: string]: never; }>;


export type CreateConnectTokenMutation = { createPagerDutyConnectToken: { token: string | null, consentUrl: string | null, userErrors: Array<{ code: UserErrorCode, message: string }> } | null };

export type CreateMaintenanceWindowMutationVariables = Exact<{
  input: CreateMaintenanceWindowInput;
}>;


export type CreateMaintenanceWindowMutation = { createMaintenanceWindow: { window: { id: string, pagerDutyId: string, status: MaintenanceWindowStatus, start: string, end: string, services: Array<{ name: string | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CreateNotificationPolicyMutationVariables = Exact<{
  input: CreateNotificationPolicyInput;
}>;


export type CreateNotificationPolicyMutation = { createNotificationPolicy: { created: boolean, differences: Array<{ path: string, after: unknown }> | null, policy: { id: string, name: string | null, alertType: string, enabled: boolean | null, filters: unknown } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CreatePolicySilenceMutationVariables = Exact<{
  input: CreatePolicySilenceInput;
}>;


export type CreatePolicySilenceMutation = { createPolicySilence: { created: boolean, silence: { id: string, status: SilenceStatus, start: string | null, end: string | null, policy: { id: string, name: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CreateScheduleOverrideMutationVariables = Exact<{
  schedule: ScheduleRef;
  user: UserRef;
  start?: string | null | undefined;
  end?: string | null | undefined;
  allowOverlap?: boolean;
  dryRun?: boolean;
}>;


export type CreateScheduleOverrideMutation = { createScheduleOverride: { changed: boolean, override: { id: string | null, start: string, end: string } | null, replacedShifts: Array<{ start: string, end: string, user: { name: string | null } | null }> | null, overlapping: Array<{ id: string | null, start: string, end: string, user: { name: string | null } | null }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type DeleteDestinationsMutationVariables = Exact<{
  expectedIds: Array<string> | string;
  dryRun?: boolean;
}>;


export type DeleteDestinationsMutation = { deletePagerDutyDestinations: { deletedIds: Array<string>, destinations: Array<{ id: string, name: string | null }> | null, affectedPolicies: Array<{ losesLastDestination: boolean, policy: { name: string | null, alertType: string } }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type DeleteIncidentNoteMutationVariables = Exact<{
  input: DeleteIncidentNoteInput;
}>;


export type DeleteIncidentNoteMutation = { deleteIncidentNote: { deletedId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type DeleteNotificationPolicyMutationVariables = Exact<{
  policy: string;
  dryRun?: boolean;
}>;


export type DeleteNotificationPolicyMutation = { deleteNotificationPolicy: { deletedId: string | null, policy: { id: string, name: string | null, alertType: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type DeleteScheduleOverrideMutationVariables = Exact<{
  schedule: ScheduleRef;
  override: string;
}>;


export type DeleteScheduleOverrideMutation = { deleteScheduleOverride: { deletedId: string | null, outcome: OverrideDeletion | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type DetachDestinationMutationVariables = Exact<{
  policy: string;
  destination: string;
  dryRun?: boolean;
  allowLastDestination?: boolean;
}>;


export type DetachDestinationMutation = { detachDestination: { changed: boolean, differences: Array<{ path: string, before: unknown, after: unknown }> | null, policy: { id: string, name: string | null, modifiedAt: string | null, pagerDutyDestinations: Array<{ id: string, name: string | null }> | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type EndMaintenanceWindowMutationVariables = Exact<{
  input: EndMaintenanceWindowInput;
}>;


export type EndMaintenanceWindowMutation = { endMaintenanceWindow: { ending: MaintenanceWindowEnding | null, window: { description: string | null, status: MaintenanceWindowStatus, services: Array<{ name: string | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type EndPolicySilenceMutationVariables = Exact<{
  silence: string;
}>;


export type EndPolicySilenceMutation = { endPolicySilence: { ended: boolean, silence: { id: string, start: string | null, end: string | null, policy: { id: string, name: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type GetCloudflareAccountQueryVariables = Exact<{ [key: string]: never; }>;


export type GetCloudflareAccountQuery = { cloudflareAccount: { id: string, key: string, cloudflareId: string, pagerDutyEligibility: { eligible: boolean, ready: boolean } | null, pagerDutyDestinations: { nodes: Array<{ name: string | null }> } | null } | null };

export type GetIncidentQueryVariables = Exact<{
  by: IncidentRef;
}>;


export type GetIncidentQuery = { incident: { id: string, pagerDutyId: string, number: number, title: string, status: IncidentStatus, urgency: Urgency, dedupKey: string | null, url: string | null, incidentType: string | null, isMergeable: boolean | null, createdAt: string, updatedAt: string | null, lastStatusChangeAt: string | null, resolvedAt: string | null, snoozedUntil: string | null, lastStatusChangeBy: { kind: AgentKind, name: string | null } | null, alertCounts: { all: number, triggered: number, resolved: number } | null, pendingActions: Array<{ kind: PendingActionKind, at: string }>, conferenceBridge: { number: string | null, url: string | null } | null, acknowledgements: Array<{ at: string, by: { name: string | null } }>, assignees: Array<{ name: string | null, email: string | null }>, service: { id: string, name: string | null, status: ServiceStatus | null } | null, escalationPolicy: { name: string | null } | null, priority: { name: string | null, color: string | null } | null, teams: Array<{ name: string | null }>, account: { key: string, region: PagerDutyRegion } } | null };

export type GetQueuedTriggerQueryVariables = Exact<{
  id: string;
}>;


export type GetQueuedTriggerQuery = { queuedTrigger: { kind: QueuedKind, action: QueuedAction, dedupKey: string, title: string | null, state: QueuedTriggerState, reason: string | null, queuedAt: string, expiresAt: string, settledAt: string | null, incident: { id: string, number: number, status: IncidentStatus } | null } | null };

export type GetScheduleQueryVariables = Exact<{
  by: ScheduleRef;
  since?: string | null | undefined;
  until?: string | null | undefined;
}>;


export type GetScheduleQuery = { schedule: { id: string, name: string | null, timeZone: string | null, url: string | null, shifts: Array<{ start: string, end: string, user: { name: string | null } | null }> | null } | null };

export type GetServiceQueryVariables = Exact<{
  by: ServiceRef;
}>;


export type GetServiceQuery = { service: { id: string, name: string | null, description: string | null, status: ServiceStatus | null, url: string | null } | null };

export type ImpactedBusinessServicesQueryVariables = Exact<{ [key: string]: never; }>;


export type ImpactedBusinessServicesQuery = { pagerDutyAccount: { impactedBusinessServices: { hasMore: boolean, services: Array<{ id: string, name: string | null, impact: { status: ImpactStatus, highestPriority: { name: string | null } | null } | null, impactingIncidents: { hasMore: boolean, incidents: Array<{ number: number, title: string, status: IncidentStatus }> } | null }> } | null } | null };

export type IncidentContextQueryVariables = Exact<{
  by: IncidentRef;
}>;


export type IncidentContextQuery = { incident: { number: number, title: string, pastIncidents: { unavailableReason: string | null, entries: Array<{ pagerDutyId: string, title: string | null, createdAt: string | null, score: number | null }> | null } | null, relatedIncidents: { unavailableReason: string | null, entries: Array<{ pagerDutyId: string, title: string | null, createdAt: string | null, relationships: Array<{ kind: IncidentRelationshipKind, classification: string | null, dependentServiceId: string | null, supportingServiceId: string | null }> }> | null } | null, outlier: { category: OutlierCategory | null, count: number | null, frequency: number | null, pattern: string | null, unavailableReason: string | null } | null } | null };

export type IncidentEventsSubscriptionVariables = Exact<{
  account?: string | null | undefined;
  filter?: IncidentEventFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type IncidentEventsSubscription = { incidentEvents: { eventId: string, cursor: string, type: IncidentEventType, occurredAt: string, agent: { name: string | null } | null, incident: { id: string, number: number, title: string, status: IncidentStatus } | null } };

export type IncidentHistoryQueryVariables = Exact<{
  by: IncidentRef;
}>;


export type IncidentHistoryQuery = { incident: { number: number, title: string, status: IncidentStatus, details: string | null, mergedInto: { number: number } | null, alerts: { totalCount: number | null, nodes: Array<{ summary: string | null, status: AlertStatus, severity: AlertSeverity | null, dedupKey: string | null, createdAt: string, details: unknown }> } | null, notes: Array<{ content: string, createdAt: string, author: { name: string | null } | null }> | null, timeline: { nodes: Array<{ kind: string, summary: string | null, createdAt: string, agent: { name: string | null } | null }> } | null } | null };

export type ListAlertTypesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListAlertTypesQuery = { cloudflareAccount: { alertTypes: { nodes: Array<{ type: string, name: string | null, description: string | null, product: string, filters: Array<{ key: string, isRequired: boolean, operator: string | null, range: string | null, values: Array<{ value: string, description: string | null }> | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ListBusinessServicesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListBusinessServicesQuery = { pagerDutyAccount: { businessServices: { nodes: Array<{ id: string, pagerDutyId: string, name: string | null, description: string | null, pointOfContact: string | null, team: { name: string | null } | null, impact: { status: ImpactStatus } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ListChangeEventsQueryVariables = Exact<{
  by: ServiceRef;
  since?: string | null | undefined;
  until?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListChangeEventsQuery = { service: { name: string | null, changeEvents: { nodes: Array<{ id: string, summary: string | null, source: string | null, timestamp: string, details: unknown, links: Array<{ href: string, text: string | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ListDestinationsQueryVariables = Exact<{
  account?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListDestinationsQuery = { pagerDutyDestinations: { totalCount: number | null, nodes: Array<{ id: string, cloudflareId: string, name: string | null, account: { key: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ListIncidentTypesQueryVariables = Exact<{
  account?: string | null | undefined;
}>;


export type ListIncidentTypesQuery = { pagerDutyAccount: { incidentTypes: Array<{ name: string, displayName: string | null, enabled: boolean | null, parent: { name: string } | null, customFields: Array<{ name: string, displayName: string | null, dataType: CustomFieldDataType, kind: CustomFieldKind, enabled: boolean | null, options: Array<string> | null }> | null }> | null } | null };

export type ListIncidentWorkflowsQueryVariables = Exact<{
  query?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListIncidentWorkflowsQuery = { pagerDutyAccount: { incidentWorkflows: { nodes: Array<{ id: string, pagerDutyId: string, name: string | null, description: string | null, isEnabled: boolean | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ListIncidentsQueryVariables = Exact<{
  filter?: IncidentFilter | null | undefined;
  orderBy?: Array<IncidentOrder> | IncidentOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListIncidentsQuery = { incidents: { nodes: Array<{ id: string, number: number, title: string, status: IncidentStatus, urgency: Urgency, createdAt: string, service: { name: string | null } | null, assignees: Array<{ name: string | null, email: string | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ListMaintenanceWindowsQueryVariables = Exact<{
  filter?: MaintenanceWindowFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListMaintenanceWindowsQuery = { maintenanceWindows: { nodes: Array<{ id: string, pagerDutyId: string, description: string | null, status: MaintenanceWindowStatus, start: string, end: string, url: string | null, services: Array<{ name: string | null, status: ServiceStatus | null }>, createdBy: { name: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ListNotificationPoliciesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListNotificationPoliciesQuery = { cloudflareAccount: { notificationPolicies: { nodes: Array<{ id: string, cloudflareId: string, name: string | null, alertType: string, enabled: boolean | null, filters: unknown, emails: Array<string>, pagerDutyDestinations: Array<{ id: string, name: string | null }> | null, silences: Array<{ id: string, start: string | null, end: string | null }> | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ListQueuedTriggersQueryVariables = Exact<{ [key: string]: never; }>;


export type ListQueuedTriggersQuery = { pagerDutyAccount: { outbox: { waiting: number, oldestQueuedAt: string | null, queuedTriggers: Array<{ id: string, action: QueuedAction, dedupKey: string, title: string | null, mayHaveBeenSent: boolean, queuedAt: string, expiresAt: string }> } | null } | null };

export type ListSchedulesQueryVariables = Exact<{
  query?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListSchedulesQuery = { pagerDutyAccount: { schedules: { nodes: Array<{ id: string, pagerDutyId: string, name: string | null, timeZone: string | null, url: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ListServicesQueryVariables = Exact<{
  query?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListServicesQuery = { services: { totalCount: number | null, nodes: Array<{ id: string, pagerDutyId: string, name: string | null, status: ServiceStatus | null, escalationPolicy: { name: string | null } | null, teams: Array<{ name: string | null }> | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ListSilencesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListSilencesQuery = { cloudflareAccount: { silences: { nodes: Array<{ id: string, status: SilenceStatus, start: string | null, end: string | null, policy: { id: string, name: string | null, enabled: boolean | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type MergeIncidentsMutationVariables = Exact<{
  input: MergeIncidentsInput;
}>;


export type MergeIncidentsMutation = { mergeIncidents: { incident: { number: number, status: IncidentStatus, alertCounts: { all: number } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type MoveAlertsMutationVariables = Exact<{
  input: MoveAlertsInput;
}>;


export type MoveAlertsMutation = { moveAlerts: { results: Array<{ index: number, changed: boolean, alert: { id: string, status: AlertStatus } | null }>, incident: { number: number, status: IncidentStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type NotificationHistoryQueryVariables = Exact<{
  since?: string | null | undefined;
  until?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NotificationHistoryQuery = { cloudflareAccount: { notificationHistory: { nodes: Array<{ id: string, name: string | null, alertType: string | null, mechanism: DeliveryMechanism, target: string | null, body: string | null, sentAt: string | null, policy: { id: string, enabled: boolean | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type OnCallsBetweenQueryVariables = Exact<{
  since?: string | null | undefined;
  until?: string | null | undefined;
  escalationPolicies?: Array<EscalationPolicyRef> | EscalationPolicyRef | null | undefined;
}>;


export type OnCallsBetweenQuery = { pagerDutyAccount: { onCalls: Array<{ level: number, start: string | null, end: string | null, escalationPolicy: { name: string | null } | null, user: { name: string | null, email: string | null } | null, schedule: { name: string | null } | null }> | null } | null };

export type OpenIncidentsSubscriptionVariables = Exact<{
  account?: string | null | undefined;
  filter?: OpenIncidentFilter | null | undefined;
}>;


export type OpenIncidentsSubscription = { openIncidents: { isSnapshot: boolean, totalCount: number, removedIds: Array<string>, upserted: Array<{ id: string, number: number, title: string, status: IncidentStatus, urgency: Urgency, createdAt: string, service: { name: string | null } | null, assignees: Array<{ name: string | null }> }>, live: { source: EventSource | null, maxLagSeconds: number | null } } };

export type OverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewQuery = { pagerDutyDestinations: { nodes: Array<{ name: string | null, policies: Array<{ name: string | null, alertType: string }> | null, matchingServices: Array<{ name: string | null, onCall: Array<{ level: number, user: { name: string | null } | null }> | null, openIncidents: { nodes: Array<{ title: string, status: IncidentStatus }> } | null }> | null }> } | null };

export type PublishStatusUpdateMutationVariables = Exact<{
  input: PublishStatusUpdateInput;
}>;


export type PublishStatusUpdateMutation = { publishStatusUpdate: { statusUpdate: { message: string, createdAt: string | null, sender: { name: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ReassignIncidentMutationVariables = Exact<{
  input: ReassignIncidentInput;
}>;


export type ReassignIncidentMutation = { reassignIncident: { incident: { number: number, assignees: Array<{ name: string | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RemoveStatusUpdateSubscribersMutationVariables = Exact<{
  input: RemoveStatusUpdateSubscribersInput;
}>;


export type RemoveStatusUpdateSubscribersMutation = { removeStatusUpdateSubscribers: { removedCount: number | null, notSubscribedCount: number | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ReopenIncidentMutationVariables = Exact<{
  input: ReopenIncidentInput;
}>;


export type ReopenIncidentMutation = { reopenIncident: { changed: boolean, incident: { number: number, status: IncidentStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RequestRespondersMutationVariables = Exact<{
  input: RequestRespondersInput;
}>;


export type RequestRespondersMutation = { requestResponders: { results: Array<{ index: number, responders: Array<{ state: ResponderState, user: { name: string | null } }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ResolveAlertsMutationVariables = Exact<{
  input: ResolveAlertsInput;
}>;


export type ResolveAlertsMutation = { resolveAlerts: { results: Array<{ index: number, changed: boolean, alert: { id: string, status: AlertStatus } | null }>, incident: { number: number, status: IncidentStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ResolveIncidentMutationVariables = Exact<{
  input: ResolveIncidentInput;
}>;


export type ResolveIncidentMutation = { resolveIncident: { changed: boolean, note: { content: string } | null, incident: { number: number, status: IncidentStatus, resolvedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ResolveIncidentsMutationVariables = Exact<{
  input: ResolveIncidentsInput;
}>;


export type ResolveIncidentsMutation = { resolveIncidents: { results: Array<{ index: number, changed: boolean, incident: { number: number, status: IncidentStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string }> }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ScheduleOverridesQueryVariables = Exact<{
  by: ScheduleRef;
  since?: string | null | undefined;
  until?: string | null | undefined;
}>;


export type ScheduleOverridesQuery = { schedule: { name: string | null, overrides: Array<{ id: string | null, start: string, end: string, user: { name: string | null } | null }> | null } | null };

export type SendAlertEventMutationVariables = Exact<{
  input: SendAlertEventInput;
}>;


export type SendAlertEventMutation = { sendAlertEvent: { accepted: boolean, dedupKey: string | null, queued: { id: string, expiresAt: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SendChangeEventMutationVariables = Exact<{
  input: SendChangeEventInput;
}>;


export type SendChangeEventMutation = { sendChangeEvent: { accepted: boolean, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SendMonitoringAlertMutationVariables = Exact<{
  values: Array<TitleValue> | TitleValue;
  actor?: string | null | undefined;
}>;


export type SendMonitoringAlertMutation = { triggerIncident: { incident: { id: string, title: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SetIncidentCustomFieldsMutationVariables = Exact<{
  incident: IncidentRef;
  fields: Array<CustomFieldInput> | CustomFieldInput;
}>;


export type SetIncidentCustomFieldsMutation = { setIncidentCustomFields: { changed: boolean, incident: { number: number, customFields: Array<{ name: string, value: unknown }> | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SnoozeIncidentMutationVariables = Exact<{
  input: SnoozeIncidentInput;
}>;


export type SnoozeIncidentMutation = { snoozeIncident: { incident: { number: number, status: IncidentStatus, snoozedUntil: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type StartIncidentWorkflowMutationVariables = Exact<{
  input: StartIncidentWorkflowInput;
}>;


export type StartIncidentWorkflowMutation = { startIncidentWorkflow: { instanceId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type StatusUpdateSubscribersQueryVariables = Exact<{
  number: number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type StatusUpdateSubscribersQuery = { incident: { statusUpdateSubscribers: { nodes: Array<{ user: { name: string | null } | null, team: { name: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type TimelineWithChangesQueryVariables = Exact<{
  by: IncidentRef;
  first?: number | null | undefined;
}>;


export type TimelineWithChangesQuery = { incident: { number: number, title: string, timelineWithChanges: Array<{ at: string, secondsAfterCreation: number, logEntry: { kind: string, summary: string | null } | null, changeEvent: { summary: string | null, source: string | null } | null }> | null } | null };

export type TriggerIncidentMutationVariables = Exact<{
  input: TriggerIncidentInput;
}>;


export type TriggerIncidentMutation = { triggerIncident: { created: boolean | null, incident: { id: string, pagerDutyId: string, number: number, status: IncidentStatus, title: string } | null, queued: { id: string, expiresAt: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type UpdateIncidentNoteMutationVariables = Exact<{
  input: UpdateIncidentNoteInput;
}>;


export type UpdateIncidentNoteMutation = { updateIncidentNote: { changed: boolean, note: { content: string, updatedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type UpdateIncidentMutationVariables = Exact<{
  input: UpdateIncidentInput;
}>;


export type UpdateIncidentMutation = { updateIncident: { incident: { number: number, title: string, urgency: Urgency, priority: { name: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type UpdateNotificationPolicyMutationVariables = Exact<{
  input: UpdateNotificationPolicyInput;
}>;


export type UpdateNotificationPolicyMutation = { updateNotificationPolicy: { changed: boolean, differences: Array<{ path: string, before: unknown, after: unknown }> | null, policy: { id: string, name: string | null, enabled: boolean | null, filters: unknown, modifiedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type WhoIsOnCallQueryVariables = Exact<{
  by: ServiceRef;
}>;


export type WhoIsOnCallQuery = { service: { name: string | null, escalationPolicy: { name: string | null } | null, onCall: Array<{ level: number, start: string | null, end: string | null, user: { name: string | null, email: string | null } | null, schedule: { name: string | null, url: string | null } | null }> | null } | null };

/** Variables and result of each query and mutation: the value of its root field, or all data if it has several. */
export interface Operations {
  /** What happened to all incidents of the account, newest first. */
  accountLog: { variables: AccountLogQueryVariables; answer: AccountLogQuery['pagerDutyAccount'] };
  /** Acknowledge an incident. PagerDuty assigns it to the actor. A resolved incident is a CONFLICT and is not reopened. */
  acknowledgeIncident: { variables: AcknowledgeIncidentMutationVariables; answer: NonNullable<AcknowledgeIncidentMutation['acknowledgeIncident']> };
  /** Acknowledge several incidents. PagerDuty assigns them to the actor. Each incident has its own result. */
  acknowledgeIncidents: { variables: AcknowledgeIncidentsMutationVariables; answer: NonNullable<AcknowledgeIncidentsMutation['acknowledgeIncidents']> };
  /** Add a note to an incident. */
  addIncidentNote: { variables: AddIncidentNoteMutationVariables; answer: NonNullable<AddIncidentNoteMutation['addIncidentNote']> };
  /** Subscribe a user and a team to the status updates of an incident. One result per subscriber; nobody is notified of it. */
  addStatusUpdateSubscribers: { variables: AddStatusUpdateSubscribersMutationVariables; answer: NonNullable<AddStatusUpdateSubscribersMutation['addStatusUpdateSubscribers']> };
  /** Attach a PagerDuty destination to a notification policy. A dry run returns what would change. */
  attachDestination: { variables: AttachDestinationMutationVariables; answer: NonNullable<AttachDestinationMutation['attachDestination']> };
  /** Cancel requests of responders who have not replied yet. One result per responder; who has joined is a CONFLICT. */
  cancelResponderRequests: { variables: CancelResponderRequestsMutationVariables; answer: NonNullable<CancelResponderRequestsMutation['cancelResponderRequests']> };
  /** What changed before one incident, with the distance in time. `entries` is null if the PagerDuty plan has no related change events. */
  changeEventsOfIncident: { variables: ChangeEventsOfIncidentQueryVariables; answer: ChangeEventsOfIncidentQuery['incident'] };
  /** From an incident to the Cloudflare alerts that its service receives. */
  cloudflareAlertsOfIncident: { variables: CloudflareAlertsOfIncidentQueryVariables; answer: CloudflareAlertsOfIncidentQuery['incident'] };
  /** Connect PagerDuty, step 2 of 2: after the person has finished at consentUrl, send the token from step 1. */
  connectPagerDuty: { variables: ConnectPagerDutyMutationVariables; answer: NonNullable<ConnectPagerDutyMutation['connectPagerDuty']> };
  /** Connect PagerDuty, step 1 of 2: get a token and the page where a person signs in to PagerDuty and selects services. */
  createConnectToken: { variables: CreateConnectTokenMutationVariables; answer: NonNullable<CreateConnectTokenMutation['createPagerDutyConnectToken']> };
  /** Silence services for a time: they accept no new incidents. Omit `start` to begin now. Open incidents can still notify people. */
  createMaintenanceWindow: { variables: CreateMaintenanceWindowMutationVariables; answer: NonNullable<CreateMaintenanceWindowMutation['createMaintenanceWindow']> };
  /** Create a notification policy. A dry run returns what would be created, or an equal policy that exists. */
  createNotificationPolicy: { variables: CreateNotificationPolicyMutationVariables; answer: NonNullable<CreateNotificationPolicyMutation['createNotificationPolicy']> };
  /** Silence a Cloudflare policy for an hour from now. Set `start` and `end` for another time. */
  createPolicySilence: { variables: CreatePolicySilenceMutationVariables; answer: NonNullable<CreatePolicySilenceMutation['createPolicySilence']> };
  /** Take over a schedule for a period; without times, the rest of the shift that runs now. A dry run, the default here, returns whose shifts it would replace. */
  createScheduleOverride: { variables: CreateScheduleOverrideMutationVariables; answer: NonNullable<CreateScheduleOverrideMutation['createScheduleOverride']> };
  /** Delete ALL destinations, if they are the expected ones. A dry run, the default here, lists the policies that would lose their destination. */
  deleteDestinations: { variables: DeleteDestinationsMutationVariables; answer: NonNullable<DeleteDestinationsMutation['deletePagerDutyDestinations']> };
  /** Delete a note. Its entry in the log of the incident stays. */
  deleteIncidentNote: { variables: DeleteIncidentNoteMutationVariables; answer: NonNullable<DeleteIncidentNoteMutation['deleteIncidentNote']> };
  /** Delete a notification policy. A dry run, the default here, returns the policy that would be deleted. */
  deleteNotificationPolicy: { variables: DeleteNotificationPolicyMutationVariables; answer: NonNullable<DeleteNotificationPolicyMutation['deleteNotificationPolicy']> };
  /** Delete an override that has not begun, or end a running one now. */
  deleteScheduleOverride: { variables: DeleteScheduleOverrideMutationVariables; answer: NonNullable<DeleteScheduleOverrideMutation['deleteScheduleOverride']> };
  /** Detach a PagerDuty destination from a notification policy. A dry run returns what would change. */
  detachDestination: { variables: DetachDestinationMutationVariables; answer: NonNullable<DetachDestinationMutation['detachDestination']> };
  /** End a running maintenance window for all its services, or delete a future one. */
  endMaintenanceWindow: { variables: EndMaintenanceWindowMutationVariables; answer: NonNullable<EndMaintenanceWindowMutation['endMaintenanceWindow']> };
  /** End a running silence of a Cloudflare policy, or delete a future one. */
  endPolicySilence: { variables: EndPolicySilenceMutationVariables; answer: NonNullable<EndPolicySilenceMutation['endPolicySilence']> };
  /** Whether the Cloudflare account can deliver to PagerDuty, and its destinations. */
  getCloudflareAccount: { variables: GetCloudflareAccountQueryVariables; answer: GetCloudflareAccountQuery['cloudflareAccount'] };
  /** One incident with all its fields, here by its number. */
  getIncident: { variables: GetIncidentQueryVariables; answer: GetIncidentQuery['incident'] };
  /** The state of a queued trigger: whether it waits, was delivered, cancelled or refused, or has expired. */
  getQueuedTrigger: { variables: GetQueuedTriggerQueryVariables; answer: GetQueuedTriggerQuery['queuedTrigger'] };
  /** Who is on call by a schedule between two moments; the next two weeks without them. */
  getSchedule: { variables: GetScheduleQueryVariables; answer: GetScheduleQuery['schedule'] };
  /** One service, or null if PagerDuty has no such service. */
  getService: { variables: GetServiceQueryVariables; answer: GetServiceQuery['service'] };
  /** The business services that open incidents impact now, and these incidents. */
  impactedBusinessServices: { variables: ImpactedBusinessServicesQueryVariables; answer: ImpactedBusinessServicesQuery['pagerDutyAccount'] };
  /** Similar incidents of the past, related open ones, and how unusual an incident is. `unavailableReason` is set where the plan lacks AIOps. */
  incidentContext: { variables: IncidentContextQueryVariables; answer: IncidentContextQuery['incident'] };
  /** The history of one incident: its body, alerts, notes and log entries. */
  incidentHistory: { variables: IncidentHistoryQueryVariables; answer: IncidentHistoryQuery['incident'] };
  /** What the Cloudflare account may be alerted about, and the filters that policies take and need. */
  listAlertTypes: { variables: ListAlertTypesQueryVariables; answer: ListAlertTypesQuery['cloudflareAccount'] };
  /** The business services of the PagerDuty account, with the impact of open incidents on each. */
  listBusinessServices: { variables: ListBusinessServicesQueryVariables; answer: ListBusinessServicesQuery['pagerDutyAccount'] };
  /** A page of the change events of one service: deployments and other changes of the last 90 days. */
  listChangeEvents: { variables: ListChangeEventsQueryVariables; answer: ListChangeEventsQuery['service'] };
  /** The PagerDuty services that Cloudflare can notify. */
  listDestinations: { variables: ListDestinationsQueryVariables; answer: NonNullable<ListDestinationsQuery['pagerDutyDestinations']> };
  /** The incident types of the account with the custom fields of their incidents: what setIncidentCustomFields accepts. */
  listIncidentTypes: { variables: ListIncidentTypesQueryVariables; answer: ListIncidentTypesQuery['pagerDutyAccount'] };
  /** The incident workflows of the PagerDuty account, for startIncidentWorkflow. */
  listIncidentWorkflows: { variables: ListIncidentWorkflowsQueryVariables; answer: ListIncidentWorkflowsQuery['pagerDutyAccount'] };
  /** A page of incidents with their people and services: 1 call to PagerDuty. For the next page, set `after` to the last endCursor. */
  listIncidents: { variables: ListIncidentsQueryVariables; answer: NonNullable<ListIncidentsQuery['incidents']> };
  /** Maintenance windows that run or will run, with the services that they silence. */
  listMaintenanceWindows: { variables: ListMaintenanceWindowsQueryVariables; answer: NonNullable<ListMaintenanceWindowsQuery['maintenanceWindows']> };
  /** The notification policies of the Cloudflare account: their alert types, recipients and silences. */
  listNotificationPolicies: { variables: ListNotificationPoliciesQueryVariables; answer: ListNotificationPoliciesQuery['cloudflareAccount'] };
  /** The triggers and alert events that wait until PagerDuty is available, oldest first. */
  listQueuedTriggers: { variables: ListQueuedTriggersQueryVariables; answer: ListQueuedTriggersQuery['pagerDutyAccount'] };
  /** On-call schedules whose name contains a text. */
  listSchedules: { variables: ListSchedulesQueryVariables; answer: ListSchedulesQuery['pagerDutyAccount'] };
  /** The services of the PagerDuty account by name, with their teams. */
  listServices: { variables: ListServicesQueryVariables; answer: NonNullable<ListServicesQuery['services']> };
  /** Silences of the Cloudflare account: which policies notify nobody, and until when. */
  listSilences: { variables: ListSilencesQueryVariables; answer: ListSilencesQuery['cloudflareAccount'] };
  /** Merge incidents: the alerts of the sources move to the target, and the sources are resolved. */
  mergeIncidents: { variables: MergeIncidentsMutationVariables; answer: NonNullable<MergeIncidentsMutation['mergeIncidents']> };
  /** Move alerts of an incident to another open incident. Their global ids change with the incident. */
  moveAlerts: { variables: MoveAlertsMutationVariables; answer: NonNullable<MoveAlertsMutation['moveAlerts']> };
  /** The notifications that Cloudflare sent, newest first, with their policies. For the next page, set `after` to the last endCursor. */
  notificationHistory: { variables: NotificationHistoryQueryVariables; answer: NotificationHistoryQuery['cloudflareAccount'] };
  /** Who is on call between two moments, over all escalation policies; now without them. */
  onCallsBetween: { variables: OnCallsBetweenQueryVariables; answer: OnCallsBetweenQuery['pagerDutyAccount'] };
  /** From a Cloudflare alert to the person who is paged: destinations, their policies, who is on call and the open incidents. */
  overview: { variables: OverviewQueryVariables; answer: NonNullable<OverviewQuery['pagerDutyDestinations']> };
  /** Publish a status update, which notifies the subscribers of the incident. With an idempotencyKey it is never sent twice. */
  publishStatusUpdate: { variables: PublishStatusUpdateMutationVariables; answer: NonNullable<PublishStatusUpdateMutation['publishStatusUpdate']> };
  /** Assign an open incident to users, to an escalation policy, or to another level of its own policy, and notify them. */
  reassignIncident: { variables: ReassignIncidentMutationVariables; answer: NonNullable<ReassignIncidentMutation['reassignIncident']> };
  /** Unsubscribe users and teams from the status updates of an incident. */
  removeStatusUpdateSubscribers: { variables: RemoveStatusUpdateSubscribersMutationVariables; answer: NonNullable<RemoveStatusUpdateSubscribersMutation['removeStatusUpdateSubscribers']> };
  /** Return a resolved incident to triggered and page again. */
  reopenIncident: { variables: ReopenIncidentMutationVariables; answer: NonNullable<ReopenIncidentMutation['reopenIncident']> };
  /** Call a user and those on call for an escalation policy into an incident. One result per requested responder. */
  requestResponders: { variables: RequestRespondersMutationVariables; answer: NonNullable<RequestRespondersMutation['requestResponders']> };
  /** Resolve alerts of an incident. The incident is resolved with its last open alert. */
  resolveAlerts: { variables: ResolveAlertsMutationVariables; answer: NonNullable<ResolveAlertsMutation['resolveAlerts']> };
  /** Resolve an incident with a visible note. The incident can also be referenced by dedup key. */
  resolveIncident: { variables: ResolveIncidentMutationVariables; answer: NonNullable<ResolveIncidentMutation['resolveIncident']> };
  /** Resolve several incidents. Each incident has its own result. */
  resolveIncidents: { variables: ResolveIncidentsMutationVariables; answer: NonNullable<ResolveIncidentsMutation['resolveIncidents']> };
  /** The overrides of a schedule between two moments; of the next two weeks without them. */
  scheduleOverrides: { variables: ScheduleOverridesQueryVariables; answer: ScheduleOverridesQuery['schedule'] };
  /** Send an alert event to Events API v2. The result is a dedup key, not an incident. Sending the same key again updates the same alert. */
  sendAlertEvent: { variables: SendAlertEventMutationVariables; answer: NonNullable<SendAlertEventMutation['sendAlertEvent']> };
  /** Report a change, such as a deployment, to a service. It notifies nobody and appears beside the service’s incidents. */
  sendChangeEvent: { variables: SendChangeEventMutationVariables; answer: NonNullable<SendChangeEventMutation['sendChangeEvent']> };
  /** One fixed document for a monitoring tool, which fills in {ACTION}, {MSG} and {TIME}. */
  sendMonitoringAlert: { variables: SendMonitoringAlertMutationVariables; answer: NonNullable<SendMonitoringAlertMutation['triggerIncident']> };
  /** Set custom fields of an incident; others stay unchanged. Null removes a value, and a wrong value is named before anything is written. */
  setIncidentCustomFields: { variables: SetIncidentCustomFieldsMutationVariables; answer: NonNullable<SetIncidentCustomFieldsMutation['setIncidentCustomFields']> };
  /** Snooze an acknowledged incident; afterwards it returns to triggered. A triggered incident is a CONFLICT. */
  snoozeIncident: { variables: SnoozeIncidentMutationVariables; answer: NonNullable<SnoozeIncidentMutation['snoozeIncident']> };
  /** Start a workflow for an incident. It is sent once, because a run cannot be looked up. */
  startIncidentWorkflow: { variables: StartIncidentWorkflowMutationVariables; answer: NonNullable<StartIncidentWorkflowMutation['startIncidentWorkflow']> };
  /** Users and teams that get the status updates of an incident. */
  statusUpdateSubscribers: { variables: StatusUpdateSubscribersQueryVariables; answer: StatusUpdateSubscribersQuery['incident'] };
  /** The log entries of one incident and the changes around it in one list, newest first, each with its distance in time. */
  timelineWithChanges: { variables: TimelineWithChangesQueryVariables; answer: TimelineWithChangesQuery['incident'] };
  /** Create an incident. While it is open, a repeated call with the same dedupKey returns it instead of creating another. */
  triggerIncident: { variables: TriggerIncidentMutationVariables; answer: NonNullable<TriggerIncidentMutation['triggerIncident']> };
  /** Change title, urgency or priority. Omitted fields stay unchanged. */
  updateIncident: { variables: UpdateIncidentMutationVariables; answer: NonNullable<UpdateIncidentMutation['updateIncident']> };
  /** Change the text of a note; its author stays. Without such a note it is NOT_FOUND. */
  updateIncidentNote: { variables: UpdateIncidentNoteMutationVariables; answer: NonNullable<UpdateIncidentNoteMutation['updateIncidentNote']> };
  /** Change members and filters of a notification policy. A dry run returns what would change. */
  updateNotificationPolicy: { variables: UpdateNotificationPolicyMutationVariables; answer: NonNullable<UpdateNotificationPolicyMutation['updateNotificationPolicy']> };
  /** Who would be paged for a service now: each level, its schedule and the end of the shift. */
  whoIsOnCall: { variables: WhoIsOnCallQueryVariables; answer: WhoIsOnCallQuery['service'] };
}

/** Variables of each subscription, and the value of its root field in an event. */
export interface Subscriptions {
  /** What happens to incidents, event by event. With `after`, the last cursor received, missed events come first. */
  incidentEvents: { variables: IncidentEventsSubscriptionVariables; answer: IncidentEventsSubscription['incidentEvents'] };
  /** The open incidents as a live list: a snapshot first, then each change. `isSnapshot` replaces what is shown. */
  openIncidents: { variables: OpenIncidentsSubscriptionVariables; answer: OpenIncidentsSubscription['openIncidents'] };
}

/** The text of each query and mutation. */
export const documents: { readonly [Name in keyof Operations]: string } = {
  accountLog: "query AccountLog($since:DateTime$until:DateTime$overviewOnly:Boolean!=false$first:Int=25$after:String){pagerDutyAccount{logEntries(since:$since until:$until overviewOnly:$overviewOnly first:$first after:$after){nodes{id kind summary createdAt agent{kind name}incident{number title url}}pageInfo{hasNextPage endCursor}}}}",
  acknowledgeIncident: "mutation AcknowledgeIncident($input:AcknowledgeIncidentInput!){acknowledgeIncident(input:$input){changed incident{number status acknowledgements{at by{name}}}userErrors{code message field}}}",
  acknowledgeIncidents: "mutation AcknowledgeIncidents($input:AcknowledgeIncidentsInput!){acknowledgeIncidents(input:$input){results{index changed incident{number status}userErrors{code message}}userErrors{code message field}}}",
  addIncidentNote: "mutation AddIncidentNote($input:AddIncidentNoteInput!){addIncidentNote(input:$input){note{content author{name}createdAt}userErrors{code message field}}}",
  addStatusUpdateSubscribers: "mutation AddStatusUpdateSubscribers($input:AddStatusUpdateSubscribersInput!){addStatusUpdateSubscribers(input:$input){results{index changed userErrors{code message field}}userErrors{code message field}}}",
  attachDestination: "mutation AttachDestination($policy:ID!$destination:ID!$dryRun:Boolean!=false){attachDestination(input:{policy:$policy destination:$destination dryRun:$dryRun}){changed differences{path before after}policy{id name modifiedAt pagerDutyDestinations{id name}}userErrors{code message field}}}",
  cancelResponderRequests: "mutation CancelResponderRequests($input:CancelResponderRequestsInput!){cancelResponderRequests(input:$input){results{index changed state userErrors{code message field}}userErrors{code message field}}}",
  changeEventsOfIncident: "query ChangeEventsOfIncident($by:IncidentRef!){incident(by:$by){number title createdAt changeEvents{entries{secondsBeforeIncident correlation changeEvent{summary source timestamp links{href text}}}unavailableReason}}}",
  cloudflareAlertsOfIncident: "query CloudflareAlertsOfIncident($by:IncidentRef!){incident(by:$by){number title status service{name destinations{name policies{name alertType enabled filters}}}}}",
  connectPagerDuty: "mutation ConnectPagerDuty($token:String!){connectPagerDuty(input:{token:$token}){connectionId destinations{id name}userErrors{code message field}}}",
  createConnectToken: "mutation CreateConnectToken{createPagerDutyConnectToken(input:{}){token consentUrl userErrors{code message}}}",
  createMaintenanceWindow: "mutation CreateMaintenanceWindow($input:CreateMaintenanceWindowInput!){createMaintenanceWindow(input:$input){window{id pagerDutyId status start end services{name}}userErrors{code message field}}}",
  createNotificationPolicy: "mutation CreateNotificationPolicy($input:CreateNotificationPolicyInput!){createNotificationPolicy(input:$input){created differences{path after}policy{id name alertType enabled filters}userErrors{code message field}}}",
  createPolicySilence: "mutation CreatePolicySilence($input:CreatePolicySilenceInput!){createPolicySilence(input:$input){created silence{id status start end policy{id name}}userErrors{code message field}}}",
  createScheduleOverride: "mutation CreateScheduleOverride($schedule:ScheduleRef!$user:UserRef!$start:DateTime$end:DateTime$allowOverlap:Boolean!=false$dryRun:Boolean!=true){createScheduleOverride(input:{schedule:$schedule user:$user start:$start end:$end allowOverlap:$allowOverlap dryRun:$dryRun}){changed override{id start end}replacedShifts{user{name}start end}overlapping{id user{name}start end}userErrors{code message field}}}",
  deleteDestinations: "mutation DeleteDestinations($expectedIds:[ID!]!$dryRun:Boolean!=true){deletePagerDutyDestinations(input:{expectedIds:$expectedIds dryRun:$dryRun}){deletedIds destinations{id name}affectedPolicies{losesLastDestination policy{name alertType}}userErrors{code message field}}}",
  deleteIncidentNote: "mutation DeleteIncidentNote($input:DeleteIncidentNoteInput!){deleteIncidentNote(input:$input){deletedId userErrors{code message field}}}",
  deleteNotificationPolicy: "mutation DeleteNotificationPolicy($policy:ID!$dryRun:Boolean!=true){deleteNotificationPolicy(input:{policy:$policy dryRun:$dryRun}){deletedId policy{id name alertType}userErrors{code message field}}}",
  deleteScheduleOverride: "mutation DeleteScheduleOverride($schedule:ScheduleRef!$override:ID!){deleteScheduleOverride(input:{schedule:$schedule override:$override}){deletedId outcome userErrors{code message field}}}",
  detachDestination: "mutation DetachDestination($policy:ID!$destination:ID!$dryRun:Boolean!=false$allowLastDestination:Boolean!=false){detachDestination(input:{policy:$policy destination:$destination dryRun:$dryRun allowLastDestination:$allowLastDestination}){changed differences{path before after}policy{id name modifiedAt pagerDutyDestinations{id name}}userErrors{code message field}}}",
  endMaintenanceWindow: "mutation EndMaintenanceWindow($input:EndMaintenanceWindowInput!){endMaintenanceWindow(input:$input){ending window{description status services{name}}userErrors{code message field}}}",
  endPolicySilence: "mutation EndPolicySilence($silence:ID!){endPolicySilence(input:{silence:$silence}){ended silence{id start end policy{id name}}userErrors{code message field}}}",
  getCloudflareAccount: "query GetCloudflareAccount{cloudflareAccount{id key cloudflareId pagerDutyEligibility{eligible ready}pagerDutyDestinations{nodes{name}}}}",
  getIncident: "query GetIncident($by:IncidentRef!){incident(by:$by){id pagerDutyId number title status urgency dedupKey url incidentType isMergeable createdAt updatedAt lastStatusChangeAt lastStatusChangeBy{kind name}resolvedAt snoozedUntil alertCounts{all triggered resolved}pendingActions{kind at}conferenceBridge{number url}acknowledgements{at by{name}}assignees{name email}service{id name status}escalationPolicy{name}priority{name color}teams{name}account{key region}}}",
  getQueuedTrigger: "query GetQueuedTrigger($id:ID!){queuedTrigger(id:$id){kind action dedupKey title state reason queuedAt expiresAt settledAt incident{id number status}}}",
  getSchedule: "query GetSchedule($by:ScheduleRef!$since:DateTime$until:DateTime){schedule(by:$by){id name timeZone url shifts(since:$since until:$until){user{name}start end}}}",
  getService: "query GetService($by:ServiceRef!){service(by:$by){id name description status url}}",
  impactedBusinessServices: "query ImpactedBusinessServices{pagerDutyAccount{impactedBusinessServices{services{id name impact{status highestPriority{name}}impactingIncidents{incidents{number title status}hasMore}}hasMore}}}",
  incidentContext: "query IncidentContext($by:IncidentRef!){incident(by:$by){number title pastIncidents{entries{pagerDutyId title createdAt score}unavailableReason}relatedIncidents{entries{pagerDutyId title createdAt relationships{kind classification dependentServiceId supportingServiceId}}unavailableReason}outlier{category count frequency pattern unavailableReason}}}",
  incidentHistory: "query IncidentHistory($by:IncidentRef!){incident(by:$by){number title status details mergedInto{number}alerts{totalCount nodes{summary status severity dedupKey createdAt details}}notes{content author{name}createdAt}timeline(first:50){nodes{kind summary agent{name}createdAt}}}}",
  listAlertTypes: "query ListAlertTypes($first:Int=50$after:String){cloudflareAccount{alertTypes(first:$first after:$after){nodes{type name description product filters{key isRequired operator range values{value description}}}pageInfo{hasNextPage endCursor}}}}",
  listBusinessServices: "query ListBusinessServices($first:Int$after:String){pagerDutyAccount{businessServices(first:$first after:$after){nodes{id pagerDutyId name description pointOfContact team{name}impact{status}}pageInfo{hasNextPage endCursor}}}}",
  listChangeEvents: "query ListChangeEvents($by:ServiceRef!$since:DateTime$until:DateTime$first:Int=25$after:String){service(by:$by){name changeEvents(since:$since until:$until first:$first after:$after){nodes{id summary source timestamp details links{href text}}pageInfo{hasNextPage endCursor}}}}",
  listDestinations: "query ListDestinations($account:String$first:Int$after:String){pagerDutyDestinations(account:$account first:$first after:$after){totalCount nodes{id cloudflareId name account{key}}pageInfo{hasNextPage endCursor}}}",
  listIncidentTypes: "query ListIncidentTypes($account:String){pagerDutyAccount(key:$account){incidentTypes{name displayName enabled parent{name}customFields{name displayName dataType kind enabled options}}}}",
  listIncidentWorkflows: "query ListIncidentWorkflows($query:String$first:Int$after:String){pagerDutyAccount{incidentWorkflows(query:$query first:$first after:$after){nodes{id pagerDutyId name description isEnabled}pageInfo{hasNextPage endCursor}}}}",
  listIncidents: "query ListIncidents($filter:IncidentFilter$orderBy:[IncidentOrder!]$first:Int$after:String){incidents(filter:$filter orderBy:$orderBy first:$first after:$after){nodes{id number title status urgency createdAt service{name}assignees{name email}}pageInfo{hasNextPage endCursor}}}",
  listMaintenanceWindows: "query ListMaintenanceWindows($filter:MaintenanceWindowFilter$first:Int$after:String){maintenanceWindows(filter:$filter first:$first after:$after){nodes{id pagerDutyId description status start end services{name status}createdBy{name}url}pageInfo{hasNextPage endCursor}}}",
  listNotificationPolicies: "query ListNotificationPolicies($first:Int=50$after:String){cloudflareAccount{notificationPolicies(first:$first after:$after){nodes{id cloudflareId name alertType enabled filters emails pagerDutyDestinations{id name}silences{id start end}}pageInfo{hasNextPage endCursor}}}}",
  listQueuedTriggers: "query ListQueuedTriggers{pagerDutyAccount{outbox{waiting oldestQueuedAt queuedTriggers(first:25){id action dedupKey title mayHaveBeenSent queuedAt expiresAt}}}}",
  listSchedules: "query ListSchedules($query:String$first:Int=25$after:String){pagerDutyAccount{schedules(query:$query first:$first after:$after){nodes{id pagerDutyId name timeZone url}pageInfo{hasNextPage endCursor}}}}",
  listServices: "query ListServices($query:String$first:Int$after:String){services(query:$query first:$first after:$after){totalCount nodes{id pagerDutyId name status escalationPolicy{name}teams{name}}pageInfo{hasNextPage endCursor}}}",
  listSilences: "query ListSilences($first:Int=50$after:String){cloudflareAccount{silences(first:$first after:$after){nodes{id status start end policy{id name enabled}}pageInfo{hasNextPage endCursor}}}}",
  mergeIncidents: "mutation MergeIncidents($input:MergeIncidentsInput!){mergeIncidents(input:$input){incident{number status alertCounts{all}}userErrors{code message field}}}",
  moveAlerts: "mutation MoveAlerts($input:MoveAlertsInput!){moveAlerts(input:$input){results{index changed alert{id status}}incident{number status}userErrors{code message field}}}",
  notificationHistory: "query NotificationHistory($since:DateTime$until:DateTime$first:Int$after:String){cloudflareAccount{notificationHistory(since:$since until:$until first:$first after:$after){nodes{id name alertType mechanism target body sentAt policy{id enabled}}pageInfo{hasNextPage endCursor}}}}",
  onCallsBetween: "query OnCallsBetween($since:DateTime$until:DateTime$escalationPolicies:[EscalationPolicyRef!]){pagerDutyAccount{onCalls(since:$since until:$until escalationPolicies:$escalationPolicies){escalationPolicy{name}level user{name email}schedule{name}start end}}}",
  overview: "query Overview{pagerDutyDestinations(first:25){nodes{name policies{name alertType}matchingServices{name onCall{level user{name}}openIncidents(first:3){nodes{title status}}}}}}",
  publishStatusUpdate: "mutation PublishStatusUpdate($input:PublishStatusUpdateInput!){publishStatusUpdate(input:$input){statusUpdate{message sender{name}createdAt}userErrors{code message field}}}",
  reassignIncident: "mutation ReassignIncident($input:ReassignIncidentInput!){reassignIncident(input:$input){incident{number assignees{name}}userErrors{code message field}}}",
  removeStatusUpdateSubscribers: "mutation RemoveStatusUpdateSubscribers($input:RemoveStatusUpdateSubscribersInput!){removeStatusUpdateSubscribers(input:$input){removedCount notSubscribedCount userErrors{code message field}}}",
  reopenIncident: "mutation ReopenIncident($input:ReopenIncidentInput!){reopenIncident(input:$input){changed incident{number status}userErrors{code message field}}}",
  requestResponders: "mutation RequestResponders($input:RequestRespondersInput!){requestResponders(input:$input){results{index responders{user{name}state}userErrors{code message field}}userErrors{code message field}}}",
  resolveAlerts: "mutation ResolveAlerts($input:ResolveAlertsInput!){resolveAlerts(input:$input){results{index changed alert{id status}}incident{number status}userErrors{code message field}}}",
  resolveIncident: "mutation ResolveIncident($input:ResolveIncidentInput!){resolveIncident(input:$input){changed note{content}incident{number status resolvedAt}userErrors{code message field}}}",
  resolveIncidents: "mutation ResolveIncidents($input:ResolveIncidentsInput!){resolveIncidents(input:$input){results{index changed incident{number status}userErrors{code message}}userErrors{code message field}}}",
  scheduleOverrides: "query ScheduleOverrides($by:ScheduleRef!$since:DateTime$until:DateTime){schedule(by:$by){name overrides(since:$since until:$until){id user{name}start end}}}",
  sendAlertEvent: "mutation SendAlertEvent($input:SendAlertEventInput!){sendAlertEvent(input:$input){accepted dedupKey queued{id expiresAt}userErrors{code message field}}}",
  sendChangeEvent: "mutation SendChangeEvent($input:SendChangeEventInput!){sendChangeEvent(input:$input){accepted userErrors{code message field}}}",
  sendMonitoringAlert: "mutation SendMonitoringAlert($values:[TitleValue!]!$actor:EmailAddress){triggerIncident(input:{service:{pagerDutyId:\"PSVC001\"}title:\"Alert {ACTION} for {MSG} at {TIME}\" titleValues:$values actor:$actor}){incident{id title}userErrors{code message field}}}",
  setIncidentCustomFields: "mutation SetIncidentCustomFields($incident:IncidentRef!$fields:[CustomFieldInput!]!){setIncidentCustomFields(input:{incident:$incident fields:$fields}){changed incident{number customFields{name value}}userErrors{code message field}}}",
  snoozeIncident: "mutation SnoozeIncident($input:SnoozeIncidentInput!){snoozeIncident(input:$input){incident{number status snoozedUntil}userErrors{code message field}}}",
  startIncidentWorkflow: "mutation StartIncidentWorkflow($input:StartIncidentWorkflowInput!){startIncidentWorkflow(input:$input){instanceId userErrors{code message field}}}",
  statusUpdateSubscribers: "query StatusUpdateSubscribers($number:Int!$first:Int=25$after:String){incident(by:{number:$number}){statusUpdateSubscribers(first:$first after:$after){nodes{user{name}team{name}}pageInfo{hasNextPage endCursor}}}}",
  timelineWithChanges: "query TimelineWithChanges($by:IncidentRef!$first:Int=50){incident(by:$by){number title timelineWithChanges(first:$first){at secondsAfterCreation logEntry{kind summary}changeEvent{summary source}}}}",
  triggerIncident: "mutation TriggerIncident($input:TriggerIncidentInput!){triggerIncident(input:$input){created incident{id pagerDutyId number status title}queued{id expiresAt}userErrors{code message field}}}",
  updateIncident: "mutation UpdateIncident($input:UpdateIncidentInput!){updateIncident(input:$input){incident{number title urgency priority{name}}userErrors{code message field}}}",
  updateIncidentNote: "mutation UpdateIncidentNote($input:UpdateIncidentNoteInput!){updateIncidentNote(input:$input){changed note{content updatedAt}userErrors{code message field}}}",
  updateNotificationPolicy: "mutation UpdateNotificationPolicy($input:UpdateNotificationPolicyInput!){updateNotificationPolicy(input:$input){changed differences{path before after}policy{id name enabled filters modifiedAt}userErrors{code message field}}}",
  whoIsOnCall: "query WhoIsOnCall($by:ServiceRef!){service(by:$by){name escalationPolicy{name}onCall{level user{name email}schedule{name url}start end}}}",
};

/** The text of each subscription. */
export const subscriptions: { readonly [Name in keyof Subscriptions]: string } = {
  incidentEvents: "subscription IncidentEvents($account:String$filter:IncidentEventFilter$after:String){incidentEvents(account:$account filter:$filter after:$after){eventId cursor type occurredAt agent{name}incident{id number title status}}}",
  openIncidents: "subscription OpenIncidents($account:String$filter:OpenIncidentFilter){openIncidents(account:$account filter:$filter){isSnapshot totalCount upserted{id number title status urgency createdAt service{name}assignees{name}}removedIds live{source maxLagSeconds}}}",
};

/** Codes of the gateway's top-level errors. */
export type ErrorCode = 'BAD_REQUEST' | 'BAD_USER_INPUT' | 'CURSOR_EXPIRED' | 'FEATURE_UNAVAILABLE' | 'FORBIDDEN' | 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED' | 'INTERNAL_SERVER_ERROR' | 'NOT_CONFIGURED' | 'OPERATION_RESOLUTION_FAILURE' | 'OPERATION_TOO_COMPLEX' | 'PERSISTED_QUERY_NOT_FOUND' | 'PERSISTED_QUERY_NOT_SUPPORTED' | 'RATE_LIMITED' | 'UNAUTHENTICATED' | 'UPSTREAM_BAD_RESPONSE' | 'UPSTREAM_FORBIDDEN' | 'UPSTREAM_RATE_LIMITED' | 'UPSTREAM_REJECTED' | 'UPSTREAM_TIMEOUT' | 'UPSTREAM_UNAUTHENTICATED' | 'UPSTREAM_UNAVAILABLE';
