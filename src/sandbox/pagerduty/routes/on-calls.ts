import type { FastifyInstance } from 'fastify';
import { DAY } from '../../clock.js';
import { badRequest } from '../http/errors.js';
import { readTime } from '../incidents/list-incidents.js';
import { turnsOfTarget, type Turn } from '../on-calls/on-call-shifts.js';
import { paged } from '../http/pagination.js';
import { admits, flag, includes, values, type Query } from '../http/query-parameters.js';
import type { EscalationPolicy, EscalationTarget } from '../state/account-records.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { userView } from '../views/user.js';
import { policyView } from '../views/escalation-policy.js';
import { reference } from '../views/reference.js';
import { scheduleView } from '../views/schedule.js';

/** One line of the list: it has no id of its own (contracts: quirk 28). */
interface OnCall extends Turn {
  readonly policy: EscalationPolicy;
  readonly level: number;
  readonly target: EscalationTarget;
}

const NOTHING: ReadonlySet<string> = new Set();
const FARTHEST = 90 * DAY;

export function addOnCallRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.get<{ Querystring: Query }>('/oncalls', async ({ query }) => {
    const matching = onCalls(half.state, query).filter((onCall) => matches(onCall, query));
    const listed = flag(query, 'earliest') ? earliest(matching) : matching;
    return paged('oncalls', listed, query, (onCall) => onCallView(half.state, onCall, includes(query)));
  });
}

/** Those on call at any time between `since` and `until`; both are now by default. */
function onCalls(state: PagerDutyState, query: Query): readonly OnCall[] {
  const now = state.now().getTime();
  const since = readTime(query, 'since')?.getTime() ?? now;
  const until = readTime(query, 'until')?.getTime() ?? Math.max(since, now);
  if (since > until || until > now + FARTHEST) throw badRequest(2005, 'Invalid Query Date Range');
  return [...state.escalationPolicies.values()].flatMap((policy) =>
    policy.rules.flatMap((rule, index) =>
      rule.targets.flatMap((target) =>
        turnsOfTarget(state, target, since, until).map((turn) => ({ ...turn, policy, level: index + 1, target })),
      ),
    ),
  );
}

function matches({ userId, policy, target }: OnCall, query: Query): boolean {
  const schedules = values(query, 'schedule_ids[]');
  return (
    admits(values(query, 'user_ids[]'), userId) &&
    admits(values(query, 'escalation_policy_ids[]'), policy.id) &&
    (schedules.length === 0 || (target.kind === 'schedule' && schedules.includes(target.id)))
  );
}

/** The first turn of each policy, level and user. */
function earliest(turns: readonly OnCall[]): readonly OnCall[] {
  const first = new Map<string, OnCall>();
  for (const onCall of turns.toSorted((a, b) => (a.start ?? '').localeCompare(b.start ?? ''))) {
    const key = [onCall.policy.id, onCall.level, onCall.userId].join(' ');
    if (!first.has(key)) first.set(key, onCall);
  }
  return [...first.values()];
}

function onCallView(state: PagerDutyState, onCall: OnCall, include: ReadonlySet<string>): object {
  const user = known(state.users, onCall.userId);
  return {
    user: include.has('users') ? userView(state, user, NOTHING) : reference('user', user),
    schedule: scheduleOf(state, onCall.target, include.has('schedules')),
    escalation_policy: include.has('escalation_policies')
      ? policyView(state, onCall.policy, NOTHING)
      : reference('escalation_policy', onCall.policy),
    escalation_level: onCall.level,
    start: onCall.start,
    end: onCall.end,
  };
}

function scheduleOf(state: PagerDutyState, target: EscalationTarget, whole: boolean): object | null {
  if (target.kind === 'user') return null;
  const schedule = known(state.schedules, target.id);
  return whole ? scheduleView(state, schedule) : reference('schedule', schedule);
}
