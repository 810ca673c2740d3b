/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentNode } from 'graphql';
/** An incident to be acknowledged. */
export type AcknowledgeIncidentInput = {
  /** A configured key; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; the account’s configured one without it. Needed only where the gateway’s key is an account key. */
  actor?: string | null | undefined;
  /** Which incident. */
  incident: IncidentRef;
};

/** Incidents to be acknowledged. */
export type AcknowledgeIncidentsInput = {
  /** A configured key; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; the account’s configured one without it. Needed only where the gateway’s key is an account key. */
  actor?: string | null | undefined;
  /** Which incidents: 1 to 500. */
  incidents: Array<IncidentRef>;
};

/** A note to be written on an incident. */
export type AddIncidentNoteInput = {
  /** A configured key; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; the account’s configured one without it. Needed only where the gateway’s key is an account key. */
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

/** The open incident with this key on this service, else the newest resolved one; the caller need not keep PagerDuty’s incident id. */
export type DedupRef = {
  /** The key it was triggered with: 1 to 255 characters. */
  dedupKey: string;
  /** The service it happened on. */
  service: ServiceRef;
};

/** What to do when an open incident with the same dedup key is there already. */
export type DuplicatePolicy =
  /** Answer DUPLICATE_INCIDENT. */
  | 'REFUSE'
  /** Answer the open incident, with created: false. */
  | 'RETURN_EXISTING';

/** An escalation policy: by this gateway’s id or by PagerDuty’s own. */
export type EscalationPolicyRef =
  {   /** This gateway’s global id. */
  id: string | number; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty’s own id. */
  pagerDutyId: string; };

/** Without createdSince and createdUntil: all time, however old (PagerDuty’s own default hides what is older than a month). Different filters are combined with AND, values of one filter with OR. */
export type IncidentFilter = {
  /** Assigned now to one of these people; PagerDuty never returns resolved incidents for it, so it is refused together with RESOLVED. */
  assignees?: Array<UserRef> | null | undefined;
  /** First triggered at or after this instant. */
  createdSince?: string | null | undefined;
  /** First triggered before this instant; now when left out. */
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
  |  { dedup?: never;   /** This gateway’s global id. */
  id: string | number; number?: never; pagerDutyId?: never; }
  |  { dedup?: never; id?: never;   /** The one people say aloud, #1234. */
  number: number; pagerDutyId?: never; }
  |  { dedup?: never; id?: never; number?: never;   /** PagerDuty’s own id. */
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
  {   /** This gateway’s global id. */
  id: string | number; name?: never; pagerDutyId?: never; }
  |  { id?: never;   /** The whole name, e.g. P1; of several with one name the most important is taken. */
  name: string; pagerDutyId?: never; }
  |  { id?: never; name?: never;   /** PagerDuty’s own id. */
  pagerDutyId: string; };

/** An incident to be resolved. */
export type ResolveIncidentInput = {
  /** A configured key; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; the account’s configured one without it. Needed only where the gateway’s key is an account key. */
  actor?: string | null | undefined;
  /** Which incident. */
  incident: IncidentRef;
  /** Added to the incident as a visible note before resolving. */
  note?: string | null | undefined;
  /** Stored on the resolve log entry; PagerDuty does not show it on the incident. */
  resolution?: string | null | undefined;
};

/** Incidents to be resolved. */
export type ResolveIncidentsInput = {
  /** A configured key; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; the account’s configured one without it. Needed only where the gateway’s key is an account key. */
  actor?: string | null | undefined;
  /** Which incidents: 1 to 500. */
  incidents: Array<IncidentRef>;
  /** Stored on each resolve log entry. */
  resolution?: string | null | undefined;
};

/** A PagerDuty service: by this gateway’s id or by PagerDuty’s own. */
export type ServiceRef =
  {   /** This gateway’s global id. */
  id: string | number; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty’s own id. */
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

/** A PagerDuty team: by this gateway’s id or by PagerDuty’s own. */
export type TeamRef =
  {   /** This gateway’s global id. */
  id: string | number; pagerDutyId?: never; }
  |  { id?: never;   /** PagerDuty’s own id. */
  pagerDutyId: string; };

/** A value for one {NAME} of a title. */
export type TitleValue = {
  /** Upper-case letters, digits, underscore. */
  name: string;
  /** What stands in its place; taken as it is. */
  value: string;
};

/** An incident to be. */
export type TriggerIncidentInput = {
  /** A configured key; the default account without it. */
  account?: string | null | undefined;
  /** E-mail of the PagerDuty user in whose name the change is made; the account’s configured one without it. Needed only where the gateway’s key is an account key. */
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
  /** None without it. */
  priority?: PriorityRef | null | undefined;
  /** The service it happens on. */
  service: ServiceRef;
  /** Whom to notify; the service’s escalation policy without it. Assigned to the actor, it begins acknowledged. */
  target?: TriggerTarget | null | undefined;
  /** What is wrong, in one line. With titleValues, each {NAME} is replaced by its value once; a name without a value stays as it is, so that a typo never stops a page. */
  title: string;
  /** Lets a monitoring tool send one fixed document, e.g. "Alert {ACTION} for {MSG} at {TIME}". */
  titleValues?: Array<TitleValue> | null | undefined;
  /** By the service’s own rule without it. */
  urgency?: Urgency | null | undefined;
};

/** PagerDuty takes one assignee or an escalation policy, not both. */
export type TriggerTarget =
  {   /** One person. */
  assignee: UserRef; escalationPolicy?: never; }
  |  { assignee?: never;   /** Another escalation policy than the service’s. */
  escalationPolicy: EscalationPolicyRef; };

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
  /** PagerDuty wants to know in whose name the change is made. Send `actor`, or let the operator set `PAGERDUTY_FROM`. */
  | 'ACTOR_REQUIRED'
  /** PagerDuty knows no user with the actor’s e-mail. Send the e-mail of a user of this PagerDuty account. */
  | 'ACTOR_UNKNOWN'
  /** The destinations are not the ones the caller expected; nothing was deleted. Read `destinations` in the payload and confirm those ids. */
  | 'CONFIRMATION_REQUIRED'
  /** The incident is not in a state that allows this. Read the incident again and decide by its status. */
  | 'CONFLICT'
  /** Cloudflare did not accept the connect token. Finish the sign-in at `consentUrl`, or begin again with a new token. */
  | 'CONNECT_TOKEN_REJECTED'
  /** An open incident with this dedup key already exists on the service. Use that incident, or send `onDuplicate: RETURN_EXISTING`. */
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
  |  { email?: never;   /** This gateway’s global id. */
  id: string | number; pagerDutyId?: never; }
  |  { email?: never; id?: never;   /** PagerDuty’s own id. */
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

export type ConnectPagerDutyMutationVariables = Exact<{
  token: string;
}>;


export type ConnectPagerDutyMutation = { connectPagerDuty: { connectionId: string | null, destinations: Array<{ id: string, name: string | null }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CreateConnectTokenMutationVariables = Exact<{ [key: string]: never; }>;


export type CreateConnectTokenMutation = { createPagerDutyConnectToken: { token: string | null, consentUrl: string | null, userErrors: Array<{ code: UserErrorCode, message: string }> } | null };

export type DeleteDestinationsMutationVariables = Exact<{
  expectedIds: Array<string | number> | string | number;
  dryRun?: boolean;
}>;


export type DeleteDestinationsMutation = { deletePagerDutyDestinations: { deletedIds: Array<string>, destinations: Array<{ id: string, name: string | null }> | null, affectedPolicies: Array<{ losesLastDestination: boolean, policy: { name: string | null, alertType: string } }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type GetCloudflareAccountQueryVariables = Exact<{ [key: string]: never; }>;


export type GetCloudflareAccountQuery = { cloudflareAccount: { id: string, key: string, cloudflareId: string, pagerDutyEligibility: { eligible: boolean, ready: boolean } | null, pagerDutyDestinations: { nodes: Array<{ name: string | null }> } | null } | null };

export type GetIncidentQueryVariables = Exact<{
  by: IncidentRef;
}>;


export type GetIncidentQuery = { incident: { id: string, pagerDutyId: string, number: number, title: string, status: IncidentStatus, urgency: Urgency, dedupKey: string | null, url: string | null, incidentType: string | null, isMergeable: boolean | null, createdAt: string, updatedAt: string | null, lastStatusChangeAt: string | null, resolvedAt: string | null, snoozedUntil: string | null, lastStatusChangeBy: { kind: AgentKind, name: string | null } | null, alertCounts: { all: number, triggered: number, resolved: number } | null, pendingActions: Array<{ kind: PendingActionKind, at: string }>, conferenceBridge: { number: string | null, url: string | null } | null, acknowledgements: Array<{ at: string, by: { name: string | null } }>, assignees: Array<{ name: string | null, email: string | null }>, service: { id: string, name: string | null, status: ServiceStatus } | null, escalationPolicy: { name: string | null } | null, priority: { name: string | null, color: string | null } | null, teams: Array<{ name: string | null }>, account: { key: string, region: PagerDutyRegion } } | null };

export type GetServiceQueryVariables = Exact<{
  by: ServiceRef;
}>;


export type GetServiceQuery = { service: { id: string, name: string | null, description: string | null, status: ServiceStatus, url: string | null } | null };

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


export type ListServicesQuery = { services: { totalCount: number | null, nodes: Array<{ id: string, pagerDutyId: string, name: string | null, status: ServiceStatus, escalationPolicy: { name: string | null } | null, teams: Array<{ name: string | null }> | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type OverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewQuery = { incidents: { nodes: Array<{ number: number, title: string, status: IncidentStatus, urgency: Urgency, createdAt: string, service: { name: string | null } | null, assignees: Array<{ name: string | null }> }> } | null, cloudflareAccount: { pagerDutyEligibility: { eligible: boolean, ready: boolean } | null, pagerDutyDestinations: { nodes: Array<{ name: string | null }> } | null } | null };

export type ResolveIncidentMutationVariables = Exact<{
  input: ResolveIncidentInput;
}>;


export type ResolveIncidentMutation = { resolveIncident: { changed: boolean, note: { content: string } | null, incident: { number: number, status: IncidentStatus, resolvedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ResolveIncidentsMutationVariables = Exact<{
  input: ResolveIncidentsInput;
}>;


export type ResolveIncidentsMutation = { resolveIncidents: { results: Array<{ index: number, changed: boolean, incident: { number: number, status: IncidentStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string }> }>, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SendMonitoringAlertMutationVariables = Exact<{
  values: Array<TitleValue> | TitleValue;
  actor?: string | null | undefined;
}>;


export type SendMonitoringAlertMutation = { triggerIncident: { incident: { id: string, title: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type TriggerIncidentMutationVariables = Exact<{
  input: TriggerIncidentInput;
}>;


export type TriggerIncidentMutation = { triggerIncident: { created: boolean | null, incident: { id: string, pagerDutyId: string, number: number, status: IncidentStatus, title: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };


export const AcknowledgeIncidentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcknowledgeIncident"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AcknowledgeIncidentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acknowledgeIncident"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"incident"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode;
export const AcknowledgeIncidentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcknowledgeIncidents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AcknowledgeIncidentsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acknowledgeIncidents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"incident"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode;
export const AddIncidentNoteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddIncidentNote"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddIncidentNoteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addIncidentNote"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"note"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"content"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode;
export const ConnectPagerDutyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConnectPagerDuty"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"token"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connectPagerDuty"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"token"},"value":{"kind":"Variable","name":{"kind":"Name","value":"token"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connectionId"}},{"kind":"Field","name":{"kind":"Name","value":"destinations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode;
export const CreateConnectTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateConnectToken"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createPagerDutyConnectToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"consentUrl"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode;
export const DeleteDestinationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteDestinations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expectedIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dryRun"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},"defaultValue":{"kind":"BooleanValue","value":true}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletePagerDutyDestinations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"expectedIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expectedIds"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"dryRun"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dryRun"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedIds"}},{"kind":"Field","name":{"kind":"Name","value":"destinations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"affectedPolicies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"losesLastDestination"}},{"kind":"Field","name":{"kind":"Name","value":"policy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"alertType"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode;
export const GetCloudflareAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GetCloudflareAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cloudflareAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"cloudflareId"}},{"kind":"Field","name":{"kind":"Name","value":"pagerDutyEligibility"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"ready"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pagerDutyDestinations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode;
export const GetIncidentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GetIncident"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"IncidentRef"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incident"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"pagerDutyId"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"urgency"}},{"kind":"Field","name":{"kind":"Name","value":"dedupKey"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"incidentType"}},{"kind":"Field","name":{"kind":"Name","value":"isMergeable"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastStatusChangeAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastStatusChangeBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}},{"kind":"Field","name":{"kind":"Name","value":"snoozedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"alertCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"all"}},{"kind":"Field","name":{"kind":"Name","value":"triggered"}},{"kind":"Field","name":{"kind":"Name","value":"resolved"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingActions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"Field","name":{"kind":"Name","value":"conferenceBridge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"assignees"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"escalationPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"priority"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"color"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"region"}}]}}]}}]}}]} as unknown as DocumentNode;
export const GetServiceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GetService"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceRef"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"service"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]} as unknown as DocumentNode;
export const ListDestinationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListDestinations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pagerDutyDestinations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"cloudflareId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode;
export const ListIncidentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListIncidents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"IncidentFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"IncidentOrder"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incidents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"urgency"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"assignees"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode;
export const ListServicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListServices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"query"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"services"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"Variable","name":{"kind":"Name","value":"query"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"pagerDutyId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"escalationPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teams"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode;
export const OverviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Overview"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incidents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"statuses"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"TRIGGERED"},{"kind":"EnumValue","value":"ACKNOWLEDGED"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"urgency"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"assignees"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"cloudflareAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pagerDutyEligibility"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eligible"}},{"kind":"Field","name":{"kind":"Name","value":"ready"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pagerDutyDestinations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode;
export const ResolveIncidentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResolveIncident"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResolveIncidentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resolveIncident"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"note"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"content"}}]}},{"kind":"Field","name":{"kind":"Name","value":"incident"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode;
export const ResolveIncidentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResolveIncidents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResolveIncidentsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resolveIncidents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"incident"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode;
export const SendMonitoringAlertDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SendMonitoringAlert"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"values"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TitleValue"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"actor"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EmailAddress"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"triggerIncident"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"service"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"pagerDutyId"},"value":{"kind":"StringValue","value":"PSVC001","block":false}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"title"},"value":{"kind":"StringValue","value":"Alert {ACTION} for {MSG} at {TIME}","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"titleValues"},"value":{"kind":"Variable","name":{"kind":"Name","value":"values"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"actor"},"value":{"kind":"Variable","name":{"kind":"Name","value":"actor"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incident"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode;
export const TriggerIncidentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TriggerIncident"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TriggerIncidentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"triggerIncident"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"incident"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"pagerDutyId"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode;
export type Requester<C = {}> = <R, V>(doc: DocumentNode, vars?: V, options?: C) => Promise<R> | AsyncIterable<R>
export function getSdk<C>(requester: Requester<C>) {
  return {
    AcknowledgeIncident(variables: AcknowledgeIncidentMutationVariables, options?: C): Promise<AcknowledgeIncidentMutation> {
      return requester<AcknowledgeIncidentMutation, AcknowledgeIncidentMutationVariables>(AcknowledgeIncidentDocument, variables, options) as Promise<AcknowledgeIncidentMutation>;
    },
    AcknowledgeIncidents(variables: AcknowledgeIncidentsMutationVariables, options?: C): Promise<AcknowledgeIncidentsMutation> {
      return requester<AcknowledgeIncidentsMutation, AcknowledgeIncidentsMutationVariables>(AcknowledgeIncidentsDocument, variables, options) as Promise<AcknowledgeIncidentsMutation>;
    },
    AddIncidentNote(variables: AddIncidentNoteMutationVariables, options?: C): Promise<AddIncidentNoteMutation> {
      return requester<AddIncidentNoteMutation, AddIncidentNoteMutationVariables>(AddIncidentNoteDocument, variables, options) as Promise<AddIncidentNoteMutation>;
    },
    ConnectPagerDuty(variables: ConnectPagerDutyMutationVariables, options?: C): Promise<ConnectPagerDutyMutation> {
      return requester<ConnectPagerDutyMutation, ConnectPagerDutyMutationVariables>(ConnectPagerDutyDocument, variables, options) as Promise<ConnectPagerDutyMutation>;
    },
    CreateConnectToken(variables?: CreateConnectTokenMutationVariables, options?: C): Promise<CreateConnectTokenMutation> {
      return requester<CreateConnectTokenMutation, CreateConnectTokenMutationVariables>(CreateConnectTokenDocument, variables, options) as Promise<CreateConnectTokenMutation>;
    },
    DeleteDestinations(variables: DeleteDestinationsMutationVariables, options?: C): Promise<DeleteDestinationsMutation> {
      return requester<DeleteDestinationsMutation, DeleteDestinationsMutationVariables>(DeleteDestinationsDocument, variables, options) as Promise<DeleteDestinationsMutation>;
    },
    GetCloudflareAccount(variables?: GetCloudflareAccountQueryVariables, options?: C): Promise<GetCloudflareAccountQuery> {
      return requester<GetCloudflareAccountQuery, GetCloudflareAccountQueryVariables>(GetCloudflareAccountDocument, variables, options) as Promise<GetCloudflareAccountQuery>;
    },
    GetIncident(variables: GetIncidentQueryVariables, options?: C): Promise<GetIncidentQuery> {
      return requester<GetIncidentQuery, GetIncidentQueryVariables>(GetIncidentDocument, variables, options) as Promise<GetIncidentQuery>;
    },
    GetService(variables: GetServiceQueryVariables, options?: C): Promise<GetServiceQuery> {
      return requester<GetServiceQuery, GetServiceQueryVariables>(GetServiceDocument, variables, options) as Promise<GetServiceQuery>;
    },
    ListDestinations(variables?: ListDestinationsQueryVariables, options?: C): Promise<ListDestinationsQuery> {
      return requester<ListDestinationsQuery, ListDestinationsQueryVariables>(ListDestinationsDocument, variables, options) as Promise<ListDestinationsQuery>;
    },
    ListIncidents(variables?: ListIncidentsQueryVariables, options?: C): Promise<ListIncidentsQuery> {
      return requester<ListIncidentsQuery, ListIncidentsQueryVariables>(ListIncidentsDocument, variables, options) as Promise<ListIncidentsQuery>;
    },
    ListServices(variables?: ListServicesQueryVariables, options?: C): Promise<ListServicesQuery> {
      return requester<ListServicesQuery, ListServicesQueryVariables>(ListServicesDocument, variables, options) as Promise<ListServicesQuery>;
    },
    Overview(variables?: OverviewQueryVariables, options?: C): Promise<OverviewQuery> {
      return requester<OverviewQuery, OverviewQueryVariables>(OverviewDocument, variables, options) as Promise<OverviewQuery>;
    },
    ResolveIncident(variables: ResolveIncidentMutationVariables, options?: C): Promise<ResolveIncidentMutation> {
      return requester<ResolveIncidentMutation, ResolveIncidentMutationVariables>(ResolveIncidentDocument, variables, options) as Promise<ResolveIncidentMutation>;
    },
    ResolveIncidents(variables: ResolveIncidentsMutationVariables, options?: C): Promise<ResolveIncidentsMutation> {
      return requester<ResolveIncidentsMutation, ResolveIncidentsMutationVariables>(ResolveIncidentsDocument, variables, options) as Promise<ResolveIncidentsMutation>;
    },
    SendMonitoringAlert(variables: SendMonitoringAlertMutationVariables, options?: C): Promise<SendMonitoringAlertMutation> {
      return requester<SendMonitoringAlertMutation, SendMonitoringAlertMutationVariables>(SendMonitoringAlertDocument, variables, options) as Promise<SendMonitoringAlertMutation>;
    },
    TriggerIncident(variables: TriggerIncidentMutationVariables, options?: C): Promise<TriggerIncidentMutation> {
      return requester<TriggerIncidentMutation, TriggerIncidentMutationVariables>(TriggerIncidentDocument, variables, options) as Promise<TriggerIncidentMutation>;
    }
  };
}
export type Sdk = ReturnType<typeof getSdk>;