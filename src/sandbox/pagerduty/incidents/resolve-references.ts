import { badRequest } from '../http/errors.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** Resolve the records that a write references, or throw PagerDuty's error for a missing one. */

export function requireUserId(state: PagerDutyState, id: string): string {
  if (!state.users.has(id)) throw badRequest(1007, 'Assigned To User Not Found');
  return id;
}

export function requirePolicyId(state: PagerDutyState, id: string): string {
  if (!state.escalationPolicies.has(id)) throw badRequest(1014, 'Escalation Policy Not Found');
  return id;
}

/** Accepts a reference or, on updates, a name. Of several priorities with one name it takes the most severe. */
export function requirePriorityId(state: PagerDutyState, reference: string | { readonly id: string }): string {
  const found = [...state.priorities.values()].find((priority) =>
    typeof reference === 'string' ? priority.name === reference : priority.id === reference.id,
  );
  if (found === undefined) throw badRequest(1020, 'Invalid Priority');
  return found.id;
}
