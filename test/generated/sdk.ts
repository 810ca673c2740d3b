/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant, RFC 3339, always rendered in UTC. */
  DateTime: { input: string; output: string; }
  /** Mailbox address. */
  EmailAddress: { input: string; output: string; }
  /** Any JSON value; used only where an upstream itself is schemaless. */
  JSON: { input: unknown; output: unknown; }
  /** An absolute URI. */
  URI: { input: string; output: string; }
};

/** An incident to be acknowledged. */
export type AcknowledgeIncidentInput = {
  /** A configured key; the default account without it. */
  account?: InputMaybe<Scalars['String']['input']>;
  /** E-mail of the PagerDuty user in whose name the change is made; the account’s configured one without it. Needed only where the gateway’s key is an account key. */
  actor?: InputMaybe<Scalars['EmailAddress']['input']>;
  /** Which incident. */
  incident: IncidentRef;
};

/** What became of acknowledgeIncident. */
export type AcknowledgeIncidentPayload = MutationPayload & {
  __typename?: 'AcknowledgeIncidentPayload';
  /** False when it was acknowledged already. */
  changed: Scalars['Boolean']['output'];
  /** The incident as it stands; null when refused. */
  incident?: Maybe<Incident>;
  /** Empty exactly when the mutation did what was asked. */
  userErrors: Array<UserError>;
};

/** Incidents to be acknowledged. */
export type AcknowledgeIncidentsInput = {
  /** A configured key; the default account without it. */
  account?: InputMaybe<Scalars['String']['input']>;
  /** E-mail of the PagerDuty user in whose name the change is made; the account’s configured one without it. Needed only where the gateway’s key is an account key. */
  actor?: InputMaybe<Scalars['EmailAddress']['input']>;
  /** Which incidents: 1 to 500. */
  incidents: Array<IncidentRef>;
};

/** What became of acknowledgeIncidents. */
export type AcknowledgeIncidentsPayload = MutationPayload & {
  __typename?: 'AcknowledgeIncidentsPayload';
  /** One per requested incident, in the order asked. */
  results: Array<IncidentResult>;
  /** Empty exactly when the mutation did what was asked. */
  userErrors: Array<UserError>;
};

/** That somebody took an incident. */
export type Acknowledgement = {
  __typename?: 'Acknowledgement';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Who. */
  by: Agent;
};

/** A note to be written on an incident. */
export type AddIncidentNoteInput = {
  /** A configured key; the default account without it. */
  account?: InputMaybe<Scalars['String']['input']>;
  /** E-mail of the PagerDuty user in whose name the change is made; the account’s configured one without it. Needed only where the gateway’s key is an account key. */
  actor?: InputMaybe<Scalars['EmailAddress']['input']>;
  /** What to write. */
  content: Scalars['String']['input'];
  /** Which incident. */
  incident: IncidentRef;
};

/** What became of addIncidentNote. */
export type AddIncidentNotePayload = MutationPayload & {
  __typename?: 'AddIncidentNotePayload';
  /** The incident it was written on; read only when selected. */
  incident?: Maybe<Incident>;
  /** The note; null when refused. */
  note?: Maybe<IncidentNote>;
  /** Empty exactly when the mutation did what was asked. */
  userErrors: Array<UserError>;
};

/** A policy that loses a destination when all PagerDuty destinations go. */
export type AffectedPolicy = {
  __typename?: 'AffectedPolicy';
  /** Whether nothing is left for it to deliver to: its alerts would reach nobody. */
  losesLastDestination: Scalars['Boolean']['output'];
  /** The policy. */
  policy: NotificationPolicy;
};

