/** What the PagerDuty half remembers; relations are ids, the views turn them into references or whole objects. */

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface User extends Named {
  readonly email: string;
  readonly timeZone: string;
  readonly color: string;
  readonly role: 'owner' | 'admin' | 'user' | 'limited_user' | 'observer';
  readonly jobTitle: string;
  readonly teamIds: readonly string[];
}

export interface Team extends Named {
  readonly description: string;
}

export interface Priority extends Named {
  readonly description: string;
  /** Hex digits without `#`; in no specification, yet sent (contracts: quirk 119). */
  readonly color: string;
}

/** A weekly rotation: each of `userIds` is on call for `turnDays` in turn. */
export interface Schedule extends Named {
  readonly description: string;
  readonly timeZone: string;
  readonly userIds: readonly string[];
  readonly turnDays: number;
  readonly teamId: string;
}

export interface EscalationTarget {
  readonly kind: 'user' | 'schedule';
  readonly id: string;
}

export interface EscalationRule {
  readonly id: string;
  readonly delayMinutes: number;
  readonly targets: readonly EscalationTarget[];
}

export interface EscalationPolicy extends Named {
  readonly description: string;
  readonly numLoops: number;
  readonly rules: readonly EscalationRule[];
  readonly teamId: string;
}

export type Urgency = 'high' | 'low';

export interface Service extends Named {
  readonly description: string;
  /** Seconds; null = off. */
  readonly autoResolveTimeout: number | null;
  /** Seconds; null = off. */
  readonly acknowledgementTimeout: number | null;
  readonly createdAt: string;
  /** Set by hand; without it the status follows from the open incidents. */
  readonly outOfUse?: 'disabled' | 'maintenance';
  readonly escalationPolicyId: string;
  readonly teamId: string;
  readonly integrationId: string;
  readonly urgency: Urgency | 'severity_based' | 'support_hours';
}

export type Status = 'triggered' | 'acknowledged' | 'resolved';

/** Who did something. */
export interface Agent {
  readonly kind: 'user' | 'service';
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

export interface Incident {
  readonly id: string;
  readonly number: number;
  readonly createdAt: string;
  readonly logEntryId: string;
  /** Null when its alerts carry the key (contracts: quirk 31). */
  readonly key: string | null;
  /** The key of its alerts, also found by the `incident_key` filter. */
  readonly alertKey: string | null;
  readonly mergeable: boolean;
  readonly details: string | Readonly<Record<string, unknown>> | null;
  readonly alerts: number;
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
  incidentType: string;
  escalationPolicyId: string;
  pendingActions: PendingAction[];
  acknowledgements: { at: string; userId: string }[];
  priorityId: string | null;
  urgency: Urgency;
  conferenceBridge: ConferenceBridge | null;
}

export interface Note {
  readonly id: string;
  readonly userId: string;
  readonly content: string;
  readonly createdAt: string;
}
