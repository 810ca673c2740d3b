/** Records of the PagerDuty simulator. Relations are ids; the views render them as references or whole objects. */

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
  /** Hex digits without `#`. The field is undocumented and sent (docs/upstream-quirks.md, quirk 119). */
  readonly color: string;
}

/** A rotation: each of `userIds` is on call for `shiftDays` in turn. */
export interface Schedule extends NamedRecord {
  /** When a shift of the first user began, in milliseconds. The order goes on before and after it. */
  readonly rotationStart: number;
  readonly description: string;
  readonly timeZone: string;
  readonly userIds: readonly string[];
  readonly shiftDays: number;
  readonly teamId: string;
}

/** A user takes over a schedule. Of several at one time the last one created applies. */
export interface ScheduleOverride {
  readonly id: string;
  readonly scheduleId: string;
  readonly userId: string;
  readonly start: string;
  readonly end: string;
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
  /** Disabled manually. Otherwise the status follows from maintenance windows and open incidents. */
  readonly isDisabled?: boolean;
  readonly escalationPolicyId: string;
  readonly teamId: string;
  readonly urgency: Urgency | 'severity_based' | 'support_hours';
}

export interface MaintenanceWindow {
  readonly id: string;
  /** From 1, in creation order. */
  readonly sequenceNumber: number;
  readonly startAt: string;
  readonly endAt: string;
  readonly description: string;
  readonly serviceIds: readonly string[];
  /** Null for a window created by an app. */
  readonly createdById: string | null;
}

export interface IncidentType {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly enabled: boolean;
}

/** A change of the account's configuration. */
export interface AuditRecord {
  readonly id: string;
  readonly ageMs: number;
  readonly actorId: string;
  readonly kind: 'schedule' | 'user' | 'escalation_policy';
  readonly resourceId: string;
  readonly action: 'create' | 'update';
  readonly fields: readonly { readonly name: string; readonly before_value?: string; readonly value: string }[];
}

/** An Events API integration of a service. Its routing key is the credential. */
export interface Integration extends NamedRecord {
  readonly serviceId: string;
  /** Name of the routing key in a gateway's configuration. */
  readonly label: string;
  /** 32 hex digits. */
  readonly routingKey: string;
}

/** A scoped app token (docs/upstream-quirks.md, "PagerDuty: transport and credentials"). */
export interface AppToken {
  readonly scopes: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}