/** Whoever or whatever acted: a person, a service, an integration. */
export type Agent = {
  __typename?: 'Agent';
  /** What acted. */
  kind: AgentKind;
  /** Its name. */
  name?: Maybe<Scalars['String']['output']>;
  /** Its page in PagerDuty. */
  url?: Maybe<Scalars['URI']['output']>;
  /** The person; null when it was none. */
  user?: Maybe<PagerDutyUser>;
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

/** How many alerts an incident holds. */
export type AlertCounts = {
  __typename?: 'AlertCounts';
  /** All of them. */
  all: Scalars['Int']['output'];
  /** Those resolved. */
  resolved: Scalars['Int']['output'];
  /** Those still triggered. */
  triggered: Scalars['Int']['output'];
};

/** A configured Cloudflare account. */
export type CloudflareAccount = Node & {
  __typename?: 'CloudflareAccount';
  /** Cloudflare’s own id of the account. */
  cloudflareId: Scalars['String']['output'];
  /** The id of this object within the whole graph. */
  id: Scalars['ID']['output'];
  /** Name of this account in the gateway’s configuration. */
  key: Scalars['String']['output'];
  /** PagerDuty services that this account can notify, by name. */
  pagerDutyDestinations?: Maybe<PagerDutyDestinationConnection>;
  /** Whether the plan allows PagerDuty delivery, as Cloudflare reports it. */
  pagerDutyEligibility?: Maybe<DestinationEligibility>;
};


/** A configured Cloudflare account. */
export type CloudflareAccountPagerDutyDestinationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Where responders talk. */
export type ConferenceBridge = {
  __typename?: 'ConferenceBridge';
  /** Number to dial. */
  number?: Maybe<Scalars['String']['output']>;
  /** Address to open. */
  url?: Maybe<Scalars['URI']['output']>;
};

/** A connect token whose owner has signed in to PagerDuty. */
export type ConnectPagerDutyInput = {
  /** A configured key or Cloudflare’s own account id; the default account without it. */
  account?: InputMaybe<Scalars['String']['input']>;
  /** The token that createPagerDutyConnectToken gave. */
  token: Scalars['String']['input'];
};

/** What became of connectPagerDuty. */
export type ConnectPagerDutyPayload = MutationPayload & {
  __typename?: 'ConnectPagerDutyPayload';
  /** The id Cloudflare returns for the link. */
  connectionId?: Maybe<Scalars['String']['output']>;
  /** Destinations as they stand after linking; read only when selected. */
  destinations?: Maybe<Array<PagerDutyDestination>>;
  /** What Cloudflare said beside its answer. */
  messages: Array<UpstreamMessage>;
  /** Empty exactly when the mutation did what was asked. */
  userErrors: Array<UserError>;
};

/** Which account to make a connect token for. */
export type CreatePagerDutyConnectTokenInput = {
  /** A configured key or Cloudflare’s own account id; the default account without it. */
  account?: InputMaybe<Scalars['String']['input']>;
};

/** What became of createPagerDutyConnectToken. */
export type CreatePagerDutyConnectTokenPayload = MutationPayload & {
  __typename?: 'CreatePagerDutyConnectTokenPayload';
  /** Where a person signs in to PagerDuty and picks services; null when not configured. */
  consentUrl?: Maybe<Scalars['URI']['output']>;
  /** What Cloudflare said beside its answer. */
  messages: Array<UpstreamMessage>;
  /** A secret: whoever holds it can link a PagerDuty account. */
  token?: Maybe<Scalars['String']['output']>;
  /** Empty exactly when the mutation did what was asked. */
  userErrors: Array<UserError>;
};

/** The open incident with this key on this service, else the newest resolved one; the caller need not keep PagerDuty’s incident id. */
export type DedupRef = {
  /** The key it was triggered with: 1 to 255 characters. */
  dedupKey: Scalars['String']['input'];
  /** The service it happened on. */
  service: ServiceRef;
};

/** What the caller believes will be deleted. */
export type DeletePagerDutyDestinationsInput = {
  /** A configured key or Cloudflare’s own account id; the default account without it. */
  account?: InputMaybe<Scalars['String']['input']>;
  /** Report what would go and whether it would be refused; change nothing. */
  dryRun?: Scalars['Boolean']['input'];
  /** The ids the caller believes exist (global or Cloudflare’s own, with or without dashes). Anything else present: CONFIRMATION_REQUIRED and nothing is deleted. Ids already gone are fine. */
  expectedIds: Array<Scalars['ID']['input']>;
};

/** What became of deletePagerDutyDestinations. */
export type DeletePagerDutyDestinationsPayload = MutationPayload & {
  __typename?: 'DeletePagerDutyDestinationsPayload';
  /** Policies that lose a destination, and whether it was their last; read before the deletion. */
  affectedPolicies?: Maybe<Array<AffectedPolicy>>;
  /** Global ids; empty in a dry run and when refused. */
  deletedIds: Array<Scalars['ID']['output']>;
  /** What is there now; lets a refused caller confirm again. */
  destinations?: Maybe<Array<PagerDutyDestination>>;
  /** What Cloudflare said beside its answer. */
  messages: Array<UpstreamMessage>;
  /** Empty exactly when the mutation did what was asked. */
  userErrors: Array<UserError>;
};

/** Whether PagerDuty can be used as a destination. */
export type DestinationEligibility = {
  __typename?: 'DestinationEligibility';
  /** The account’s plan includes it. */
  eligible: Scalars['Boolean']['output'];
  /** False while in beta: policies can be made, delivery is not guaranteed. */
  ready: Scalars['Boolean']['output'];
};

/** What to do when an open incident with the same dedup key is there already. */
export type DuplicatePolicy =
  /** Answer DUPLICATE_INCIDENT. */
  | 'REFUSE'
  /** Answer the open incident, with created: false. */
  | 'RETURN_EXISTING';

/** Who is notified in which order until somebody acknowledges. */
export type EscalationPolicy = Node & {
  __typename?: 'EscalationPolicy';
  /** The id of this object within the whole graph. */
  id: Scalars['ID']['output'];
  /** The policy’s name. */
  name?: Maybe<Scalars['String']['output']>;
  /** PagerDuty’s own id. */
  pagerDutyId: Scalars['String']['output'];
  /** The policy’s page in PagerDuty. */
  url?: Maybe<Scalars['URI']['output']>;
};

/** An escalation policy: by this gateway’s id or by PagerDuty’s own. */
export type EscalationPolicyRef =
  /** This gateway’s global id. */
  { id: Scalars['ID']['input']; pagerDutyId?: never; }
  |  /** PagerDuty’s own id. */
  { id?: never; pagerDutyId: Scalars['String']['input']; };

/** Something that needs people, on a PagerDuty service. */
export type Incident = Node & {
  __typename?: 'Incident';
  /** The account it belongs to. */
  account: PagerDutyAccount;
  /** Who has taken it; empty when triggered or resolved. */
  acknowledgements: Array<Acknowledgement>;
  /** How many alerts it holds. */
  alertCounts?: Maybe<AlertCounts>;
  /** Whom it is assigned to now; nobody once it is resolved. */
  assignees: Array<PagerDutyUser>;
  /** Where its responders talk. */
  conferenceBridge?: Maybe<ConferenceBridge>;
  /** When it was first triggered. */
  createdAt: Scalars['DateTime']['output'];
  /** De-duplication key (incident_key upstream); null on incidents built from alerts, whose alerts carry it. */
  dedupKey?: Maybe<Scalars['String']['output']>;
  /** Who is notified in which order. */
  escalationPolicy?: Maybe<EscalationPolicy>;
  /** The id of this object within the whole graph. */
  id: Scalars['ID']['output'];
  /** Incident type name; incident_default unless the account defines others. */
  incidentType?: Maybe<Scalars['String']['output']>;
  /** Whether it can be merged into another: it has alerts, or was made by hand. */
  isMergeable?: Maybe<Scalars['Boolean']['output']>;
  /** When its status last changed. */
  lastStatusChangeAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who changed its status last. */
  lastStatusChangeBy?: Maybe<Agent>;
  /** The number people say aloud, unique in the account. */
  number: Scalars['Int']['output'];
  /** PagerDuty’s own id. */
  pagerDutyId: Scalars['String']['output'];
  /** What PagerDuty will do by itself and when: escalate, unacknowledge, resolve, change urgency. */
  pendingActions: Array<PendingAction>;
  /** How important it is; null when it has no priority. */
  priority?: Maybe<Priority>;
  /** When it was resolved; null while it is open. */
  resolvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The service it happened on. */
  service?: Maybe<PagerDutyService>;
  /** When it goes back to triggered by itself. PagerDuty does not tell a snooze from an acknowledgement’s time-out. */
  snoozedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands. */
  status: IncidentStatus;
  /** The teams it concerns. */
  teams: Array<Team>;
  /** What is wrong, in one line. */
  title: Scalars['String']['output'];
  /** When anything about it last changed. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How loudly people are notified. */
  urgency: Urgency;
  /** The incident’s page in PagerDuty. */
  url?: Maybe<Scalars['URI']['output']>;
};

/** A page of incidents. */
export type IncidentConnection = {
  __typename?: 'IncidentConnection';
  /** The entries with their cursors. */
  edges: Array<IncidentEdge>;
  /** The entries without their cursors. */
  nodes: Array<Incident>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many there are in all. Asked of the upstream only when selected (a slower call); null when it cannot say. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One of the incidents and its place in the list. */
export type IncidentEdge = {
  __typename?: 'IncidentEdge';
  /** Its place in this list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The object itself. */
  node: Incident;
};

/** Without createdSince and createdUntil: all time, however old (PagerDuty’s own default hides what is older than a month). Different filters are combined with AND, values of one filter with OR. */
export type IncidentFilter = {
  /** Assigned now to one of these people; PagerDuty never returns resolved incidents for it, so it is refused together with RESOLVED. */
  assignees?: InputMaybe<Array<UserRef>>;
  /** First triggered at or after this instant. */
  createdSince?: InputMaybe<Scalars['DateTime']['input']>;
  /** First triggered before this instant; now when left out. */
  createdUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** With this de-duplication key, on the incident or on one of its alerts: 1 to 255 characters. */
  dedupKey?: InputMaybe<Scalars['String']['input']>;
  /** On one of these services. */
  services?: InputMaybe<Array<ServiceRef>>;
  /** In one of these states. */
  statuses?: InputMaybe<Array<IncidentStatus>>;
  /** Of one of these teams. */
  teams?: InputMaybe<Array<TeamRef>>;
  /** Of one of these urgencies. */
  urgencies?: InputMaybe<Array<Urgency>>;
};

/** Something a person wrote on an incident. */
export type IncidentNote = {
  __typename?: 'IncidentNote';
  /** Who wrote it. */
  author?: Maybe<Agent>;
  /** What was written. */
  content: Scalars['String']['output'];
  /** When it was written. */
  createdAt: Scalars['DateTime']['output'];
  /** The id of this object within the whole graph. */
  id: Scalars['ID']['output'];
  /** PagerDuty’s own id. */
  pagerDutyId: Scalars['String']['output'];
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
  /** By the caller’s own dedup key. */
  { dedup: DedupRef; id?: never; number?: never; pagerDutyId?: never; }
  |  /** This gateway’s global id. */
  { dedup?: never; id: Scalars['ID']['input']; number?: never; pagerDutyId?: never; }
  |  /** The one people say aloud, #1234. */
  { dedup?: never; id?: never; number: Scalars['Int']['input']; pagerDutyId?: never; }
  |  /** PagerDuty’s own id. */
  { dedup?: never; id?: never; number?: never; pagerDutyId: Scalars['String']['input']; };

/** What became of one incident of a bulk mutation. */
export type IncidentResult = {
  __typename?: 'IncidentResult';
  /** False when it was in that state already, or nothing was done. */
  changed: Scalars['Boolean']['output'];
  /** The incident as it stands; null when nothing was done. */
  incident?: Maybe<Incident>;
  /** Its place in `incidents`, from 0. */
  index: Scalars['Int']['output'];
  /** Empty exactly when this incident is in the wanted state. */
  userErrors: Array<UserError>;
};

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

export type Mutation = {
  __typename?: 'Mutation';
  /** Does not reopen: the status is read first, and acknowledging a resolved incident is a CONFLICT (one resolved in the milliseconds between may still be reopened). Already acknowledged counts as done (changed: false). */
  acknowledgeIncident?: Maybe<AcknowledgeIncidentPayload>;
  /** Acknowledges 1 to 500 incidents, each as acknowledgeIncident does; ends within 14 seconds. */
  acknowledgeIncidents?: Maybe<AcknowledgeIncidentsPayload>;
  /** Writes a note that everybody on the incident sees. Sent twice, it stands there twice. */
  addIncidentNote?: Maybe<AddIncidentNotePayload>;
  /** Step 2 of 2. Links PagerDuty to the Cloudflare account with that token. Upstream this is a GET, yet it changes state: sent again only when it surely was not executed. */
  connectPagerDuty?: Maybe<ConnectPagerDutyPayload>;
  /** Step 1 of 2. Asks Cloudflare for an integration token; a person must then sign in to PagerDuty and pick services. Not idempotent. */
  createPagerDutyConnectToken?: Maybe<CreatePagerDutyConnectTokenPayload>;
  /** Removes EVERY PagerDuty destination of the account; Cloudflare offers no way to remove one. */
  deletePagerDutyDestinations?: Maybe<DeletePagerDutyDestinationsPayload>;
  /** Already resolved counts as done (changed: false). */
  resolveIncident?: Maybe<ResolveIncidentPayload>;
  /** Resolves 1 to 500 incidents, each as resolveIncident does; ends within 14 seconds. */
  resolveIncidents?: Maybe<ResolveIncidentsPayload>;
  /** Makes an incident; people are notified at once. Always sent under a dedup key. */
  triggerIncident?: Maybe<TriggerIncidentPayload>;
};


export type MutationAcknowledgeIncidentArgs = {
  input: AcknowledgeIncidentInput;
};


export type MutationAcknowledgeIncidentsArgs = {
  input: AcknowledgeIncidentsInput;
};


export type MutationAddIncidentNoteArgs = {
  input: AddIncidentNoteInput;
};


export type MutationConnectPagerDutyArgs = {
  input: ConnectPagerDutyInput;
};


export type MutationCreatePagerDutyConnectTokenArgs = {
  input: CreatePagerDutyConnectTokenInput;
};


export type MutationDeletePagerDutyDestinationsArgs = {
  input: DeletePagerDutyDestinationsInput;
};


export type MutationResolveIncidentArgs = {
  input: ResolveIncidentInput;
};


export type MutationResolveIncidentsArgs = {
  input: ResolveIncidentsInput;
};


export type MutationTriggerIncidentArgs = {
  input: TriggerIncidentInput;
};

/** What every mutation answers. */
export type MutationPayload = {
  /** Empty exactly when the mutation did what was asked. */
  userErrors: Array<UserError>;
};

/** Anything that can be read again by its id. Ids are URIs such as pagerduty://main/Incident/PT4KHLK (upstream, configured account, type, upstream id). Treat them as opaque. */
export type Node = {
  /** The id of this object within the whole graph. */
  id: Scalars['ID']['output'];
};

/** A Cloudflare notification policy: which alert is told to whom. */
export type NotificationPolicy = Node & {
  __typename?: 'NotificationPolicy';
  /** How long until it may alert again, e.g. 30m. */
  alertInterval?: Maybe<Scalars['String']['output']>;
  /** An open set: Cloudflare adds alert types often, so this is text and not an enum. */
  alertType: Scalars['String']['output'];
  /** Cloudflare’s own id. */
  cloudflareId: Scalars['String']['output'];
  /** When it was made. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is for, in its owners’ words. */
  description?: Maybe<Scalars['String']['output']>;
  /** E-mail addresses it delivers to, sorted. */
  emails: Array<Scalars['String']['output']>;
  /** Whether it delivers anything now. */
  enabled?: Maybe<Scalars['Boolean']['output']>;
  /** What the alert is narrowed to (zones, pools, statuses …), by Cloudflare’s filter key. */
  filters?: Maybe<Scalars['JSON']['output']>;
  /** The id of this object within the whole graph. */
  id: Scalars['ID']['output'];
  /** When it was last changed. */
  modifiedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The policy’s name. */
  name?: Maybe<Scalars['String']['output']>;
  /** Cloudflare’s ids of the webhooks it delivers to, sorted. */
  webhookIds: Array<Scalars['String']['output']>;
};

/** Which end comes first. */
export type OrderDirection =
  /** Smallest or oldest first. */
  | 'ASC'
  /** Largest or newest first. */
  | 'DESC';

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last entry, to be given as `after` for the next page; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether the list goes on after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether something stands before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first entry; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A configured PagerDuty account. */
export type PagerDutyAccount = Node & {
  __typename?: 'PagerDutyAccount';
  /** The id of this object within the whole graph. */
  id: Scalars['ID']['output'];
  /** Name of this account in the gateway’s configuration. */
  key: Scalars['String']['output'];
  /** PagerDuty’s service region of the account. */
  region: PagerDutyRegion;
};

/** A PagerDuty service that Cloudflare can notify. */
export type PagerDutyDestination = Node & {
  __typename?: 'PagerDutyDestination';
  /** The Cloudflare account it is connected to. */
  account: CloudflareAccount;
  /** Cloudflare’s own id; it is not PagerDuty’s id of the service. */
  cloudflareId: Scalars['String']['output'];
  /** The id of this object within the whole graph. */
  id: Scalars['ID']['output'];
  /** Name of the PagerDuty service when it was connected. */
  name?: Maybe<Scalars['String']['output']>;
};

/** A page of PagerDuty destinations. */
export type PagerDutyDestinationConnection = {
  __typename?: 'PagerDutyDestinationConnection';
  /** The entries with their cursors. */
  edges: Array<PagerDutyDestinationEdge>;
  /** The entries without their cursors. */
  nodes: Array<PagerDutyDestination>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many there are in all. Asked of the upstream only when selected (a slower call); null when it cannot say. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One of the PagerDuty destinations and its place in the list. */
export type PagerDutyDestinationEdge = {
  __typename?: 'PagerDutyDestinationEdge';
  /** Its place in this list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The object itself. */
  node: PagerDutyDestination;
};

/** Where a PagerDuty account lives. */
export type PagerDutyRegion =
  /** Another address, set by the operator: a proxy, a test or the sandbox. */
  | 'CUSTOM'
  /** api.eu.pagerduty.com */
  | 'EU'
  /** api.pagerduty.com */
  | 'US';

/** A PagerDuty service: what incidents happen on. */
export type PagerDutyService = Node & {
  __typename?: 'PagerDutyService';
  /** What the service is, in its owners’ words. */
  description?: Maybe<Scalars['String']['output']>;
  /** Who is notified of its incidents. */
  escalationPolicy?: Maybe<EscalationPolicy>;
  /** The id of this object within the whole graph. */
  id: Scalars['ID']['output'];
  /** The service’s name. */
  name?: Maybe<Scalars['String']['output']>;
  /** PagerDuty’s own id. */
  pagerDutyId: Scalars['String']['output'];
  /** How the service is now. */
  status: ServiceStatus;
  /** The teams that own it. */
  teams?: Maybe<Array<Team>>;
  /** The service’s page in PagerDuty. */
  url?: Maybe<Scalars['URI']['output']>;
};

/** A page of services. */
export type PagerDutyServiceConnection = {
  __typename?: 'PagerDutyServiceConnection';
  /** The entries with their cursors. */
  edges: Array<PagerDutyServiceEdge>;
  /** The entries without their cursors. */
  nodes: Array<PagerDutyService>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many there are in all. Asked of the upstream only when selected (a slower call); null when it cannot say. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One of the services and its place in the list. */
export type PagerDutyServiceEdge = {
  __typename?: 'PagerDutyServiceEdge';
  /** Its place in this list, for `after`. */
  cursor: Scalars['String']['output'];
  /** The object itself. */
  node: PagerDutyService;
};

/** A person in PagerDuty. */
export type PagerDutyUser = Node & {
  __typename?: 'PagerDutyUser';
  /** The person’s picture. Needs the full user. */
  avatarUrl?: Maybe<Scalars['URI']['output']>;
  /** Needs the full user; the rest comes with the reference. */
  email?: Maybe<Scalars['EmailAddress']['output']>;
  /** The id of this object within the whole graph. */
  id: Scalars['ID']['output'];
  /** The person’s name. */
  name?: Maybe<Scalars['String']['output']>;
  /** PagerDuty’s own id. */
  pagerDutyId: Scalars['String']['output'];
  /** IANA name of the person’s time zone. Needs the full user. */
  timeZone?: Maybe<Scalars['String']['output']>;
  /** The person’s page in PagerDuty. */
  url?: Maybe<Scalars['URI']['output']>;
};

/** Something PagerDuty will do by itself. */
export type PendingAction = {
  __typename?: 'PendingAction';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** What it will do. */
  kind: PendingActionKind;
};

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

/** How important an incident is, by the account’s own scheme. */
export type Priority = {
  __typename?: 'Priority';
  /** Six hex digits after a #; null when PagerDuty gives none. */
  color?: Maybe<Scalars['String']['output']>;
  /** The id of this object within the whole graph. */
  id: Scalars['ID']['output'];
  /** The priority’s name, e.g. P1. */
  name?: Maybe<Scalars['String']['output']>;
  /** PagerDuty’s own id. */
  pagerDutyId: Scalars['String']['output'];
};

/** A priority: by this gateway’s id, by PagerDuty’s own, or by name. */
export type PriorityRef =
  /** This gateway’s global id. */
  { id: Scalars['ID']['input']; name?: never; pagerDutyId?: never; }
  |  /** The whole name, e.g. P1; of several with one name the most important is taken. */
  { id?: never; name: Scalars['String']['input']; pagerDutyId?: never; }
  |  /** PagerDuty’s own id. */
  { id?: never; name?: never; pagerDutyId: Scalars['String']['input']; };

export type Query = {
  __typename?: 'Query';
  /** A configured Cloudflare account; the default one when key is omitted; null when there is none by that key. */
  cloudflareAccount?: Maybe<CloudflareAccount>;
  /** Null when PagerDuty has no such incident. */
  incident?: Maybe<Incident>;
  /** The incidents of an account, newest first unless told otherwise. PagerDuty lists the first 10000. */
  incidents?: Maybe<IncidentConnection>;
  /** PagerDuty services that Cloudflare can notify, by name. */
  pagerDutyDestinations?: Maybe<PagerDutyDestinationConnection>;
  /** Null when PagerDuty has no such service. */
  service?: Maybe<PagerDutyService>;
  /** The services of an account, by name. */
  services?: Maybe<PagerDutyServiceConnection>;
};


export type QueryCloudflareAccountArgs = {
  key?: InputMaybe<Scalars['String']['input']>;
};


export type QueryIncidentArgs = {
  account?: InputMaybe<Scalars['String']['input']>;
  by: IncidentRef;
};


export type QueryIncidentsArgs = {
  account?: InputMaybe<Scalars['String']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<IncidentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<IncidentOrder>>;
};


export type QueryPagerDutyDestinationsArgs = {
  account?: InputMaybe<Scalars['String']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryServiceArgs = {
  account?: InputMaybe<Scalars['String']['input']>;
  by: ServiceRef;
};


export type QueryServicesArgs = {
  account?: InputMaybe<Scalars['String']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
};

/** An incident to be resolved. */
export type ResolveIncidentInput = {
  /** A configured key; the default account without it. */
  account?: InputMaybe<Scalars['String']['input']>;
  /** E-mail of the PagerDuty user in whose name the change is made; the account’s configured one without it. Needed only where the gateway’s key is an account key. */
  actor?: InputMaybe<Scalars['EmailAddress']['input']>;
  /** Which incident. */
  incident: IncidentRef;
  /** Added to the incident as a visible note before resolving. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** Stored on the resolve log entry; PagerDuty does not show it on the incident. */
  resolution?: InputMaybe<Scalars['String']['input']>;
};

/** What became of resolveIncident. */
export type ResolveIncidentPayload = MutationPayload & {
  __typename?: 'ResolveIncidentPayload';
  /** False when it was resolved already; told to the second. */
  changed: Scalars['Boolean']['output'];
  /** The incident as it stands; null when refused. */
  incident?: Maybe<Incident>;
  /** The note, when one was asked for and written. */
  note?: Maybe<IncidentNote>;
  /** Empty exactly when the mutation did what was asked. */
  userErrors: Array<UserError>;
};

/** Incidents to be resolved. */
export type ResolveIncidentsInput = {
  /** A configured key; the default account without it. */
  account?: InputMaybe<Scalars['String']['input']>;
  /** E-mail of the PagerDuty user in whose name the change is made; the account’s configured one without it. Needed only where the gateway’s key is an account key. */
  actor?: InputMaybe<Scalars['EmailAddress']['input']>;
  /** Which incidents: 1 to 500. */
  incidents: Array<IncidentRef>;
  /** Stored on each resolve log entry. */
  resolution?: InputMaybe<Scalars['String']['input']>;
};

/** What became of resolveIncidents. */
export type ResolveIncidentsPayload = MutationPayload & {
  __typename?: 'ResolveIncidentsPayload';
  /** One per requested incident, in the order asked. */
  results: Array<IncidentResult>;
  /** Empty exactly when the mutation did what was asked. */
  userErrors: Array<UserError>;
};

/** A PagerDuty service: by this gateway’s id or by PagerDuty’s own. */
export type ServiceRef =
  /** This gateway’s global id. */
  { id: Scalars['ID']['input']; pagerDutyId?: never; }
  |  /** PagerDuty’s own id. */
  { id?: never; pagerDutyId: Scalars['String']['input']; };

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

/** A PagerDuty team. */
export type Team = Node & {
  __typename?: 'Team';
  /** The id of this object within the whole graph. */
  id: Scalars['ID']['output'];
  /** The team’s name. */
  name?: Maybe<Scalars['String']['output']>;
  /** PagerDuty’s own id. */
  pagerDutyId: Scalars['String']['output'];
  /** The team’s page in PagerDuty. */
  url?: Maybe<Scalars['URI']['output']>;
};

/** A PagerDuty team: by this gateway’s id or by PagerDuty’s own. */
export type TeamRef =
  /** This gateway’s global id. */
  { id: Scalars['ID']['input']; pagerDutyId?: never; }
  |  /** PagerDuty’s own id. */
  { id?: never; pagerDutyId: Scalars['String']['input']; };

/** A value for one {NAME} of a title. */
export type TitleValue = {
  /** Upper-case letters, digits, underscore. */
  name: Scalars['String']['input'];
  /** What stands in its place; taken as it is. */
  value: Scalars['String']['input'];
};

/** An incident to be. */
export type TriggerIncidentInput = {
  /** A configured key; the default account without it. */
  account?: InputMaybe<Scalars['String']['input']>;
  /** E-mail of the PagerDuty user in whose name the change is made; the account’s configured one without it. Needed only where the gateway’s key is an account key. */
  actor?: InputMaybe<Scalars['EmailAddress']['input']>;
  /** 1 to 255 characters. PagerDuty refuses a second open incident with the same key on the same service. Without one the gateway makes a key, so that an unknown outcome can be looked up. */
  dedupKey?: InputMaybe<Scalars['String']['input']>;
  /** The incident’s body, as plain text. */
  details?: InputMaybe<Scalars['String']['input']>;
  /** Incident type name; incident_default without it. */
  incidentType?: InputMaybe<Scalars['String']['input']>;
  /** What to do when an open incident with this dedupKey is there already. */
  onDuplicate?: DuplicatePolicy;
  /** None without it. */
  priority?: InputMaybe<PriorityRef>;
  /** The service it happens on. */
  service: ServiceRef;
  /** Whom to notify; the service’s escalation policy without it. Assigned to the actor, it begins acknowledged. */
  target?: InputMaybe<TriggerTarget>;
  /** What is wrong, in one line. With titleValues, each {NAME} is replaced by its value once; a name without a value stays as it is, so that a typo never stops a page. */
  title: Scalars['String']['input'];
  /** Lets a monitoring tool send one fixed document, e.g. "Alert {ACTION} for {MSG} at {TIME}". */
  titleValues?: InputMaybe<Array<TitleValue>>;
  /** By the service’s own rule without it. */
  urgency?: InputMaybe<Urgency>;
};

/** What became of triggerIncident. */
export type TriggerIncidentPayload = MutationPayload & {
  __typename?: 'TriggerIncidentPayload';
  /** False when RETURN_EXISTING found one; null when an answer was lost and it cannot be told. */
  created?: Maybe<Scalars['Boolean']['output']>;
  /** The incident, made or found; null when refused. */
  incident?: Maybe<Incident>;
  /** Empty exactly when the mutation did what was asked. */
  userErrors: Array<UserError>;
};

/** PagerDuty takes one assignee or an escalation policy, not both. */
export type TriggerTarget =
  /** One person. */
  { assignee: UserRef; escalationPolicy?: never; }
  |  /** Another escalation policy than the service’s. */
  { assignee?: never; escalationPolicy: EscalationPolicyRef; };

/** The REST APIs behind this graph. */
export type Upstream =
  /** Cloudflare Alerting v3. */
  | 'CLOUDFLARE'
  /** PagerDuty REST API v2. */
  | 'PAGERDUTY';

/** An upstream’s refusal in one shape, whatever envelope it came in. */
export type UpstreamFault = {
  __typename?: 'UpstreamFault';
  /** Every entry of the upstream’s own error list, in its order: Cloudflare’s errors[] (chains flattened), PagerDuty’s error.code + message, then each of its errors[]. */
  errors: Array<UpstreamMessage>;
  /** The HTTP status it answered. */
  httpStatus: Scalars['Int']['output'];
  /** Cloudflare’s messages[]; empty for PagerDuty. */
  messages: Array<UpstreamMessage>;
  /** The upstream’s id of the request, for its support. */
  requestId?: Maybe<Scalars['String']['output']>;
  /** Which upstream refused. */
  upstream: Upstream;
};

/** An upstream’s own code and words, verbatim but clipped and stripped of secrets. */
export type UpstreamMessage = {
  __typename?: 'UpstreamMessage';
  /** The upstream’s own code, where it gave one. */
  code?: Maybe<Scalars['Int']['output']>;
  /** Where the upstream documents it. */
  documentationUrl?: Maybe<Scalars['URI']['output']>;
  /** The upstream’s own words. */
  message: Scalars['String']['output'];
  /** What it concerns, as the upstream points at it. */
  pointer?: Maybe<Scalars['String']['output']>;
};

/** How loudly people are notified. */
export type Urgency =
  /** Wakes people up. */
  | 'HIGH'
  /** Can wait. */
  | 'LOW'
  /** A value newer than this gateway; as input it is refused. */
  | 'UNKNOWN';

/** An expected refusal the caller can act on. */
export type UserError = {
  __typename?: 'UserError';
  /** What kind of refusal it is. */
  code: UserErrorCode;
  /** Path inside the arguments, e.g. ["input", "service", "id"]; null when it concerns no single field. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** One English sentence, safe to show. */
  message: Scalars['String']['output'];
  /** Present when an upstream refused; null when the gateway did. */
  upstream?: Maybe<UpstreamFault>;
};

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
  /** The user’s e-mail, whole; looked up in PagerDuty. */
  { email: Scalars['EmailAddress']['input']; id?: never; pagerDutyId?: never; }
  |  /** This gateway’s global id. */
  { email?: never; id: Scalars['ID']['input']; pagerDutyId?: never; }
  |  /** PagerDuty’s own id. */
  { email?: never; id?: never; pagerDutyId: Scalars['String']['input']; };

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


export const AcknowledgeIncidentDocument = new TypedDocumentString(`
    mutation AcknowledgeIncident($input: AcknowledgeIncidentInput!) {
  acknowledgeIncident(input: $input) {
    changed
    incident {
      number
      status
      acknowledgements {
        at
        by {
          name
        }
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `);
export const AcknowledgeIncidentsDocument = new TypedDocumentString(`
    mutation AcknowledgeIncidents($input: AcknowledgeIncidentsInput!) {
  acknowledgeIncidents(input: $input) {
    results {
      index
      changed
      incident {
        number
        status
      }
      userErrors {
        code
        message
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `);
export const AddIncidentNoteDocument = new TypedDocumentString(`
    mutation AddIncidentNote($input: AddIncidentNoteInput!) {
  addIncidentNote(input: $input) {
    note {
      content
      author {
        name
      }
      createdAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `);
export const ConnectPagerDutyDocument = new TypedDocumentString(`
    mutation ConnectPagerDuty($token: String!) {
  connectPagerDuty(input: {token: $token}) {
    connectionId
    destinations {
      id
      name
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `);
export const CreateConnectTokenDocument = new TypedDocumentString(`
    mutation CreateConnectToken {
  createPagerDutyConnectToken(input: {}) {
    token
    consentUrl
    userErrors {
      code
      message
    }
  }
}
    `);
export const DeleteDestinationsDocument = new TypedDocumentString(`
    mutation DeleteDestinations($expectedIds: [ID!]!, $dryRun: Boolean! = true) {
  deletePagerDutyDestinations(input: {expectedIds: $expectedIds, dryRun: $dryRun}) {
    deletedIds
    destinations {
      id
      name
    }
    affectedPolicies {
      losesLastDestination
      policy {
        name
        alertType
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `);
export const GetCloudflareAccountDocument = new TypedDocumentString(`
    query GetCloudflareAccount {
  cloudflareAccount {
    id
    key
    cloudflareId
    pagerDutyEligibility {
      eligible
      ready
    }
    pagerDutyDestinations {
      nodes {
        name
      }
    }
  }
}
    `);
export const GetIncidentDocument = new TypedDocumentString(`
    query GetIncident($by: IncidentRef!) {
  incident(by: $by) {
    id
    pagerDutyId
    number
    title
    status
    urgency
    dedupKey
    url
    incidentType
    isMergeable
    createdAt
    updatedAt
    lastStatusChangeAt
    lastStatusChangeBy {
      kind
      name
    }
    resolvedAt
    snoozedUntil
    alertCounts {
      all
      triggered
      resolved
    }
    pendingActions {
      kind
      at
    }
    conferenceBridge {
      number
      url
    }
    acknowledgements {
      at
      by {
        name
      }
    }
    assignees {
      name
      email
    }
    service {
      id
      name
      status
    }
    escalationPolicy {
      name
    }
    priority {
      name
      color
    }
    teams {
      name
    }
    account {
      key
      region
    }
  }
}
    `);
export const GetServiceDocument = new TypedDocumentString(`
    query GetService($by: ServiceRef!) {
  service(by: $by) {
    id
    name
    description
    status
    url
  }
}
    `);
export const ListDestinationsDocument = new TypedDocumentString(`
    query ListDestinations($account: String, $first: Int, $after: String) {
  pagerDutyDestinations(account: $account, first: $first, after: $after) {
    totalCount
    nodes {
      id
      cloudflareId
      name
      account {
        key
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `);
export const ListIncidentsDocument = new TypedDocumentString(`
    query ListIncidents($filter: IncidentFilter, $orderBy: [IncidentOrder!], $first: Int, $after: String) {
  incidents(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    nodes {
      id
      number
      title
      status
      urgency
      createdAt
      service {
        name
      }
      assignees {
        name
        email
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `);
export const ListServicesDocument = new TypedDocumentString(`
    query ListServices($query: String, $first: Int, $after: String) {
  services(query: $query, first: $first, after: $after) {
    totalCount
    nodes {
      id
      pagerDutyId
      name
      status
      escalationPolicy {
        name
      }
      teams {
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `);
export const OverviewDocument = new TypedDocumentString(`
    query Overview {
  incidents(first: 10, filter: {statuses: [TRIGGERED, ACKNOWLEDGED]}) {
    nodes {
      number
      title
      status
      urgency
      createdAt
      service {
        name
      }
      assignees {
        name
      }
    }
  }
  cloudflareAccount {
    pagerDutyEligibility {
      eligible
      ready
    }
    pagerDutyDestinations {
      nodes {
        name
      }
    }
  }
}
    `);
export const ResolveIncidentDocument = new TypedDocumentString(`
    mutation ResolveIncident($input: ResolveIncidentInput!) {
  resolveIncident(input: $input) {
    changed
    note {
      content
    }
    incident {
      number
      status
      resolvedAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `);
export const ResolveIncidentsDocument = new TypedDocumentString(`
    mutation ResolveIncidents($input: ResolveIncidentsInput!) {
  resolveIncidents(input: $input) {
    results {
      index
      changed
      incident {
        number
        status
      }
      userErrors {
        code
        message
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `);
export const SendMonitoringAlertDocument = new TypedDocumentString(`
    mutation SendMonitoringAlert($values: [TitleValue!]!, $actor: EmailAddress) {
  triggerIncident(
    input: {service: {pagerDutyId: "PSVC001"}, title: "Alert {ACTION} for {MSG} at {TIME}", titleValues: $values, actor: $actor}
  ) {
    incident {
      id
      title
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `);
export const TriggerIncidentDocument = new TypedDocumentString(`
    mutation TriggerIncident($input: TriggerIncidentInput!) {
  triggerIncident(input: $input) {
    created
    incident {
      id
      pagerDutyId
      number
      status
      title
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `);
export type Requester<C = {}> = <R, V>(doc: string, vars?: V, options?: C) => Promise<R> | AsyncIterable<R>
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