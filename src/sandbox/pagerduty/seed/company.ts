import type { Clock } from '../../clock.js';
import type { Random } from '../../random.js';
import { byId, type PagerDutyState } from '../state.js';
import { seedIncidents } from './incidents.js';
import { seedNotes } from './notes.js';
import { teams, users } from './people.js';
import { escalationPolicies, schedules } from './rotations.js';
import { priorities, services } from './services.js';

const ABILITIES = ['teams', 'read_only_users', 'service_support_hours', 'urgencies', 'coordinated_responding'];

/** The whole company as it stands at `now`, the same for the same clock and chance. */
export function foundCompany(now: Clock, random: Random): PagerDutyState {
  const founded = now();
  const counters = new Map<string, number>();
  const state: PagerDutyState = {
    now: () => founded,
    random,
    users: byId(users),
    teams: byId(teams),
    priorities: byId(priorities),
    schedules: byId(schedules),
    escalationPolicies: byId(escalationPolicies),
    services: byId(services),
    incidents: new Map(),
    notes: new Map(),
    abilities: ABILITIES,
    nextId: (prefix) => {
      const next = (counters.get(prefix) ?? 0) + 1;
      counters.set(prefix, next);
      return `${prefix}${String(next).padStart(4, '0')}`;
    },
  };
  seedIncidents(state);
  seedNotes(state);
  return { ...state, now };
}
