/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocument } from '../../client/client.js';

/** Way by which an event reached this gateway. */
export type EventSource =
  /** A mutation that this gateway sent. */
  | 'GATEWAY'
  /** A regular read of PagerDuty’s log entries and open incidents. */
  | 'POLL'
  /** A webhook of PagerDuty. */
  | 'WEBHOOK';

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
  | 'INCIDENTS_WRITE';

/** Notification urgency. */
export type Urgency =
  /** Requires an immediate response. */
  | 'HIGH'
  /** Can wait. */
  | 'LOW'
  /** A value newer than this gateway. Output only: as input it is rejected. */
  | 'UNKNOWN';

export type FreshnessQueryVariables = Exact<{
  account?: string | null | undefined;
}>;


export type FreshnessQuery = { pagerDutyAccount: { live: { source: EventSource | null, maxLagSeconds: number | null, lastEventAt: string | null } } | null };

export type OpenIncidentsSubscriptionVariables = Exact<{
  account?: string | null | undefined;
}>;


export type OpenIncidentsSubscription = { openIncidents: { isSnapshot: boolean, totalCount: number, removedIds: Array<string>, upserted: Array<{ id: string, number: number, title: string, status: IncidentStatus, urgency: Urgency, createdAt: string, updatedAt: string | null, service: { id: string, name: string | null } | null, assignees: Array<{ id: string, name: string | null }>, acknowledgements: Array<{ at: string, by: { name: string | null } }>, escalationPolicy: { id: string, name: string | null } | null, pendingActions: Array<{ kind: PendingActionKind, at: string }>, priority: { name: string | null } | null, teams: Array<{ id: string, name: string | null }> }>, live: { source: EventSource | null, maxLagSeconds: number | null, lastEventAt: string | null } } };

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { viewer: { name: string, email: string | null, scopes: Array<Scope>, pagerDutyAccounts: Array<{ key: string, region: PagerDutyRegion }>, cloudflareAccounts: Array<{ key: string }> } };

/** How fresh the live list of an account is. */
export const freshnessDocument: TypedDocument<FreshnessQuery, FreshnessQueryVariables> = "query Freshness($account:String){pagerDutyAccount(key:$account){live{source maxLagSeconds lastEventAt}}}";

/** The open incidents as a live list, with what happens next to each. */
export const openIncidentsDocument: TypedDocument<OpenIncidentsSubscription, OpenIncidentsSubscriptionVariables> = "subscription OpenIncidents($account:String){openIncidents(account:$account){isSnapshot totalCount upserted{id number title status urgency createdAt updatedAt service{id name}assignees{id name}acknowledgements{at by{name}}escalationPolicy{id name}pendingActions{kind at}priority{name}teams{id name}}removedIds live{source maxLagSeconds lastEventAt}}}";

/** Who uses the board, with which permissions, and which accounts there are. */
export const sessionDocument: TypedDocument<SessionQuery, SessionQueryVariables> = "query Session{viewer{name email scopes pagerDutyAccounts{key region}cloudflareAccounts{key}}}";
