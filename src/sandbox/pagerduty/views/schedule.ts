import { DAY, iso } from '../../clock.js';
import { ANCHOR, turnsOf, type Turn } from '../on-calls/on-call-shifts.js';
import type { Schedule } from '../state/account-records.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { identity, reference } from './reference.js';

/** What is rendered of a rotation; without it entries are empty (contracts: quirk 30). */
export interface Rendering {
  readonly since: number;
  readonly until: number;
  /** Leave turns whole that reach beyond the bounds. */
  readonly overflow: boolean;
}

export function scheduleView(state: PagerDutyState, schedule: Schedule): object {
  const policies = [...state.escalationPolicies.values()].filter((policy) =>
    policy.rules.some((rule) => rule.targets.some((target) => target.id === schedule.id)),
  );
  return {
    ...identity('schedule', schedule.id, schedule.name),
    name: schedule.name,
    description: schedule.description,
    time_zone: schedule.timeZone,
    escalation_policies: policies.map((policy) => reference('escalation_policy', policy)),
    users: schedule.userIds.map((id) => reference('user', known(state.users, id))),
    teams: [reference('team', known(state.teams, schedule.teamId))],
  };
}

/** The parts that `GET /schedules/{id}` adds, and lists on demand. */
export function scheduleParts(state: PagerDutyState, schedule: Schedule, rendering: Rendering | undefined) {
  const entries = rendering === undefined ? [] : turnsOf(schedule, rendering.since, rendering.until);
  const rendered = {
    rendered_schedule_entries: entries.map((turn) => entryView(state, cut(turn, rendering))),
    rendered_coverage_percentage: rendering === undefined ? null : 100,
  };
  const layer = {
    id: `${schedule.id}L`,
    name: 'Layer 1',
    start: iso(ANCHOR),
    end: null,
    rotation_virtual_start: iso(ANCHOR),
    rotation_turn_length_seconds: (schedule.turnDays * DAY) / 1000,
    users: schedule.userIds.map((id) => ({ user: reference('user', known(state.users, id)) })),
    restrictions: [],
    ...rendered,
  };
  return {
    schedule_layers: [layer],
    overrides_subschedule: {
      name: 'Overrides',
      rendered_schedule_entries: [],
      rendered_coverage_percentage: rendering === undefined ? null : 0,
    },
    final_schedule: { name: 'Final Schedule', ...rendered },
  };
}

function cut(turn: Turn, rendering: Rendering | undefined): Turn {
  if (rendering === undefined || rendering.overflow || turn.start === null || turn.end === null) return turn;
  const start = iso(Math.max(Date.parse(turn.start), rendering.since));
  return { ...turn, start, end: iso(Math.min(Date.parse(turn.end), rendering.until)) };
}

function entryView(state: PagerDutyState, { userId, start, end }: Turn): object {
  return { user: reference('user', known(state.users, userId)), start, end };
}
