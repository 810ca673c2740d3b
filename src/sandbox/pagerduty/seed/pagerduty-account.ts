import type { Clock } from '../../clock.js';
import { createRandom } from '../../random.js';
import { type PagerDutyState } from '../state/pagerduty-state.js';
import type { IncidentHistoryOptions } from './past-incidents.js';
import { seedFieldValues } from './custom-fields.js';
import { seedIncidents } from './incidents.js';
import { seedChangeEvents } from './change-events.js';
import { seedMaintenance } from './maintenance-windows.js';
import { seedNotes } from './incident-notes.js';
import { teams, users } from './users-and-teams.js';
import { services } from './services.js';
import { indexById } from '../../index-by-id.js';
import { escalationPolicies } from './escalation-policies.js';
import { createSchedules } from './schedules.js';
import { seedOverrides } from './schedule-overrides.js';
import { createIntegrations } from './integrations.js';
import { priorities } from './priorities.js';

const FIRST_INCIDENT_NUMBER = 1201;
const ABILITIES = ['teams', 'read_only_users', 'service_support_hours', 'urgencies', 'coordinated_responding'];

/** Creates the account as of `now`. The same clock and random seed give the same account. */
export function seedPagerDutyAccount(now: Clock, seed: number, history: IncidentHistoryOptions): PagerDutyState {
  const startedAt = now();
  const random = createRandom(seed);
  const nextCount = createCounters();
  const state: PagerDutyState = {
    now: () => startedAt,
    random,
    users: indexById(users),
    teams: indexById(teams),
    priorities: indexById(priorities),
    schedules: indexById(createSchedules(startedAt)),
    overrides: new Map(),
    escalationPolicies: indexById(escalationPolicies),
    services: indexById(services),
    // A separate random generator, so that the number of incidents does not change the keys.
    integrations: indexById(createIntegrations(createRandom(seed + 1))),
    incidents: new Map(),
    notes: new Map(),
    fieldValues: seedFieldValues(),
    changeEvents: new Map(),
    subscribers: new Map(),
    maintenanceWindows: new Map(),
    abilities: ABILITIES,
    appTokens: new Map(),
    webhookSubscriptions: new Map(),
    webhookOAuthClients: new Map(),
    eventRateLimits: new Map(),
    nextId: (prefix) => `${prefix}${String(nextCount(prefix)).padStart(4, '0')}`,
    nextIncidentNumber: () => nextCount('incident number', FIRST_INCIDENT_NUMBER),
  };
  seedIncidents(state, history);
  seedNotes(state);
  seedChangeEvents(state);
  seedMaintenance(state);
  seedOverrides(state);
  return { ...state, now };
}

/** One counter for each name, which starts at `first`. */
function createCounters(): (name: string, first?: number) => number {
  const counters = new Map<string, number>();
  return (name, first = 1) => {
    const next = counters.get(name) ?? first;
    counters.set(name, next + 1);
    return next;
  };
}
