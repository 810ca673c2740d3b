import type { Clock } from '../../clock.js';
import { createRandom } from '../../random.js';
import { byId, type PagerDutyState } from '../state/pagerduty-state.js';
import type { History } from './past-incidents.js';
import { seedIncidents } from './incidents.js';
import { seedMaintenance } from './maintenance-windows.js';
import { seedNotes } from './incident-notes.js';
import { teams, users } from './users-and-teams.js';
import { escalationPolicies, schedules } from './schedules-and-policies.js';
import { integrations, priorities, services } from './services.js';

const FIRST_NUMBER = 1201;
const ABILITIES = ['teams', 'read_only_users', 'service_support_hours', 'urgencies', 'coordinated_responding'];

/** The whole company as it stands at `now`, the same for the same clock and chance. */
export function foundCompany(now: Clock, seed: number, history: History): PagerDutyState {
  const founded = now();
  const random = createRandom(seed);
  const counters = new Map<string, number>();
  const count = (name: string, first = 1): number => {
    const next = counters.get(name) ?? first;
    counters.set(name, next + 1);
    return next;
  };
  const state: PagerDutyState = {
    now: () => founded,
    random,
    users: byId(users),
    teams: byId(teams),
    priorities: byId(priorities),
    schedules: byId(schedules),
    escalationPolicies: byId(escalationPolicies),
    services: byId(services),
    // Chance of their own, lest the number of incidents change the keys.
    integrations: byId(integrations(createRandom(seed + 1))),
    incidents: new Map(),
    notes: new Map(),
    maintenanceWindows: new Map(),
    abilities: ABILITIES,
    appTokens: new Map(),
    eventQuotas: new Map(),
    nextId: (prefix) => `${prefix}${String(count(prefix)).padStart(4, '0')}`,
    nextIncidentNumber: () => count('incident number', FIRST_NUMBER),
  };
  seedIncidents(state, history);
  seedNotes(state);
  seedMaintenance(state);
  return { ...state, now };
}
