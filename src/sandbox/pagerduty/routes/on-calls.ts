import type { FastifyInstance } from 'fastify';
import { DAY } from '../../clock.js';
import { badRequest } from '../http/errors.js';
import { listTargetShifts, type Shift } from '../on-calls/on-call-shifts.js';
import { paginate } from '../http/pagination.js';
import {
  NO_INCLUDES,
  matchesFilter,
  readFlag,
  readIncludes,
  readValues,
  type QueryParameters,
  parseTime,
} from '../http/query-parameters.js';
import type { EscalationPolicy, EscalationTarget } from '../state/account-records.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderUser } from '../views/user.js';
import { renderEscalationPolicy } from '../views/escalation-policy.js';
import { renderReference } from '../views/reference.js';
import { renderSchedule } from '../views/schedule.js';
import type { ListRoute } from '../http/route-types.js';

/** An entry of the list. It has no id (docs/upstream-quirks.md, quirk 28). */
interface OnCallEntry extends Shift {
  readonly policy: EscalationPolicy;
  readonly level: number;
  readonly target: EscalationTarget;
}

const MAX_LOOKAHEAD_MS = 90 * DAY;

export function addOnCallRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ListRoute>('/oncalls', async ({ query }) => {
    const matching = findOnCalls(simulator.state, query).filter((onCall) => matches(onCall, query));
    const listed = readFlag(query, 'earliest') ? keepEarliest(matching) : matching;
    return paginate('oncalls', listed, query, (onCall) => renderOnCall(simulator.state, onCall, readIncludes(query)));
  });
}

/** Everybody on call at some time between `since` and `until`. Both are now by default. */
function findOnCalls(state: PagerDutyState, query: QueryParameters): readonly OnCallEntry[] {
  const now = state.now().getTime();
  const since = parseTime(query, 'since')?.getTime() ?? now;
  const until = parseTime(query, 'until')?.getTime() ?? Math.max(since, now);
  if (since > until || until > now + MAX_LOOKAHEAD_MS) throw badRequest(2005, 'Invalid Query Date Range');
  return [...state.escalationPolicies.values()].flatMap((policy) =>
    policy.rules.flatMap((rule, index) =>
      rule.targets.flatMap((target) =>
        listTargetShifts(state, target, since, until).map((shift) => ({ ...shift, policy, level: index + 1, target })),
      ),
    ),
  );
}

function matches({ userId, policy, target }: OnCallEntry, query: QueryParameters): boolean {
  const schedules = readValues(query, 'schedule_ids[]');
  return (
    matchesFilter(readValues(query, 'user_ids[]'), userId) &&
    matchesFilter(readValues(query, 'escalation_policy_ids[]'), policy.id) &&
    (schedules.length === 0 || (target.kind === 'schedule' && schedules.includes(target.id)))
  );
}

/** Keeps the first shift per policy, level and user. */
function keepEarliest(onCalls: readonly OnCallEntry[]): readonly OnCallEntry[] {
  const first = new Map<string, OnCallEntry>();
  for (const onCall of onCalls.toSorted((a, b) => (a.start ?? '').localeCompare(b.start ?? ''))) {
    const key = [onCall.policy.id, onCall.level, onCall.userId].join(' ');
    if (!first.has(key)) first.set(key, onCall);
  }
  return [...first.values()];
}

function renderOnCall(state: PagerDutyState, onCall: OnCallEntry, include: ReadonlySet<string>): object {
  const user = requireRecord(state.users, onCall.userId);
  return {
    user: include.has('users') ? renderUser(state, user, NO_INCLUDES) : renderReference('user', user),
    schedule: renderTargetSchedule(state, onCall.target, include.has('schedules')),
    escalation_policy: include.has('escalation_policies')
      ? renderEscalationPolicy(state, onCall.policy, NO_INCLUDES)
      : renderReference('escalation_policy', onCall.policy),
    escalation_level: onCall.level,
    start: onCall.start,
    end: onCall.end,
  };
}

function renderTargetSchedule(state: PagerDutyState, target: EscalationTarget, isExpanded: boolean): object | null {
  if (target.kind === 'user') return null;
  const schedule = requireRecord(state.schedules, target.id);
  return isExpanded ? renderSchedule(state, schedule) : renderReference('schedule', schedule);
}
