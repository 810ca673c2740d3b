/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** An incident to be acknowledged. */
export type AcknowledgeIncidentInput = {
  /** Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; without it the caller’s own, then the account’s configured one. Needed where the gateway’s PagerDuty credential belongs to the account and not to a user, and to acknowledge, for PagerDuty assigns the incident to the actor: there the account’s configured one counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming somebody else needs INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Which incident. */
  incident: IncidentRef;
};

/** Incidents to be acknowledged. */
export type AcknowledgeIncidentsInput = {
  /** Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; without it the caller’s own, then the account’s configured one. Needed where the gateway’s PagerDuty credential belongs to the account and not to a user, and to acknowledge, for PagerDuty assigns the incident to the actor: there the account’s configured one counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming somebody else needs INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Which incidents: 1 to 500. */
  incidents: Array<IncidentRef>;
};

/** A note to be written on an incident. */
export type AddIncidentNoteInput = {
  /** Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; without it the caller’s own, then the account’s configured one. Needed where the gateway’s PagerDuty credential belongs to the account and not to a user, and to acknowledge, for PagerDuty assigns the incident to the actor: there the account’s configured one counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming somebody else needs INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** What to write. */
  content: string;
  /** Makes repeating safe. A repeat by the same caller with the same key gets the first answer again, for a configured time (a day); with other input it is a CONFLICT. 1 to 255 characters. */
  idempotencyKey?: string | null | undefined;
  /** Which incident. */
  incident: IncidentRef;
};

/** What acted. */
export type AgentKind =
  /** A tool that is connected to PagerDuty. */
  | 'INTEGRATION'
  /** A PagerDuty service, for example when it resolves by itself. */
  | 'SERVICE'
  /** Something newer than this gateway. */
  | 'UNKNOWN'
  /** A person. */
  | 'USER';

/** What a monitoring tool has to tell of one alert. */
export type AlertEvent =
  {   /** Somebody works on it. */
  acknowledge: AlertUpdate; resolve?: never; trigger?: never; }
  |  { acknowledge?: never;   /** It is over. */
  resolve: AlertUpdate; trigger?: never; }
  |  { acknowledge?: never; resolve?: never;   /** Something is wrong, still or again. */
  trigger: AlertTrigger; };

/** A picture shown with an alert. */
export type AlertImage = {
  /** What it shows, in words. */
  alt?: string | null | undefined;
  /** Where a click on it leads. */
  href?: string | null | undefined;
  /** Where the picture lies; https. */
  src: string;
};

/** A link shown with an alert. */
export type AlertLink = {
  /** Where it leads. */
  href: string;
  /** What it is called. */
  text?: string | null | undefined;
};

/** How bad the monitored thing is, as its monitor says. */
export type AlertSeverity =
  /** It does not work. */
  | 'CRITICAL'
  /** It works with errors. */
  | 'ERROR'
  /** Nothing is wrong. */
  | 'INFO'
  /** A value newer than this gateway; as input it is refused. */
  | 'UNKNOWN'
  /** It may soon fail. */
  | 'WARNING';

/** Where an alert stands; alerts are never acknowledged. */
export type AlertStatus =
  /** Its cause is gone. */
  | 'RESOLVED'
  /** Its cause goes on. */
  | 'TRIGGERED'
  /** A value newer than this gateway; as input it is refused. */
  | 'UNKNOWN';

/** Something is wrong, still or again. */
export type AlertTrigger = {
  /** The name of the tool that found it. */
  client?: string | null | undefined;
  /** Where that tool shows it. */
  clientUrl?: string | null | undefined;
  /** Which part of the source, e.g. mysql. */
  component?: string | null | undefined;
  /** The same for all events of one alert: 1 to 255 characters. Without one the gateway makes a key and answers it. */
  dedupKey?: string | null | undefined;
  /** A JSON object with whatever else helps; integers of any length go on as they came. */
  details?: unknown;
  /** What kind of event it is, e.g. disk. */
  eventClass?: string | null | undefined;
  /** What the source belongs to, e.g. checkout. */
  group?: string | null | undefined;
  /** Pictures shown with it. */
  images?: Array<AlertImage> | null | undefined;
  /** Links shown with it. */
  links?: Array<AlertLink> | null | undefined;
  /** How bad it is. */
  severity: AlertSeverity;
  /** What is affected: a host or another unique place, e.g. edge-7.example.com. */
  source: string;
  /** What is wrong, in one line: 1 to 1024 characters; onTooLong decides beyond. */
  summary: string;
  /** When it was found; now without it. */
  timestamp?: string | null | undefined;
};

/** An alert that was triggered before. */
export type AlertUpdate = {
  /** The key it was triggered with. */
  dedupKey: string;
};

/** Who is to have an incident: people, or whoever a policy calls. */
export type AssignmentTarget =
  {   /** Another level of the incident’s own policy, from 1. */
  escalationLevel: number; escalationPolicy?: never; users?: never; }
  |  { escalationLevel?: never;   /** Whoever is on call by this policy, from its first level. */
  escalationPolicy: EscalationPolicyRef; users?: never; }
  |  { escalationLevel?: never; escalationPolicy?: never;   /** These people, all of them; at least one. */
  users: Array<UserRef>; };

