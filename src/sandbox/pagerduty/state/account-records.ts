/** What the PagerDuty half remembers; relations are ids, the views turn them into references or whole objects. */

export interface NamedRecord {
  readonly id: string;
  readonly name: string;
}

export interface User extends NamedRecord {
  readonly email: string;
  readonly timeZone: string;
  readonly color: string;
  readonly role: 'owner' | 'admin' | 'user' | 'limited_user' | 'observer';
  readonly jobTitle: string;
  readonly teamIds: readonly string[];
}

export interface Team extends NamedRecord {
  readonly description: string;
}

export interface Priority extends NamedRecord {
  readonly description: string;
  /** Hex digits without `#`; in no specification, yet sent (contracts: quirk 119). */
  readonly color: string;
}

/** A weekly rotation: each of `userIds` is on call for `turnDays` in turn. */
export interface Schedule extends NamedRecord {
  readonly description: string;
  readonly timeZone: string;
  readonly userIds: readonly string[];
  readonly shiftDays: number;
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

export interface EscalationPolicy extends NamedRecord {
  readonly description: string;
  readonly numLoops: number;
  readonly rules: readonly EscalationRule[];
  readonly teamId: string;
}

export type Urgency = 'high' | 'low';

export interface Service extends NamedRecord {
  readonly description: string;
  /** Seconds; null = off. */
  readonly autoResolveTimeout: number | null;
  /** Seconds; null = off. */
  readonly acknowledgementTimeout: number | null;
  readonly createdAt: string;
  /** Switched off by hand; otherwise the status follows from windows of maintenance and open incidents. */
  readonly isDisabled?: boolean;
  readonly escalationPolicyId: string;
  readonly teamId: string;
  readonly urgency: Urgency | 'severity_based' | 'support_hours';
}

export interface MaintenanceWindow {
  readonly id: string;
  /** From 1, in the order they were planned. */
  readonly sequenceNumber: number;
  readonly startAt: string;
  readonly endAt: string;
  readonly description: string;
  readonly serviceIds: readonly string[];
  /** Null when an app planned it. */
  readonly createdById: string | null;
}

export interface IncidentType {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly enabled: boolean;
}

/** A change of the account's set-up. */
export interface AuditRecord {
  readonly id: string;
  readonly ageMs: number;
  readonly actorId: string;
  readonly kind: 'schedule' | 'user' | 'escalation_policy';
  readonly resourceId: string;
  readonly action: 'create' | 'update';
  readonly fields: readonly { readonly name: string; readonly before_value?: string; readonly value: string }[];
}

/** A way into a service for the Events API; its routing key is the credential. */
export interface Integration extends NamedRecord {
  readonly serviceId: string;
  /** What a gateway's configuration may call its routing key. */
  readonly label: string;
  /** 32 hex digits. */
  readonly routingKey: string;
}

/** A scoped app token (contracts: pagerduty-rest section 1). */
export interface AppToken {
  readonly scopes: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}
