import type { PendingActionKind } from '../generated/operations.js';

/** Somebody's turn in an escalation policy. */
export interface Shift {
  readonly level: number;
  readonly user: { readonly id: string; readonly name: string | null } | null;
}

interface WaitingIncident {
  readonly pendingActions: readonly { readonly kind: PendingActionKind; readonly at: string }[];
  readonly assignees: readonly { readonly id: string }[];
}

/** What PagerDuty will do next if nobody does anything. */
export interface NextStep {
  readonly kind: PendingActionKind;
  readonly at: string;
  /** Who will be called; empty if that is unknown or the step calls nobody new. */
  readonly people: readonly string[];
  readonly level?: number;
}

/**
 * Finds the first pending action, and for an escalation the people it will call.
 *
 * @param shifts of the incident's escalation policy; undefined if they are unknown
 */
export function findNextStep(
  { pendingActions, assignees }: WaitingIncident,
  shifts: readonly Shift[] | undefined,
): NextStep | undefined {
  const [action] = pendingActions.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (!action) return undefined;
  if (action.kind !== 'ESCALATE' || !shifts) return { ...action, people: [] };
  const level = findNextLevel(shifts, new Set(assignees.map(({ id }) => id)));
  if (level === undefined) return { ...action, people: [] };
  const people = shifts.filter((shift) => shift.level === level).map(({ user }) => user?.name ?? 'somebody');
  return { ...action, people: [...new Set(people)], level };
}

/** The level above that of the assignees. After the last one, a policy that still escalates begins again. */
function findNextLevel(shifts: readonly Shift[], assignees: ReadonlySet<string>): number | undefined {
  const current = shifts.filter(({ user }) => user !== null && assignees.has(user.id)).map(({ level }) => level);
  if (current.length === 0) return undefined;
  const levels = shifts.map(({ level }) => level);
  const above = levels.filter((level) => level > Math.max(...current));
  return Math.min(...(above.length > 0 ? above : levels));
}
