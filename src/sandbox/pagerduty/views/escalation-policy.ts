import type { EscalationPolicy, EscalationTarget } from '../state/account-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderUser } from './user.js';
import { renderIdentity, renderReference } from './reference.js';
import { renderSchedule } from './schedule.js';
import { NO_INCLUDES } from '../http/query-parameters.js';
import { renderTeam } from './team.js';

/**
 * `include` accepts `services`, `teams` and `targets`. Services stay references, because a whole service contains its
 * policy.
 */
export function renderEscalationPolicy(
  state: PagerDutyState,
  policy: EscalationPolicy,
  include: ReadonlySet<string>,
): object {
  const team = requireRecord(state.teams, policy.teamId);
  const services = [...state.services.values()].filter((service) => service.escalationPolicyId === policy.id);
  return {
    ...renderIdentity('escalation_policy', policy.id, policy.name),
    name: policy.name,
    description: policy.description,
    num_loops: policy.numLoops,
    on_call_handoff_notifications: 'if_has_services',
    escalation_rules: policy.rules.map((rule) => ({
      id: rule.id,
      escalation_delay_in_minutes: rule.delayMinutes,
      targets: rule.targets.map((target) => renderTarget(state, target, include.has('targets'))),
    })),
    services: services.map((service) => renderReference('service', service)),
    teams: [include.has('teams') ? renderTeam(team) : renderReference('team', team)],
  };
}

function renderTarget(state: PagerDutyState, target: EscalationTarget, isExpanded: boolean): object {
  if (target.kind === 'user') {
    const user = requireRecord(state.users, target.id);
    return isExpanded ? renderUser(state, user, NO_INCLUDES) : renderReference('user', user);
  }
  const schedule = requireRecord(state.schedules, target.id);
  return isExpanded ? renderSchedule(state, schedule) : renderReference('schedule', schedule);
}
