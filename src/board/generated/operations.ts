/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocument } from '../../client/client.js';

/** Input of acknowledgeIncident. */
export type AcknowledgeIncidentInput = {
  /** Key of a configured PagerDuty account, e.g. main; when omitted that of a given global id, else the default account. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user who makes the change. Default: the caller’s own e-mail, then the account’s configured one. Required if the gateway’s PagerDuty credential belongs to the account and not to a user. Required to acknowledge, because PagerDuty assigns the incident to the actor. There the configured e-mail counts only if the operator allows it (PAGERDUTY_FROM_MAY_ACKNOWLEDGE). A user’s key always acts as its owner. Naming another user requires INCIDENTS_IMPERSONATE. */
  actor?: string | null | undefined;
  /** Incident to change. */
  incident: IncidentRef;
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

/** New assignment: users, an escalation policy, or a level of the current policy. */
export type AssignmentTarget =
  {   /** Another level of the incident’s own policy, starting at 1. */
  escalationLevel: number; escalationPolicy?: never; users?: never; }
  |  { escalationLevel?: never;   /** Escalation policy whose on-call users are assigned, starting at level 1. */
  escalationPolicy: EscalationPolicyRef; users?: never; }
  |  { escalationLevel?: never; escalationPolicy?: never;   /** Users to assign, at least 1. */
  users: Array<UserRef>; };

/** An incident by service and dedup key: the open one, otherwise the newest resolved one. Callers need not store PagerDuty’s incident id. */
export type DedupRef = {
  /** Dedup key of the incident: 1 to 255 characters. */
  dedupKey: string;
  /** Service of the incident. */
  service: ServiceRef;
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

/** Change that is delivered. */
export type QueuedAction =
  /** An alert that somebody works on. */
  | 'ACKNOWLEDGE'
  /** The end of an alert. It follows a trigger that may have been sent. */
  | 'RESOLVE'
  /** A new incident, or an alert that is new or still present. */
  | 'TRIGGER';

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

/** Permission of a caller. */
export type Scope =
  /** Read Cloudflare destinations, policies and notifications. */
  | 'DESTINATIONS_READ'
  /** Connect PagerDuty to Cloudflare, and delete all destinations. */
  | 'DESTINATIONS_WRITE'
  /** Set another user as the actor of a mutation. */
  | 'INCIDENTS_IMPERSONATE'
  /** Read PagerDuty incidents, services and users. */
  | 'INCIDENTS_READ'
  /** Trigger and change incidents. */
  | 'INCIDENTS_WRITE'
  /** Change and silence Cloudflare notification policies. */
  | 'POLICIES_WRITE'
  /** Create and delete overrides of PagerDuty schedules. */
  | 'SCHEDULES_WRITE';

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

/** REST API behind this graph. */
export type Upstream =
  /** Cloudflare Alerting v3. */
  | 'CLOUDFLARE'
  /** PagerDuty REST API v2. */
  | 'PAGERDUTY';

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

export type AcknowledgeIncidentMutationVariables = Exact<{
  input: AcknowledgeIncidentInput;
}>;


export type AcknowledgeIncidentMutation = { acknowledgeIncident: { changed: boolean, incident: { status: IncidentStatus, assignees: Array<{ name: string | null }>, acknowledgements: Array<{ at: string, by: { name: string | null } }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type AddIncidentNoteMutationVariables = Exact<{
  input: AddIncidentNoteInput;
}>;


export type AddIncidentNoteMutation = { addIncidentNote: { note: { createdAt: string, author: { name: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type AttachDestinationMutationVariables = Exact<{
  policy: string;
  destination: string;
  dryRun: boolean;
}>;


export type AttachDestinationMutation = { change: { changed: boolean, differences: Array<{ path: string, after: unknown }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, upstream: { upstream: Upstream, requestId: string | null } | null }> } | null };

export type CloudflareNotificationsQueryVariables = Exact<{
  account?: string | null | undefined;
  since: string;
  until: string;
}>;


export type CloudflareNotificationsQuery = { cloudflareAccount: { notificationHistory: { nodes: Array<{ id: string, name: string | null, alertType: string | null, target: string | null, sentAt: string | null, body: string | null }> } | null } | null };

export type ConnectPagerDutyMutationVariables = Exact<{
  account?: string | null | undefined;
  token: string;
}>;


export type ConnectPagerDutyMutation = { connectPagerDuty: { connectionId: string | null, destinations: Array<{ id: string, name: string | null }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, upstream: { upstream: Upstream, requestId: string | null } | null }> } | null };

export type CreateConnectTokenMutationVariables = Exact<{
  account?: string | null | undefined;
}>;


export type CreateConnectTokenMutation = { createPagerDutyConnectToken: { token: string | null, consentUrl: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, upstream: { upstream: Upstream, requestId: string | null } | null }> } | null };

export type DeleteDestinationsMutationVariables = Exact<{
  account?: string | null | undefined;
  expectedIds: Array<string> | string;
}>;


export type DeleteDestinationsMutation = { deletePagerDutyDestinations: { deletedIds: Array<string>, destinations: Array<{ id: string, name: string | null }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, upstream: { upstream: Upstream, requestId: string | null } | null }> } | null };

export type DetachDestinationMutationVariables = Exact<{
  policy: string;
  destination: string;
  dryRun: boolean;
  allowLastDestination: boolean;
}>;


export type DetachDestinationMutation = { change: { changed: boolean, differences: Array<{ path: string, after: unknown }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, upstream: { upstream: Upstream, requestId: string | null } | null }> } | null };

export type FreshnessQueryVariables = Exact<{
  account?: string | null | undefined;
}>;


export type FreshnessQuery = { pagerDutyAccount: { live: { source: EventSource | null, maxLagSeconds: number | null, lastEventAt: string | null, failingSince: string | null } } | null };

export type IncidentAlertsQueryVariables = Exact<{
  account?: string | null | undefined;
  by: IncidentRef;
}>;


export type IncidentAlertsQuery = { incident: { alerts: { totalCount: number | null, nodes: Array<{ id: string, summary: string | null, status: AlertStatus, severity: AlertSeverity | null, createdAt: string, details: unknown }> } | null } | null };

export type IncidentCausesQueryVariables = Exact<{
  account?: string | null | undefined;
  by: IncidentRef;
}>;


export type IncidentCausesQuery = { incident: { service: { destinations: Array<{ id: string, cloudflareId: string, name: string | null, account: { key: string }, policies: Array<{ id: string, name: string | null, alertType: string, enabled: boolean | null }> | null }> | null } | null } | null };

export type IncidentChangesQueryVariables = Exact<{
  account?: string | null | undefined;
  by: IncidentRef;
}>;


export type IncidentChangesQuery = { incident: { changeEvents: { unavailableReason: string | null, entries: Array<{ secondsBeforeIncident: number, changeEvent: { id: string, summary: string | null, source: string | null } }> | null } | null } | null };

export type IncidentNotesQueryVariables = Exact<{
  account?: string | null | undefined;
  by: IncidentRef;
}>;


export type IncidentNotesQuery = { incident: { notes: Array<{ id: string, content: string, createdAt: string, author: { name: string | null } | null }> | null } | null };

export type IncidentTimelineQueryVariables = Exact<{
  account?: string | null | undefined;
  by: IncidentRef;
  after?: string | null | undefined;
}>;


export type IncidentTimelineQuery = { incident: { timeline: { nodes: Array<{ id: string, kind: string, summary: string | null, createdAt: string, agent: { name: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type IncidentQueryVariables = Exact<{
  account?: string | null | undefined;
  by: IncidentRef;
}>;


export type IncidentQuery = { incident: { id: string, number: number, title: string, status: IncidentStatus, urgency: Urgency, createdAt: string, resolvedAt: string | null, snoozedUntil: string | null, url: string | null, details: string | null, mergedInto: { number: number } | null, conferenceBridge: { number: string | null, url: string | null } | null, pendingActions: Array<{ kind: PendingActionKind, at: string }>, acknowledgements: Array<{ at: string, by: { name: string | null } }>, assignees: Array<{ id: string, name: string | null }>, service: { id: string, name: string | null, url: string | null } | null, escalationPolicy: { id: string, name: string | null, onCall: Array<{ level: number, end: string | null, user: { id: string, name: string | null } | null }> | null } | null, priority: { name: string | null } | null, teams: Array<{ id: string, name: string | null }>, account: { key: string } } | null };

export type NextCallsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type NextCallsQuery = { nodes: Array<
    | { id: string, onCall: Array<{ level: number, user: { id: string, name: string | null } | null }> | null }
    | Record<PropertyKey, never>
   | null> };

export type OpenIncidentsSubscriptionVariables = Exact<{
  account?: string | null | undefined;
}>;


export type OpenIncidentsSubscription = { openIncidents: { isSnapshot: boolean, totalCount: number, removedIds: Array<string>, upserted: Array<{ id: string, number: number, title: string, status: IncidentStatus, urgency: Urgency, createdAt: string, service: { id: string, name: string | null } | null, assignees: Array<{ id: string, name: string | null }>, acknowledgements: Array<{ at: string, by: { name: string | null } }>, escalationPolicy: { id: string, name: string | null } | null, pendingActions: Array<{ kind: PendingActionKind, at: string }>, priority: { name: string | null } | null, teams: Array<{ id: string, name: string | null }> }>, live: { source: EventSource | null, maxLagSeconds: number | null, lastEventAt: string | null, failingSince: string | null } } };

export type OutboxQueryVariables = Exact<{
  account?: string | null | undefined;
}>;


export type OutboxQuery = { pagerDutyAccount: { outbox: { waiting: number, queuedTriggers: Array<{ id: string, action: QueuedAction, dedupKey: string, title: string | null, mayHaveBeenSent: boolean, queuedAt: string, expiresAt: string }> } | null } | null };

export type PreviewDeletionMutationVariables = Exact<{
  account?: string | null | undefined;
  expectedIds: Array<string> | string;
}>;


export type PreviewDeletionMutation = { deletePagerDutyDestinations: { destinations: Array<{ id: string, name: string | null }> | null, affectedPolicies: Array<{ losesLastDestination: boolean, policy: { id: string, name: string | null, alertType: string, enabled: boolean | null } }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, upstream: { upstream: Upstream, requestId: string | null } | null }> } | null };

export type ReassignIncidentMutationVariables = Exact<{
  input: ReassignIncidentInput;
}>;


export type ReassignIncidentMutation = { reassignIncident: { incident: { status: IncidentStatus, assignees: Array<{ name: string | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ResolveIncidentMutationVariables = Exact<{
  input: ResolveIncidentInput;
}>;


export type ResolveIncidentMutation = { resolveIncident: { changed: boolean, note: { id: string } | null, incident: { status: IncidentStatus, resolvedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RespondersQueryVariables = Exact<{
  account?: string | null | undefined;
  name?: string | null | undefined;
}>;


export type RespondersQuery = { pagerDutyAccount: { users: { nodes: Array<{ id: string, name: string | null, email: string | null }> } | null, escalationPolicies: { nodes: Array<{ id: string, name: string | null }> } | null } | null };

export type RouteAccountQueryVariables = Exact<{
  account?: string | null | undefined;
}>;


export type RouteAccountQuery = { cloudflareAccount: { key: string, cloudflareId: string, pagerDutyEligibility: { eligible: boolean } | null } | null };

export type RouteDestinationsQueryVariables = Exact<{
  account?: string | null | undefined;
  pagerDutyAccount?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type RouteDestinationsQuery = { pagerDutyDestinations: { totalCount: number | null, nodes: Array<{ id: string, cloudflareId: string, name: string | null, matchingServices: Array<{ id: string, pagerDutyId: string, name: string | null, status: ServiceStatus | null, url: string | null, escalationPolicy: { name: string | null } | null, onCall: Array<{ level: number, end: string | null, user: { id: string, name: string | null } | null, schedule: { name: string | null } | null }> | null }> | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type RoutePoliciesQueryVariables = Exact<{
  account?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type RoutePoliciesQuery = { cloudflareAccount: { notificationPolicies: { totalCount: number | null, nodes: Array<{ id: string, name: string | null, alertType: string, enabled: boolean | null, emails: Array<string>, webhookIds: Array<string>, pagerDutyDestinations: Array<{ id: string }> | null, silences: Array<{ status: SilenceStatus, end: string | null }> | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type RouteServicesQueryVariables = Exact<{
  account?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type RouteServicesQuery = { services: { nodes: Array<{ id: string, pagerDutyId: string, name: string | null, status: ServiceStatus | null, url: string | null, escalationPolicy: { name: string | null } | null, onCall: Array<{ level: number, end: string | null, user: { id: string, name: string | null } | null, schedule: { name: string | null } | null }> | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { viewer: { name: string, email: string | null, scopes: Array<Scope>, pagerDutyAccounts: Array<{ key: string }>, cloudflareAccounts: Array<{ key: string }> } };

export type SnoozeIncidentMutationVariables = Exact<{
  input: SnoozeIncidentInput;
}>;


export type SnoozeIncidentMutation = { snoozeIncident: { incident: { status: IncidentStatus, snoozedUntil: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

/** Acknowledge an incident. */
export const acknowledgeIncidentDocument: TypedDocument<AcknowledgeIncidentMutation, AcknowledgeIncidentMutationVariables> = "mutation AcknowledgeIncident($input:AcknowledgeIncidentInput!){acknowledgeIncident(input:$input){changed incident{status assignees{name}acknowledgements{at by{name}}}userErrors{code message field}}}";

/** Add a note to an incident. */
export const addIncidentNoteDocument: TypedDocument<AddIncidentNoteMutation, AddIncidentNoteMutationVariables> = "mutation AddIncidentNote($input:AddIncidentNoteInput!){addIncidentNote(input:$input){note{author{name}createdAt}userErrors{code message field}}}";

/** Attach a destination to a policy; a dry run returns what would change. */
export const attachDestinationDocument: TypedDocument<AttachDestinationMutation, AttachDestinationMutationVariables> = "mutation AttachDestination($policy:ID!$destination:ID!$dryRun:Boolean!){change:attachDestination(input:{policy:$policy destination:$destination dryRun:$dryRun}){changed differences{path after}userErrors{code message field upstream{upstream requestId}}}}";

/** What Cloudflare sent within a time. */
export const cloudflareNotificationsDocument: TypedDocument<CloudflareNotificationsQuery, CloudflareNotificationsQueryVariables> = "query CloudflareNotifications($account:String$since:DateTime!$until:DateTime!){cloudflareAccount(key:$account){notificationHistory(since:$since until:$until first:100){nodes{id name alertType target sentAt body}}}}";

/** Connect the selected services with the token, after the person has signed in. */
export const connectPagerDutyDocument: TypedDocument<ConnectPagerDutyMutation, ConnectPagerDutyMutationVariables> = "mutation ConnectPagerDuty($account:String$token:String!){connectPagerDuty(input:{account:$account token:$token}){connectionId destinations{id name}userErrors{code message field upstream{upstream requestId}}}}";

/** Get a connect token, and the page where a person signs in to PagerDuty and selects services. */
export const createConnectTokenDocument: TypedDocument<CreateConnectTokenMutation, CreateConnectTokenMutationVariables> = "mutation CreateConnectToken($account:String){createPagerDutyConnectToken(input:{account:$account}){token consentUrl userErrors{code message field upstream{upstream requestId}}}}";

/** Delete all destinations, if they are the expected ones. */
export const deleteDestinationsDocument: TypedDocument<DeleteDestinationsMutation, DeleteDestinationsMutationVariables> = "mutation DeleteDestinations($account:String$expectedIds:[ID!]!){deletePagerDutyDestinations(input:{account:$account expectedIds:$expectedIds}){deletedIds destinations{id name}userErrors{code message field upstream{upstream requestId}}}}";

/** Detach a destination from a policy; a dry run returns what would change. */
export const detachDestinationDocument: TypedDocument<DetachDestinationMutation, DetachDestinationMutationVariables> = "mutation DetachDestination($policy:ID!$destination:ID!$dryRun:Boolean!$allowLastDestination:Boolean!){change:detachDestination(input:{policy:$policy destination:$destination dryRun:$dryRun allowLastDestination:$allowLastDestination}){changed differences{path after}userErrors{code message field upstream{upstream requestId}}}}";

/** How fresh the live list of an account is. */
export const freshnessDocument: TypedDocument<FreshnessQuery, FreshnessQueryVariables> = "query Freshness($account:String){pagerDutyAccount(key:$account){live{source maxLagSeconds lastEventAt failingSince}}}";

/** The alerts of an incident, as the monitors sent them. */
export const incidentAlertsDocument: TypedDocument<IncidentAlertsQuery, IncidentAlertsQueryVariables> = "query IncidentAlerts($account:String$by:IncidentRef!){incident(account:$account by:$by){alerts(first:25){totalCount nodes{id summary status severity createdAt details}}}}";

/** The Cloudflare policies that notify the service of an incident. */
export const incidentCausesDocument: TypedDocument<IncidentCausesQuery, IncidentCausesQueryVariables> = "query IncidentCauses($account:String$by:IncidentRef!){incident(account:$account by:$by){service{destinations{id cloudflareId name account{key}policies{id name alertType enabled}}}}}";

/** The changes that PagerDuty relates to an incident. */
export const incidentChangesDocument: TypedDocument<IncidentChangesQuery, IncidentChangesQueryVariables> = "query IncidentChanges($account:String$by:IncidentRef!){incident(account:$account by:$by){changeEvents(first:5){entries{secondsBeforeIncident changeEvent{id summary source}}unavailableReason}}}";

/** The notes of an incident. */
export const incidentNotesDocument: TypedDocument<IncidentNotesQuery, IncidentNotesQueryVariables> = "query IncidentNotes($account:String$by:IncidentRef!){incident(account:$account by:$by){notes{id content createdAt author{name}}}}";

/** A page of what happened to an incident. */
export const incidentTimelineDocument: TypedDocument<IncidentTimelineQuery, IncidentTimelineQueryVariables> = "query IncidentTimeline($account:String$by:IncidentRef!$after:String){incident(account:$account by:$by){timeline(first:25 after:$after){nodes{id kind summary createdAt agent{name}}pageInfo{hasNextPage endCursor}}}}";

/** One incident: its state, who has it and who is called next. */
export const incidentDocument: TypedDocument<IncidentQuery, IncidentQueryVariables> = "query Incident($account:String$by:IncidentRef!){incident(account:$account by:$by){id number title status urgency createdAt resolvedAt snoozedUntil url details mergedInto{number}conferenceBridge{number url}pendingActions{kind at}acknowledgements{at by{name}}assignees{id name}service{id name url}escalationPolicy{id name onCall{level end user{id name}}}priority{name}teams{id name}account{key}}}";

/** Who is on call at each level of escalation policies. */
export const nextCallsDocument: TypedDocument<NextCallsQuery, NextCallsQueryVariables> = "query NextCalls($ids:[ID!]!){nodes(ids:$ids){...on EscalationPolicy{id onCall{level user{id name}}}}}";

/** The open incidents as a live list, with what happens next to each. */
export const openIncidentsDocument: TypedDocument<OpenIncidentsSubscription, OpenIncidentsSubscriptionVariables> = "subscription OpenIncidents($account:String){openIncidents(account:$account){isSnapshot totalCount upserted{id number title status urgency createdAt service{id name}assignees{id name}acknowledgements{at by{name}}escalationPolicy{id name}pendingActions{kind at}priority{name}teams{id name}}removedIds live{source maxLagSeconds lastEventAt failingSince}}}";

/** What waits until PagerDuty is available. */
export const outboxDocument: TypedDocument<OutboxQuery, OutboxQueryVariables> = "query Outbox($account:String){pagerDutyAccount(key:$account){outbox{waiting queuedTriggers(first:25){id action dedupKey title mayHaveBeenSent queuedAt expiresAt}}}}";

/** What the deletion of all destinations would change. Nothing is deleted. */
export const previewDeletionDocument: TypedDocument<PreviewDeletionMutation, PreviewDeletionMutationVariables> = "mutation PreviewDeletion($account:String$expectedIds:[ID!]!){deletePagerDutyDestinations(input:{account:$account expectedIds:$expectedIds dryRun:true}){destinations{id name}affectedPolicies{losesLastDestination policy{id name alertType enabled}}userErrors{code message field upstream{upstream requestId}}}}";

/** Assign an incident to other people. */
export const reassignIncidentDocument: TypedDocument<ReassignIncidentMutation, ReassignIncidentMutationVariables> = "mutation ReassignIncident($input:ReassignIncidentInput!){reassignIncident(input:$input){incident{status assignees{name}}userErrors{code message field}}}";

/** Resolve an incident, with a note that everybody sees. */
export const resolveIncidentDocument: TypedDocument<ResolveIncidentMutation, ResolveIncidentMutationVariables> = "mutation ResolveIncident($input:ResolveIncidentInput!){resolveIncident(input:$input){changed note{id}incident{status resolvedAt}userErrors{code message field}}}";

/** People and escalation policies to assign an incident to. */
export const respondersDocument: TypedDocument<RespondersQuery, RespondersQueryVariables> = "query Responders($account:String$name:String){pagerDutyAccount(key:$account){users(first:50 query:$name){nodes{id name email}}escalationPolicies(first:50 query:$name){nodes{id name}}}}";

/** Which Cloudflare account is changed, and whether it can deliver to PagerDuty. */
export const routeAccountDocument: TypedDocument<RouteAccountQuery, RouteAccountQueryVariables> = "query RouteAccount($account:String){cloudflareAccount(key:$account){key cloudflareId pagerDutyEligibility{eligible}}}";

/** The PagerDuty destinations of a Cloudflare account, the services of the same names, and who is on call for them now. */
export const routeDestinationsDocument: TypedDocument<RouteDestinationsQuery, RouteDestinationsQueryVariables> = "query RouteDestinations($account:String$pagerDutyAccount:String$after:String){pagerDutyDestinations(account:$account first:25 after:$after){totalCount nodes{id cloudflareId name matchingServices(account:$pagerDutyAccount){id pagerDutyId name status url escalationPolicy{name}onCall{level end user{id name}schedule{name}}}}pageInfo{hasNextPage endCursor}}}";

/** The notification policies of a Cloudflare account, where each delivers, and which is silenced. */
export const routePoliciesDocument: TypedDocument<RoutePoliciesQuery, RoutePoliciesQueryVariables> = "query RoutePolicies($account:String$after:String){cloudflareAccount(key:$account){notificationPolicies(first:80 after:$after){totalCount nodes{id name alertType enabled emails webhookIds pagerDutyDestinations{id}silences{status end}}pageInfo{hasNextPage endCursor}}}}";

/** The services of a PagerDuty account, with who is on call for each now. */
export const routeServicesDocument: TypedDocument<RouteServicesQuery, RouteServicesQueryVariables> = "query RouteServices($account:String$after:String){services(account:$account first:25 after:$after){nodes{id pagerDutyId name status url escalationPolicy{name}onCall{level end user{id name}schedule{name}}}pageInfo{hasNextPage endCursor}}}";

/** Who uses the board, with which permissions, and which accounts there are. */
export const sessionDocument: TypedDocument<SessionQuery, SessionQueryVariables> = "query Session{viewer{name email scopes pagerDutyAccounts{key}cloudflareAccounts{key}}}";

/** Snooze an acknowledged incident. */
export const snoozeIncidentDocument: TypedDocument<SnoozeIncidentMutation, SnoozeIncidentMutationVariables> = "mutation SnoozeIncident($input:SnoozeIncidentInput!){snoozeIncident(input:$input){incident{status snoozedUntil}userErrors{code message field}}}";
