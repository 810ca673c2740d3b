import { useMemo } from 'preact/hooks';
import type { OpenIncident } from '../data/live-incidents.js';
import type { Shift } from '../data/next-step.js';
import { useQuery } from '../data/use-query.js';
import { nextCallsDocument } from '../generated/operations.js';

/** More would cost more than one operation may. The policies that escalate first are read. */
const MAX_POLICIES = 15;
const POLL_MS = 5 * 60_000;

/** Who is on call for the escalation policies that will soon call somebody, by the policy's id. */
export function useShifts(incidents: readonly OpenIncident[]): ReadonlyMap<string, readonly Shift[]> {
  const ids = findEscalatingPolicies(incidents);
  const { data } = useQuery(nextCallsDocument, { ids }, { pollMs: POLL_MS, isSkipped: ids.length === 0 });
  return useMemo(() => {
    const policies = data?.nodes.flatMap((node) => (node && 'onCall' in node ? [node] : [])) ?? [];
    return new Map(policies.flatMap(({ id, onCall }) => (onCall ? [[id, onCall] as const] : [])));
  }, [data]);
}

/** Sorted, so that the same policies are one query. */
function findEscalatingPolicies(incidents: readonly OpenIncident[]): string[] {
  const soonest = incidents
    .flatMap(({ pendingActions, escalationPolicy }) => {
      const escalation = pendingActions.find(({ kind }) => kind === 'ESCALATE');
      return escalation && escalationPolicy ? [{ at: escalation.at, id: escalationPolicy.id }] : [];
    })
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return [...new Set(soonest.map(({ id }) => id))].slice(0, MAX_POLICIES).toSorted();
}
