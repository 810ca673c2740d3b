import { type Clock } from '../../clock.js';
import type { SimulatedRateLimit } from '../../http/simulated-rate-limit.js';
import type { Random } from '../../random.js';
import type { FieldValues } from './custom-field-records.js';
import type { Incident, Note, Subscriber } from './incident-records.js';
import type { ChangeEvent } from './change-event-records.js';
import type { WebhookOAuthClient, WebhookSubscription } from './webhook-records.js';
import type {
  EscalationPolicy,
  Integration,
  MaintenanceWindow,
  NamedRecord,
  Priority,
  Schedule,
  ScheduleOverride,
  Service,
  Team,
  User,
  AppToken,
} from './account-records.js';

/** State of one account. Lists without a sort order use insertion order. */
export interface PagerDutyState {
  readonly now: Clock;
  readonly random: Random;
  readonly users: ReadonlyMap<string, User>;
  readonly teams: ReadonlyMap<string, Team>;
  /** Most severe first; the order is the rank (docs/upstream-quirks.md, quirk 29). */
  readonly priorities: ReadonlyMap<string, Priority>;
  readonly schedules: ReadonlyMap<string, Schedule>;
  /** In creation order. */
  readonly overrides: Map<string, ScheduleOverride>;
  readonly escalationPolicies: ReadonlyMap<string, EscalationPolicy>;
  readonly services: ReadonlyMap<string, Service>;
  readonly integrations: ReadonlyMap<string, Integration>;
  /** In number order. */
  readonly incidents: Map<string, Incident>;
  /** Keyed by incident id. */
  readonly notes: Map<string, Note[]>;
  /** Of custom fields, keyed by incident id. */
  readonly fieldValues: Map<string, FieldValues>;
  /** Keyed by id, in order of arrival. */
  readonly changeEvents: Map<string, ChangeEvent>;
  /** Of status updates, keyed by incident id. */
  readonly subscribers: Map<string, Subscriber[]>;
  readonly maintenanceWindows: Map<string, MaintenanceWindow>;
  readonly abilities: readonly string[];
  /** OAuth app tokens, keyed by token. */
  readonly appTokens: Map<string, AppToken>;
  /** In creation order. */
  readonly webhookSubscriptions: Map<string, WebhookSubscription>;
  readonly webhookOAuthClients: Map<string, WebhookOAuthClient>;
  /** Called after each event with the id of its incident. Undefined while the account is seeded, which has no events. */
  readonly onEventRecorded?: (incidentId: string) => void;
  /** Rate limits of the Events API, one per routing key. */
  readonly eventRateLimits: Map<string, SimulatedRateLimit>;
  /** Creates an id from the prefix and a running number. */
  nextId(prefix: string): string;
  nextIncidentNumber(): number;
}

/** Returns a related record. The sandbox created the relation, so a missing record is a bug of the sandbox. */
export function requireRecord<T extends NamedRecord>(records: ReadonlyMap<string, T>, id: string): T {
  const record = records.get(id);
  if (record === undefined) throw new Error(`The sandbox holds no ${id}.`);
  return record;
}
