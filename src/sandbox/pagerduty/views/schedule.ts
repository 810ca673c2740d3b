import { DAY, toIsoSeconds } from '../../clock.js';
import { listShifts, type Shift } from '../on-calls/on-call-shifts.js';
import type { Schedule } from '../state/account-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderIdentity, renderReference } from './reference.js';

/** The start of each layer, as in an account that has existed for years. */
const LAYER_START = '2020-01-06T09:00:00Z';

/** Window to render. Without it entries are empty (docs/upstream-quirks.md, quirk 30). */
export interface RenderWindow {
  readonly since: number;
  readonly until: number;
  /** Whether shifts may extend beyond the bounds. */
  readonly overflow: boolean;
}

export function renderSchedule(state: PagerDutyState, schedule: Schedule): object {
  const policies = [...state.escalationPolicies.values()].filter((policy) =>
    policy.rules.some((rule) => rule.targets.some((target) => target.id === schedule.id)),
  );
  return {
    ...renderIdentity('schedule', schedule.id, schedule.name),
    name: schedule.name,
    description: schedule.description,
    time_zone: schedule.timeZone,
    escalation_policies: policies.map((policy) => renderReference('escalation_policy', policy)),
    users: schedule.userIds.map((id) => renderReference('user', requireRecord(state.users, id))),
    teams: [renderReference('team', requireRecord(state.teams, schedule.teamId))],
  };
}

/** Details of `GET /schedules/{id}`; lists include them on request. */
export function renderScheduleDetails(state: PagerDutyState, schedule: Schedule, window: RenderWindow | undefined) {
  const entries = window === undefined ? [] : listShifts(state, schedule, window.since, window.until);
  const rendered = {
    rendered_schedule_entries: entries.map((shift) => renderEntry(state, clipShift(shift, window))),
    rendered_coverage_percentage: window === undefined ? null : 100,
  };
  const layer = {
    id: `${schedule.id}L`,
    name: 'Layer 1',
    start: LAYER_START,
    end: null,
    rotation_virtual_start: toIsoSeconds(schedule.rotationStart),
    rotation_turn_length_seconds: (schedule.shiftDays * DAY) / 1000,
    users: schedule.userIds.map((id) => ({ user: renderReference('user', requireRecord(state.users, id)) })),
    restrictions: [],
    ...rendered,
  };
  return {
    schedule_layers: [layer],
    overrides_subschedule: {
      name: 'Overrides',
      rendered_schedule_entries: [],
      rendered_coverage_percentage: window === undefined ? null : 0,
    },
    final_schedule: { name: 'Final Schedule', ...rendered },
  };
}

function clipShift(shift: Shift, window: RenderWindow | undefined): Shift {
  if (window === undefined || window.overflow || shift.start === null || shift.end === null) return shift;
  const start = toIsoSeconds(Math.max(Date.parse(shift.start), window.since));
  return { ...shift, start, end: toIsoSeconds(Math.min(Date.parse(shift.end), window.until)) };
}

function renderEntry(state: PagerDutyState, { userId, start, end }: Shift): object {
  return { user: renderReference('user', requireRecord(state.users, userId)), start, end };
}
