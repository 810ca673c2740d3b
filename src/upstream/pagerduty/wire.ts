import type { TimeEstimate } from './pagerduty-clock.js';
/**
 * PagerDuty's objects with the fields that the graph shows; optional and nullable as documented and as observed
 * (docs/upstream-quirks.md, sections on PagerDuty). Unknown fields are ignored; times are ISO 8601 text.
 */

/** Every embedded object; `include[]` expands it to the full object, whose `type` then lacks `_reference`. */
export interface WireReference {
  readonly id: string;
  readonly type: string;
  readonly summary?: string | null;
  readonly html_url?: string | null;
}

export interface WireService extends WireReference {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly status?: string | null;
  readonly escalation_policy?: WireReference | null;
  readonly teams?: readonly WireReference[] | null;
}

export interface WireUser extends WireReference {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly time_zone?: string | null;
  readonly avatar_url?: string | null;
}

export interface WirePriority extends WireReference {
  readonly name?: string | null;
  /** In no specification; hex digits without `#` (docs/upstream-quirks.md, quirk 119). */
  readonly color?: string | null;
}

/** Somebody who was requested to help with an incident. */
export interface WireResponder {
  /** `pending`, `joined` (`accepted` in webhooks), `declined` or `user_cancelled`. */
  readonly state?: string | null;
  readonly user?: WireReference | null;
  readonly message?: string | null;
  readonly requester?: WireReference | null;
  readonly requested_at?: string | null;
  readonly updated_at?: string | null;
}

export interface WireIncident {
  readonly id: string;
  readonly type: string;
  readonly summary?: string | null;
  readonly html_url?: string | null | undefined;
  readonly incident_number: number;
  readonly title: string;
  readonly created_at: string;
  readonly updated_at?: string | null;
  readonly status: string;
  readonly urgency: string;
  readonly incident_key?: string | null;
  readonly service?: WireService | null;
  readonly assignments?: readonly { readonly at: string; readonly assignee: WireUser }[] | null;
  readonly last_status_change_at?: string | null;
  readonly last_status_change_by?: WireReference | null;
  readonly resolved_at?: string | null;
  readonly alert_counts?: {
    readonly all?: number | null;
    readonly triggered?: number | null;
    readonly resolved?: number | null;
  } | null;
  readonly is_mergeable?: boolean | null;
  readonly incident_type?: { readonly name?: string | null } | null;
  readonly escalation_policy?: WireReference | null;
  readonly teams?: readonly WireReference[] | null;
  readonly pending_actions?: readonly { readonly type: string; readonly at: string }[] | null;
  readonly acknowledgements?: readonly { readonly at: string; readonly acknowledger: WireReference }[] | null;
  readonly priority?: WirePriority | null;
  readonly conference_bridge?: {
    /** A long integer in some responses. */
    readonly conference_number?: string | bigint | null;
    readonly conference_url?: string | null;
  } | null;
  /** Set when it was merged into another. */
  readonly resolve_reason?: { readonly type?: string | null; readonly incident?: WireReference | null } | null;
  readonly incidents_responders?: readonly WireResponder[] | null;
  /** Only with `include[]=body`; `details` are an object or text. */
  readonly body?: { readonly details?: unknown } | null;
}

/** The incident in the response to a write; only its id is certain. */
export type WrittenIncident = Pick<WireIncident, 'id'> & Partial<WireIncident>;

export interface WireNote {
  readonly id: string;
  readonly user?: WireReference | null;
  readonly content: string;
  readonly created_at: string;
  readonly updated_at?: string | null;
}

/** The note in the response to its creation; only its id is certain. */
export type WrittenNote = Pick<WireNote, 'id'> & Partial<WireNote>;

/** A page of a list; `total` is null unless it was requested. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly more: boolean;
  readonly total: number | null;
}

/** What `GET /incidents` may expand; `body` works although undocumented (docs/upstream-quirks.md, quirk 36). */
export type IncidentInclude =
  | 'acknowledgers'
  | 'agents'
  | 'assignees'
  | 'body'
  | 'conference_bridge'
  | 'escalation_policies'
  | 'priorities'
  | 'services'
  | 'teams';

export type WireStatus = 'triggered' | 'acknowledged' | 'resolved';
export type WireUrgency = 'high' | 'low';

export interface PageQuery {
  /** 1 to 100. */
  readonly limit: number;
  /** offset + limit may not exceed 10000. */
  readonly offset: number;
  /** Requests the total; slower upstream. */
  readonly total?: boolean;
}

export interface IncidentQuery extends PageQuery {
  readonly statuses?: readonly WireStatus[] | undefined;
  readonly urgencies?: readonly WireUrgency[] | undefined;
  readonly serviceIds?: readonly string[] | undefined;
  readonly userIds?: readonly string[] | undefined;
  readonly teamIds?: readonly string[] | undefined;
  /** Never empty: an empty value is ignored upstream and returns everything (docs/upstream-quirks.md, quirk 13). */
  readonly incidentKey?: string | undefined;
  /** Both absent: all time instead of PagerDuty's default month (docs/upstream-quirks.md, quirk 18). */
  readonly since?: string;
  readonly until?: string;
  /** At most two, such as `created_at:desc`. */
  readonly sortBy?: readonly string[];
  readonly include?: readonly IncidentInclude[];
}

export interface ServiceQuery extends PageQuery {
  /** Substring of the name. */
  readonly query?: string;
  /** Full name. */
  readonly name?: string;
}

/** Of users, escalation policies and teams. */
export interface NameQuery extends PageQuery {
  /** Substring of the name; of users also of the e-mail address. */
  readonly query?: string;
}

/** Absent fields stay unchanged. */
export interface IncidentChanges {
  readonly title?: string | undefined;
  readonly urgency?: WireUrgency | undefined;
  readonly priorityId?: string | undefined;
}

/** New assignees of an incident: users, or the on-calls of a policy from a level. */
export interface Reassignment {
  /** Not together with the other two. */
  readonly userIds?: readonly string[];
  /** The incident's own when only a level is given. */
  readonly escalationPolicyId?: string;
  /** From 1; PagerDuty rejects levels that the policy does not have. */
  readonly escalationLevel?: number;
}

/** Input of `POST /incidents`. The key is required, because a create without one could not be looked up afterwards. */
export interface IncidentDraft {
  readonly title: string;
  readonly serviceId: string;
  readonly incidentKey: string;
  readonly urgency?: WireUrgency | undefined;
  readonly priorityId?: string | undefined;
  readonly details?: string | undefined;
  readonly incidentType?: string | undefined;
  /** At most one of these two: they exclude each other (docs/upstream-quirks.md, quirk 33). */
  readonly assigneeId?: string | undefined;
  readonly escalationPolicyId?: string | undefined;
}

/** The result of a status change, with its time on the upstream's clock. */
export interface StatusChange<T> {
  readonly value: T;
  /** On the upstream's clock. */
  readonly sentAt: TimeEstimate;
}
