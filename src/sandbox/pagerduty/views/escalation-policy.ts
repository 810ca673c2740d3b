import type { EscalationPolicy, EscalationTarget } from '../state/account-records.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { teamView, userView } from './user.js';
import { identity, reference } from './reference.js';
import { scheduleView } from './schedule.js';

const NOTHING: ReadonlySet<string> = new Set();

/** `include` takes `services`, `teams` and `targets`; services stay references, whose whole would hold this policy. */
export function policyView(state: PagerDutyState, policy: EscalationPolicy, include: ReadonlySet<string>): object {
  const team = known(state.teams, policy.teamId);
  const services = [...state.services.values()].filter((service) => service.escalationPolicyId === policy.id);
  return {
    ...identity('escalation_policy', policy.id, policy.name),
    name: policy.name,
    description: policy.description,
    num_loops: policy.numLoops,
    on_call_handoff_notifications: 'if_has_services',
    escalation_rules: policy.rules.map((rule) => ({
      id: rule.id,
      escalation_delay_in_minutes: rule.delayMinutes,
      targets: rule.targets.map((target) => targetView(state, target, include.has('targets'))),
    })),
    services: services.map((service) => reference('service', service)),
    teams: [include.has('teams') ? teamView(team) : reference('team', team)],
  };
}

function targetView(state: PagerDutyState, target: EscalationTarget, whole: boolean): object {
  if (target.kind === 'user') {
    const user = known(state.users, target.id);
    return whole ? userView(state, user, NOTHING) : reference('user', user);
  }
  const schedule = known(state.schedules, target.id);
  return whole ? scheduleView(state, schedule) : reference('schedule', schedule);
}