/** The open incident with this key on this service, else the newest resolved one; the caller need not keep PagerDuty’s incident id. */
export type DedupRef = {
  /** The key it was triggered with: 1 to 255 characters. */
  dedupKey: string;
  /** The service it happened on. */
  service: ServiceRef;
};

/** How Cloudflare delivers an alert. */
export type DeliveryMechanism =
  /** An e-mail. */
  | 'EMAIL'
  /** An event for a PagerDuty service. */
  | 'PAGERDUTY'
  /** A value newer than this gateway. */
  | 'UNKNOWN'
  /** An HTTP request to a webhook. */
  | 'WEBHOOK';

/** What to do when an open incident with the same dedup key is there already. */
export type DuplicatePolicy =
  /** Answer DUPLICATE_INCIDENT. */
  | 'REFUSE'
  /** Answer the open incident, with created: false. */
  | 'RETURN_EXISTING';

/** An escalation policy: by this gateway’s id or by PagerDuty’s own. */
export type EscalationPolicyRef =
  {   /** The `id` of the object in this graph. */
  id: string; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty’s own id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** Without createdSince and createdUntil: all time, however old (PagerDuty’s own default hides what is older than a month). Different filters are combined with AND, values of one filter with OR. Services, assignees and teams together are at most 100. */
export type IncidentFilter = {
  /** Assigned now to one of these people; PagerDuty never returns resolved incidents for it, so it is refused together with RESOLVED. */
  assignees?: Array<UserRef> | null | undefined;
  /** First triggered at or after this instant. */
  createdSince?: string | null | undefined;
  /** First triggered before this instant; no end when left out. */
  createdUntil?: string | null | undefined;
  /** With this de-duplication key, on the incident or on one of its alerts: 1 to 255 characters. */
  dedupKey?: string | null | undefined;
  /** On one of these services. */
  services?: Array<ServiceRef> | null | undefined;
  /** In one of these states. */
  statuses?: Array<IncidentStatus> | null | undefined;
  /** Of one of these teams. */
  teams?: Array<TeamRef> | null | undefined;
  /** Of one of these urgencies. */
  urgencies?: Array<Urgency> | null | undefined;
};

/** One criterion of the order. */
export type IncidentOrder = {
  /** Which end comes first. */
  direction?: OrderDirection;
  /** What to order by. */
  field: IncidentOrderField;
};

/** What incidents can be ordered by. */
export type IncidentOrderField =
  /** When it was first triggered. */
  | 'CREATED_AT'
  /** Its number. */
  | 'NUMBER'
  /** When it was resolved. */
  | 'RESOLVED_AT'
  /** Its urgency. */
  | 'URGENCY';

/** An incident: by this gateway’s id, by PagerDuty’s own, by number, or by the caller’s key. */
export type IncidentRef =
  {   /** By the caller’s own dedup key. */
  dedup: DedupRef; id?: never; number?: never; pagerDutyId?: never; }
  |  { dedup?: never;   /** The `id` of the object in this graph. */
  id: string; number?: never; pagerDutyId?: never; }
  |  { dedup?: never; id?: never;   /** The one people say aloud, #1234. */
  number: number; pagerDutyId?: never; }
  |  { dedup?: never; id?: never; number?: never;   /** PagerDuty’s own id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** Where an incident stands. */
export type IncidentStatus =
  /** Open, and somebody works on it. */
  | 'ACKNOWLEDGED'
  /** Over. */
  | 'RESOLVED'
  /** Open, and nobody has taken it: people are being notified. */
  | 'TRIGGERED'
  /** A value newer than this gateway; as input it is refused. */
  | 'UNKNOWN';

/** Incidents to be merged into one. */
export type MergeIncidentsInput = {
  /** Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; without it the caller’s own, then the account’s configured one. Needed where the gateway’s PagerDuty credential belongs to the account and not to a user, and to acknowledge, for PagerDuty assigns the incident to the actor: there the account’s configured one counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming somebody else needs INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** The open incident that takes their alerts. */
  into: IncidentRef;
  /** The incidents that are merged, and thereby resolved: 1 to 100. */
  sources: Array<IncidentRef>;
};

/** Which end comes first. */
export type OrderDirection =
  /** Smallest or oldest first. */
  | 'ASC'
  /** Largest or newest first. */
  | 'DESC';

/** Where a PagerDuty account lives. */
export type PagerDutyRegion =
  /** Another address, set by the operator: a proxy, a test or the sandbox. */
  | 'CUSTOM'
  /** api.eu.pagerduty.com */
  | 'EU'
  /** api.pagerduty.com */
  | 'US';

/** What PagerDuty will do by itself. */
export type PendingActionKind =
  /** Notify the next level of the escalation policy. */
  | 'ESCALATE'
  /** Resolve the incident. */
  | 'RESOLVE'
  /** Put the incident back to triggered: a snooze or an acknowledgement ends. */
  | 'UNACKNOWLEDGE'
  /** A value newer than this gateway. */
  | 'UNKNOWN'
  /** Raise the urgency. */
  | 'URGENCY_CHANGE';

/** A priority: by this gateway’s id, by PagerDuty’s own, or by name. */
export type PriorityRef =
  {   /** The `id` of the object in this graph. */
  id: string; name?: never; pagerDutyId?: never; }
  |  { id?: never;   /** The whole name, e.g. P1; of several with one name the most important is taken. */
  name: string; pagerDutyId?: never; }
  |  { id?: never; name?: never;   /** PagerDuty’s own id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** An incident to be handed to somebody else. */
export type ReassignIncidentInput = {
  /** Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; without it the caller’s own, then the account’s configured one. Needed where the gateway’s PagerDuty credential belongs to the account and not to a user, and to acknowledge, for PagerDuty assigns the incident to the actor: there the account’s configured one counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming somebody else needs INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Which incident. */
  incident: IncidentRef;
  /** To whom. */
  to: AssignmentTarget;
};

/** A resolved incident to be put back to triggered. */
export type ReopenIncidentInput = {
  /** Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; without it the caller’s own, then the account’s configured one. Needed where the gateway’s PagerDuty credential belongs to the account and not to a user, and to acknowledge, for PagerDuty assigns the incident to the actor: there the account’s configured one counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming somebody else needs INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Which incident. */
  incident: IncidentRef;
};

/** An incident to be resolved. */
export type ResolveIncidentInput = {
  /** Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; without it the caller’s own, then the account’s configured one. Needed where the gateway’s PagerDuty credential belongs to the account and not to a user, and to acknowledge, for PagerDuty assigns the incident to the actor: there the account’s configured one counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming somebody else needs INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Which incident. */
  incident: IncidentRef;
  /** Added to the incident as a visible note before resolving; sent again, it stands there twice. */
  note?: string | null | undefined;
  /** Stored on the resolve log entry; PagerDuty does not show it on the incident. */
  resolution?: string | null | undefined;
};

/** Incidents to be resolved. */
export type ResolveIncidentsInput = {
  /** Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; without it the caller’s own, then the account’s configured one. Needed where the gateway’s PagerDuty credential belongs to the account and not to a user, and to acknowledge, for PagerDuty assigns the incident to the actor: there the account’s configured one counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming somebody else needs INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Which incidents: 1 to 500. */
  incidents: Array<IncidentRef>;
  /** Stored on each resolve log entry. */
  resolution?: string | null | undefined;
};

/** An event for PagerDuty’s Events API v2. */
export type SendAlertEventInput = {
  /** Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it. */
  account?: string | null | undefined;
  /** What happened. */
  event: AlertEvent;
  /** Name of a routing key in the gateway’s configuration, e.g. website-edge; the key itself never travels through GraphQL. */
  integration: string;
  /** What to do with a part that is too long or empty. ADJUST is for tools that cannot correct an event and must not lose a page. */
  onTooLong?: TooLongPolicy;
};

/** A PagerDuty service: by this gateway’s id or by PagerDuty’s own. */
export type ServiceRef =
  {   /** The `id` of the object in this graph. */
  id: string; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty’s own id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** How a service is, judged by its open incidents. */
export type ServiceStatus =
  /** No open incident. */
  | 'ACTIVE'
  /** At least one triggered incident. */
  | 'CRITICAL'
  /** Switched off; takes no new incident. */
  | 'DISABLED'
  /** In a maintenance window; takes no new incident. */
  | 'MAINTENANCE'
  /** A value newer than this gateway. */
  | 'UNKNOWN'
  /** Open incidents, all acknowledged. */
  | 'WARNING';

/** An acknowledged incident to be put to sleep. */
export type SnoozeIncidentInput = {
  /** Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; without it the caller’s own, then the account’s configured one. Needed where the gateway’s PagerDuty credential belongs to the account and not to a user, and to acknowledge, for PagerDuty assigns the incident to the actor: there the account’s configured one counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming somebody else needs INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** How long, 1 to 604800 (a week). Afterwards it is triggered again. */
  durationSeconds: number;
  /** Which incident. */
  incident: IncidentRef;
};

/** A PagerDuty team: by this gateway’s id or by PagerDuty’s own. */
export type TeamRef =
  {   /** The `id` of the object in this graph. */
  id: string; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty’s own id, e.g. PT4KHLK. */
  pagerDutyId: string; };

/** A value for one {NAME} of a title. */
export type TitleValue = {
  /** Upper-case letters, digits, underscore. */
  name: string;
  /** What stands in its place; taken as it is. */
  value: string;
};

/** What to do with an event that PagerDuty would refuse for a part that could be shorter or left out. */
export type TooLongPolicy =
  /** Cut what is too long, leave out optional parts that are empty or cannot be shown, send the rest, and tell in adjustments what was changed. */
  | 'ADJUST'
  /** Answer INVALID_INPUT with the field and its limit; nothing is sent. */
  | 'REFUSE';

/** An incident to be made. */
export type TriggerIncidentInput = {
  /** Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; without it the caller’s own, then the account’s configured one. Needed where the gateway’s PagerDuty credential belongs to the account and not to a user, and to acknowledge, for PagerDuty assigns the incident to the actor: there the account’s configured one counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming somebody else needs INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** 1 to 255 characters. PagerDuty refuses a second open incident with the same key on the same service. Without one the gateway makes a key, so that an unknown outcome can be looked up. */
  dedupKey?: string | null | undefined;
  /** The incident’s body, as plain text. */
  details?: string | null | undefined;
  /** Makes repeating safe. A repeat by the same caller with the same key gets the first answer again, for a configured time (a day); with other input it is a CONFLICT. 1 to 255 characters. */
  idempotencyKey?: string | null | undefined;
  /** Incident type name; incident_default without it. */
  incidentType?: string | null | undefined;
  /** What to do when an open incident with this dedupKey is there already. */
  onDuplicate?: DuplicatePolicy;
  /** How important it is; no priority without it. */
  priority?: PriorityRef | null | undefined;
  /** The service it happens on. */
  service: ServiceRef;
  /** Whom to notify; the service’s escalation policy without it. Assigned to the actor, it begins acknowledged. */
  target?: TriggerTarget | null | undefined;
  /** What is wrong, in one line of at most 1024 characters. With titleValues, each {NAME} is replaced by its value once; a name without a value stays as it is, so that a typo never stops a page. */
  title: string;
  /** Lets a monitoring tool send one fixed document, e.g. "Alert {ACTION} for {MSG} at {TIME}"; at most 100 values. */
  titleValues?: Array<TitleValue> | null | undefined;
  /** How loudly people are notified; by the service’s own rule without it. */
  urgency?: Urgency | null | undefined;
};

/** Whom to notify: PagerDuty takes one assignee or an escalation policy, not both. */
export type TriggerTarget =
  {   /** One person. */
  assignee: UserRef; escalationPolicy?: never; }
  |  { assignee?: never;   /** Another escalation policy than the service’s. */
  escalationPolicy: EscalationPolicyRef; };

/** What to change about an incident; what is left out stays. */
export type UpdateIncidentInput = {
  /** Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; without it the caller’s own, then the account’s configured one. Needed where the gateway’s PagerDuty credential belongs to the account and not to a user, and to acknowledge, for PagerDuty assigns the incident to the actor: there the account’s configured one counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming somebody else needs INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Which incident. */
  incident: IncidentRef;
  /** How important it is. */
  priority?: PriorityRef | null | undefined;
  /** What is wrong, in one line of at most 1024 characters. */
  title?: string | null | undefined;
  /** How loudly people are notified. */
  urgency?: Urgency | null | undefined;
};

/** How loudly people are notified. */
export type Urgency =
  /** Wakes people up. */
  | 'HIGH'
  /** Can wait. */
  | 'LOW'
  /** A value newer than this gateway; as input it is refused. */
  | 'UNKNOWN';

/** Why a mutation was refused. */
export type UserErrorCode =
  /** PagerDuty wants to know in whose name the change is made. Send `actor`, or let the operator set `PAGERDUTY_FROM`; to acknowledge also `PAGERDUTY_FROM_MAY_ACKNOWLEDGE`. */
  | 'ACTOR_REQUIRED'
  /** PagerDuty knows no user with the actor’s e-mail. Send the e-mail of a user of this PagerDuty account. */
  | 'ACTOR_UNKNOWN'
  /** The destinations are not the ones the caller expected; nothing was deleted. Read `destinations` in the payload and confirm those ids. */
  | 'CONFIRMATION_REQUIRED'
  /** The incident is not in a state that allows this. Read the incident again and decide by its status. */
  | 'CONFLICT'
  /** Cloudflare did not accept the connect token. Finish the sign-in at `consentUrl`, or begin again with a new token. */
  | 'CONNECT_TOKEN_REJECTED'
  /** An open incident with this dedup key already exists on the service. Send `onDuplicate: RETURN_EXISTING` to be given that incident, or another `dedupKey`. */
  | 'DUPLICATE_INCIDENT'
  /** The upstream account’s plan lacks this feature. Ask the account’s owner about the plan, or do without. */
  | 'FEATURE_UNAVAILABLE'
  /** An argument is wrong; nothing was changed. Correct the argument named by `field` and send again. */
  | 'INVALID_INPUT'
  /** More was asked for than one call allows. Split the request. */
  | 'LIMIT_EXCEEDED'
  /** This item was not sent. Send it again; that is safe. */
  | 'NOT_ATTEMPTED'
  /** What the mutation refers to does not exist. Check the id; it may have been deleted upstream. */
  | 'NOT_FOUND'
  /** The actor may not do this in PagerDuty. Name an actor with the needed role. */
  | 'NOT_PERMITTED'
  /** This item was sent and the answer was lost. Read the incident before sending it again. */
  | 'OUTCOME_UNKNOWN'
  /** Some parts were done and some were not. Look at each result; repeat only what was not done. */
  | 'PARTIALLY_APPLIED'
  /** The upstream refused for a reason the gateway has no better name for. Read `upstream.errors`. */
  | 'UPSTREAM_REJECTED';

/** A PagerDuty user: by this gateway’s id, by PagerDuty’s own, or by e-mail. */
export type UserRef =
  {   /** The user’s e-mail, whole; looked up in PagerDuty. */
  email: string; id?: never; pagerDutyId?: never; }
  |  { email?: never;   /** The `id` of the object in this graph. */
  id: string; pagerDutyId?: never; }
  |  { email?: never; id?: never;   /** PagerDuty’s own id, e.g. PT4KHLK. */
  pagerDutyId: string; };

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

export type DeleteDestinationsMutationVariables = Exact<{
  expectedIds: Array<string> | string;
  dryRun?: boolean;
}>;


export type DeleteDestinationsMutation = { deletePagerDutyDestinations: { deletedIds: Array<string>, destinations: Array<{ id: string, name: string | null }> | null, affectedPolicies: Array<{ losesLastDestination: boolean, policy: { name: string | null, alertType: string } }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type GetCloudflareAccountQueryVariables = Exact<{ [key: string]: never; }>;


export type GetCloudflareAccountQuery = { cloudflareAccount: { id: string, key: string, cloudflareId: string, pagerDutyEligibility: { eligible: boolean, ready: boolean } | null, pagerDutyDestinations: { nodes: Array<{ name: string | null }> } | null } | null };

export type GetIncidentQueryVariables = Exact<{
  by: IncidentRef;
}>;


export type GetIncidentQuery = { incident: { id: string, pagerDutyId: string, number: number, title: string, status: IncidentStatus, urgency: Urgency, dedupKey: string | null, url: string | null, incidentType: string | null, isMergeable: boolean | null, createdAt: string, updatedAt: string | null, lastStatusChangeAt: string | null, resolvedAt: string | null, snoozedUntil: string | null, lastStatusChangeBy: { kind: AgentKind, name: string | null } | null, alertCounts: { all: number, triggered: number, resolved: number } | null, pendingActions: Array<{ kind: PendingActionKind, at: string }>, conferenceBridge: { number: string | null, url: string | null } | null, acknowledgements: Array<{ at: string, by: { name: string | null } }>, assignees: Array<{ name: string | null, email: string | null }>, service: { id: string, name: string | null, status: ServiceStatus | null } | null, escalationPolicy: { name: string | null } | null, priority: { name: string | null, color: string | null } | null, teams: Array<{ name: string | null }>, account: { key: string, region: PagerDutyRegion } } | null };

export type GetServiceQueryVariables = Exact<{
  by: ServiceRef;
}>;


export type GetServiceQuery = { service: { id: string, name: string | null, description: string | null, status: ServiceStatus | null, url: string | null } | null };

export type IncidentHistoryQueryVariables = Exact<{
  by: IncidentRef;
}>;


export type IncidentHistoryQuery = { incident: { number: number, title: string, status: IncidentStatus, details: string | null, mergedInto: { number: number } | null, alerts: { totalCount: number | null, nodes: Array<{ summary: string | null, status: AlertStatus, severity: AlertSeverity | null, dedupKey: string | null, createdAt: string, details: unknown }> } | null, notes: Array<{ content: string, createdAt: string, author: { name: string | null } | null }> | null, timeline: { nodes: Array<{ kind: string, summary: string | null, createdAt: string, agent: { name: string | null } | null }> } | null } | null };

export type ListDestinationsQueryVariables = Exact<{
  account?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListDestinationsQuery = { pagerDutyDestinations: { totalCount: number | null, nodes: Array<{ id: string, cloudflareId: string, name: string | null, account: { key: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ListIncidentsQueryVariables = Exact<{
  filter?: IncidentFilter | null | undefined;
  orderBy?: Array<IncidentOrder> | IncidentOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListIncidentsQuery = { incidents: { nodes: Array<{ id: string, number: number, title: string, status: IncidentStatus, urgency: Urgency, createdAt: string, service: { name: string | null } | null, assignees: Array<{ name: string | null, email: string | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ListServicesQueryVariables = Exact<{
  query?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListServicesQuery = { services: { totalCount: number | null, nodes: Array<{ id: string, pagerDutyId: string, name: string | null, status: ServiceStatus | null, escalationPolicy: { name: string | null } | null, teams: Array<{ name: string | null }> | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type MergeIncidentsMutationVariables = Exact<{
  input: MergeIncidentsInput;
}>;


export type MergeIncidentsMutation = { mergeIncidents: { incident: { number: number, status: IncidentStatus, alertCounts: { all: number } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type NotificationHistoryQueryVariables = Exact<{
  since?: string | null | undefined;
  until?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NotificationHistoryQuery = { cloudflareAccount: { notificationHistory: { nodes: Array<{ id: string, name: string | null, alertType: string | null, mechanism: DeliveryMechanism, target: string | null, body: string | null, sentAt: string | null, policy: { id: string, enabled: boolean | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type OverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewQuery = { pagerDutyDestinations: { nodes: Array<{ name: string | null, policies: Array<{ name: string | null, alertType: string }> | null, matchingServices: Array<{ name: string | null, onCall: Array<{ level: number, user: { name: string | null } | null }> | null, openIncidents: { nodes: Array<{ title: string, status: IncidentStatus }> } | null }> | null }> } | null };

export type ReassignIncidentMutationVariables = Exact<{
  input: ReassignIncidentInput;
}>;


export type ReassignIncidentMutation = { reassignIncident: { incident: { number: number, assignees: Array<{ name: string | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ReopenIncidentMutationVariables = Exact<{
  input: ReopenIncidentInput;
}>;


export type ReopenIncidentMutation = { reopenIncident: { changed: boolean, incident: { number: number, status: IncidentStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ResolveIncidentMutationVariables = Exact<{
  input: ResolveIncidentInput;
}>;


export type ResolveIncidentMutation = { resolveIncident: { changed: boolean, note: { content: string } | null, incident: { number: number, status: IncidentStatus, resolvedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ResolveIncidentsMutationVariables = Exact<{
  input: ResolveIncidentsInput;
}>;


export type ResolveIncidentsMutation = { resolveIncidents: { results: Array<{ index: number, changed: boolean, incident: { number: number, status: IncidentStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string }> }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SendAlertEventMutationVariables = Exact<{
  input: SendAlertEventInput;
}>;


export type SendAlertEventMutation = { sendAlertEvent: { accepted: boolean, dedupKey: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SendMonitoringAlertMutationVariables = Exact<{
  values: Array<TitleValue> | TitleValue;
  actor?: string | null | undefined;
}>;


export type SendMonitoringAlertMutation = { triggerIncident: { incident: { id: string, title: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SnoozeIncidentMutationVariables = Exact<{
  input: SnoozeIncidentInput;
}>;


export type SnoozeIncidentMutation = { snoozeIncident: { incident: { number: number, status: IncidentStatus, snoozedUntil: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type TriggerIncidentMutationVariables = Exact<{
  input: TriggerIncidentInput;
}>;


export type TriggerIncidentMutation = { triggerIncident: { created: boolean | null, incident: { id: string, pagerDutyId: string, number: number, status: IncidentStatus, title: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type UpdateIncidentMutationVariables = Exact<{
  input: UpdateIncidentInput;
}>;


export type UpdateIncidentMutation = { updateIncident: { incident: { number: number, title: string, urgency: Urgency, priority: { name: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type WhoIsOnCallQueryVariables = Exact<{
  by: ServiceRef;
}>;


export type WhoIsOnCallQuery = { service: { name: string | null, escalationPolicy: { name: string | null } | null, onCall: Array<{ level: number, start: string | null, end: string | null, user: { name: string | null, email: string | null } | null, schedule: { name: string | null, url: string | null } | null }> | null } | null };

/** What each operation takes and answers: the value of its root field, or all its data where it has several. */
export interface Operations {
  /** Takes an incident: PagerDuty assigns it to the actor. A resolved one is not reopened: that is a CONFLICT. */
  acknowledgeIncident: { variables: AcknowledgeIncidentMutationVariables; answer: NonNullable<AcknowledgeIncidentMutation['acknowledgeIncident']> };
  /** Takes several incidents: PagerDuty assigns them to the actor. Each has its own result. */
  acknowledgeIncidents: { variables: AcknowledgeIncidentsMutationVariables; answer: NonNullable<AcknowledgeIncidentsMutation['acknowledgeIncidents']> };
  /** Writes a note on an incident. */
  addIncidentNote: { variables: AddIncidentNoteMutationVariables; answer: NonNullable<AddIncidentNoteMutation['addIncidentNote']> };
  /** The way back: from a burning incident to the Cloudflare alerts that feed its service. */
  cloudflareAlertsOfIncident: { variables: CloudflareAlertsOfIncidentQueryVariables; answer: CloudflareAlertsOfIncidentQuery['incident'] };
  /** Connecting, step 2 of 2, after the person has finished at consentUrl: paste the token that step 1 answered. */
  connectPagerDuty: { variables: ConnectPagerDutyMutationVariables; answer: NonNullable<ConnectPagerDutyMutation['connectPagerDuty']> };
  /** Connecting, step 1 of 2: a token, and the page where a person signs in to PagerDuty and picks services with it. */
  createConnectToken: { variables: CreateConnectTokenMutationVariables; answer: NonNullable<CreateConnectTokenMutation['createPagerDutyConnectToken']> };
  /** Deletes EVERY destination, if they are the expected ones. A dry run says which policies would fall silent. */
  deleteDestinations: { variables: DeleteDestinationsMutationVariables; answer: NonNullable<DeleteDestinationsMutation['deletePagerDutyDestinations']> };
  /** Whether the Cloudflare account may deliver to PagerDuty, and to what it does. */
  getCloudflareAccount: { variables: GetCloudflareAccountQueryVariables; answer: GetCloudflareAccountQuery['cloudflareAccount'] };
  /** Everything that comes with one incident, here by the number people say aloud. */
  getIncident: { variables: GetIncidentQueryVariables; answer: GetIncidentQuery['incident'] };
  /** One service; null when PagerDuty has no such service. */
  getService: { variables: GetServiceQueryVariables; answer: GetServiceQuery['service'] };
  /** What happened to one incident: its body, its alerts, what people wrote and every step that was logged. */
  incidentHistory: { variables: IncidentHistoryQueryVariables; answer: IncidentHistoryQuery['incident'] };
  /** The PagerDuty services that Cloudflare can notify. */
  listDestinations: { variables: ListDestinationsQueryVariables; answer: NonNullable<ListDestinationsQuery['pagerDutyDestinations']> };
  /** A page of incidents with the people and services they concern: one call to PagerDuty. `after` takes the last endCursor. */
  listIncidents: { variables: ListIncidentsQueryVariables; answer: NonNullable<ListIncidentsQuery['incidents']> };
  /** The services of the PagerDuty account by name, with their owners. */
  listServices: { variables: ListServicesQueryVariables; answer: NonNullable<ListServicesQuery['services']> };
  /** Makes one incident of several: their alerts move, and the sources are resolved. */
  mergeIncidents: { variables: MergeIncidentsMutationVariables; answer: NonNullable<MergeIncidentsMutation['mergeIncidents']> };
  /** What Cloudflare really sent, newest first, with the policies behind it. `after` takes the last endCursor. */
  notificationHistory: { variables: NotificationHistoryQueryVariables; answer: NotificationHistoryQuery['cloudflareAccount'] };
  /** From a Cloudflare alert to the person who is paged: where alerts go, which policies send them, who is on call there and what is burning. */
  overview: { variables: OverviewQueryVariables; answer: NonNullable<OverviewQuery['pagerDutyDestinations']> };
  /** Hands an open incident to people, to an escalation policy, or to another level of its own; they are notified. */
  reassignIncident: { variables: ReassignIncidentMutationVariables; answer: NonNullable<ReassignIncidentMutation['reassignIncident']> };
  /** Puts a resolved incident back to triggered; people are paged again. */
  reopenIncident: { variables: ReopenIncidentMutationVariables; answer: NonNullable<ReopenIncidentMutation['reopenIncident']> };
  /** Ends an incident, with a note that everybody sees. A reference can also be the caller's own dedup key. */
  resolveIncident: { variables: ResolveIncidentMutationVariables; answer: NonNullable<ResolveIncidentMutation['resolveIncident']> };
  /** Ends several incidents; each has its own result. */
  resolveIncidents: { variables: ResolveIncidentsMutationVariables; answer: NonNullable<ResolveIncidentsMutation['resolveIncidents']> };
  /** Tells PagerDuty of an alert by Events API v2. It answers a key and no incident; sent again, the same key updates the same alert. */
  sendAlertEvent: { variables: SendAlertEventMutationVariables; answer: NonNullable<SendAlertEventMutation['sendAlertEvent']> };
  /** One fixed document for a monitoring tool, which fills in {ACTION}, {MSG} and {TIME}. */
  sendMonitoringAlert: { variables: SendMonitoringAlertMutationVariables; answer: NonNullable<SendMonitoringAlertMutation['triggerIncident']> };
  /** Lets an acknowledged incident sleep; afterwards it is triggered again. A triggered one is a CONFLICT. */
  snoozeIncident: { variables: SnoozeIncidentMutationVariables; answer: NonNullable<SnoozeIncidentMutation['snoozeIncident']> };
  /** Makes an incident. Sent again while it is open, the same dedupKey finds it instead of making another. */
  triggerIncident: { variables: TriggerIncidentMutationVariables; answer: NonNullable<TriggerIncidentMutation['triggerIncident']> };
  /** Changes title, urgency or priority; what is left out stays. */
  updateIncident: { variables: UpdateIncidentMutationVariables; answer: NonNullable<UpdateIncidentMutation['updateIncident']> };
  /** Who would be paged for a service now, level by level, by which schedule and until when. */
  whoIsOnCall: { variables: WhoIsOnCallQueryVariables; answer: WhoIsOnCallQuery['service'] };
}

/** The operations as they are sent. */
export const documents: { readonly [Name in keyof Operations]: string } = {
  acknowledgeIncident: "mutation AcknowledgeIncident($input:AcknowledgeIncidentInput!){acknowledgeIncident(input:$input){changed incident{number status acknowledgements{at by{name}}}userErrors{code message field}}}",
  acknowledgeIncidents: "mutation AcknowledgeIncidents($input:AcknowledgeIncidentsInput!){acknowledgeIncidents(input:$input){results{index changed incident{number status}userErrors{code message}}userErrors{code message field}}}",
  addIncidentNote: "mutation AddIncidentNote($input:AddIncidentNoteInput!){addIncidentNote(input:$input){note{content author{name}createdAt}userErrors{code message field}}}",
  cloudflareAlertsOfIncident: "query CloudflareAlertsOfIncident($by:IncidentRef!){incident(by:$by){number title status service{name destinations{name policies{name alertType enabled filters}}}}}",
  connectPagerDuty: "mutation ConnectPagerDuty($token:String!){connectPagerDuty(input:{token:$token}){connectionId destinations{id name}userErrors{code message field}}}",
  createConnectToken: "mutation CreateConnectToken{createPagerDutyConnectToken(input:{}){token consentUrl userErrors{code message}}}",
  deleteDestinations: "mutation DeleteDestinations($expectedIds:[ID!]!$dryRun:Boolean!=true){deletePagerDutyDestinations(input:{expectedIds:$expectedIds dryRun:$dryRun}){deletedIds destinations{id name}affectedPolicies{losesLastDestination policy{name alertType}}userErrors{code message field}}}",
  getCloudflareAccount: "query GetCloudflareAccount{cloudflareAccount{id key cloudflareId pagerDutyEligibility{eligible ready}pagerDutyDestinations{nodes{name}}}}",
  getIncident: "query GetIncident($by:IncidentRef!){incident(by:$by){id pagerDutyId number title status urgency dedupKey url incidentType isMergeable createdAt updatedAt lastStatusChangeAt lastStatusChangeBy{kind name}resolvedAt snoozedUntil alertCounts{all triggered resolved}pendingActions{kind at}conferenceBridge{number url}acknowledgements{at by{name}}assignees{name email}service{id name status}escalationPolicy{name}priority{name color}teams{name}account{key region}}}",
  getService: "query GetService($by:ServiceRef!){service(by:$by){id name description status url}}",
  incidentHistory: "query IncidentHistory($by:IncidentRef!){incident(by:$by){number title status details mergedInto{number}alerts{totalCount nodes{summary status severity dedupKey createdAt details}}notes{content author{name}createdAt}timeline(first:50){nodes{kind summary agent{name}createdAt}}}}",
  listDestinations: "query ListDestinations($account:String$first:Int$after:String){pagerDutyDestinations(account:$account first:$first after:$after){totalCount nodes{id cloudflareId name account{key}}pageInfo{hasNextPage endCursor}}}",
  listIncidents: "query ListIncidents($filter:IncidentFilter$orderBy:[IncidentOrder!]$first:Int$after:String){incidents(filter:$filter orderBy:$orderBy first:$first after:$after){nodes{id number title status urgency createdAt service{name}assignees{name email}}pageInfo{hasNextPage endCursor}}}",
  listServices: "query ListServices($query:String$first:Int$after:String){services(query:$query first:$first after:$after){totalCount nodes{id pagerDutyId name status escalationPolicy{name}teams{name}}pageInfo{hasNextPage endCursor}}}",
  mergeIncidents: "mutation MergeIncidents($input:MergeIncidentsInput!){mergeIncidents(input:$input){incident{number status alertCounts{all}}userErrors{code message field}}}",
  notificationHistory: "query NotificationHistory($since:DateTime$until:DateTime$first:Int$after:String){cloudflareAccount{notificationHistory(since:$since until:$until first:$first after:$after){nodes{id name alertType mechanism target body sentAt policy{id enabled}}pageInfo{hasNextPage endCursor}}}}",
  overview: "query Overview{pagerDutyDestinations(first:25){nodes{name policies{name alertType}matchingServices{name onCall{level user{name}}openIncidents(first:3){nodes{title status}}}}}}",
  reassignIncident: "mutation ReassignIncident($input:ReassignIncidentInput!){reassignIncident(input:$input){incident{number assignees{name}}userErrors{code message field}}}",
  reopenIncident: "mutation ReopenIncident($input:ReopenIncidentInput!){reopenIncident(input:$input){changed incident{number status}userErrors{code message field}}}",
  resolveIncident: "mutation ResolveIncident($input:ResolveIncidentInput!){resolveIncident(input:$input){changed note{content}incident{number status resolvedAt}userErrors{code message field}}}",
  resolveIncidents: "mutation ResolveIncidents($input:ResolveIncidentsInput!){resolveIncidents(input:$input){results{index changed incident{number status}userErrors{code message}}userErrors{code message field}}}",
  sendAlertEvent: "mutation SendAlertEvent($input:SendAlertEventInput!){sendAlertEvent(input:$input){accepted dedupKey userErrors{code message field}}}",
  sendMonitoringAlert: "mutation SendMonitoringAlert($values:[TitleValue!]!$actor:EmailAddress){triggerIncident(input:{service:{pagerDutyId:\"PSVC001\"}title:\"Alert {ACTION} for {MSG} at {TIME}\" titleValues:$values actor:$actor}){incident{id title}userErrors{code message field}}}",
  snoozeIncident: "mutation SnoozeIncident($input:SnoozeIncidentInput!){snoozeIncident(input:$input){incident{number status snoozedUntil}userErrors{code message field}}}",
  triggerIncident: "mutation TriggerIncident($input:TriggerIncidentInput!){triggerIncident(input:$input){created incident{id pagerDutyId number status title}userErrors{code message field}}}",
  updateIncident: "mutation UpdateIncident($input:UpdateIncidentInput!){updateIncident(input:$input){incident{number title urgency priority{name}}userErrors{code message field}}}",
  whoIsOnCall: "query WhoIsOnCall($by:ServiceRef!){service(by:$by){name escalationPolicy{name}onCall{level user{name email}schedule{name url}start end}}}",
};

/** The codes of top-level errors, as the gateway gives them. */
export type ErrorCode = 'BAD_REQUEST' | 'BAD_USER_INPUT' | 'FEATURE_UNAVAILABLE' | 'FORBIDDEN' | 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED' | 'INTERNAL_SERVER_ERROR' | 'NOT_CONFIGURED' | 'OPERATION_RESOLUTION_FAILURE' | 'OPERATION_TOO_COMPLEX' | 'PERSISTED_QUERY_NOT_FOUND' | 'PERSISTED_QUERY_NOT_SUPPORTED' | 'RATE_LIMITED' | 'UNAUTHENTICATED' | 'UPSTREAM_BAD_RESPONSE' | 'UPSTREAM_FORBIDDEN' | 'UPSTREAM_RATE_LIMITED' | 'UPSTREAM_REJECTED' | 'UPSTREAM_TIMEOUT' | 'UPSTREAM_UNAUTHENTICATED' | 'UPSTREAM_UNAVAILABLE';
