import type { GuardRead } from './resilience/guard-read.js';
import type { Cancellation } from '../../shared/cancellation.js';

/**
 * On whose behalf upstream calls are made: one for each GraphQL request, handed on with its clients. Not kept in an
 * `AsyncLocalStorage`, which would spare the handing on: on Node.js 20 it makes every promise of the process slower.
 */
export interface RequestScope {
  /** Of the caller's request; goes with every call that is made for it. */
  readonly requestId?: string | undefined;
  /** When the caller leaves. Reads that nobody else waits for then end; writes run to their end. */
  readonly cancellation?: Cancellation | undefined;
  /** Requests sent to upstreams so far, repeats included; `reads` are calls that were asked for outside of mutations. */
  readonly counter: { upstreamCalls: number; reads?: number };
  /** How many reads there may be, see `takeRead`. */
  readonly maxReads?: number | undefined;
  /** How long one piece of work may take, in milliseconds. */
  readonly deadlineMs?: number | undefined;
  /** Told when an upstream has answered. */
  readonly onUpstreamResponse?: (() => void) | undefined;
  /** Told when a mutation begins, and when it ends. */
  readonly onMutation?: (() => void) | undefined;
  /** Set while a mutation is at work: when it must be over, in milliseconds since the epoch. */
  mutationDeadline?: number | undefined;
  /** How often a mutation has begun or ended: what was read at another count is out of date. */
  mutationEpoch?: number | undefined;
  /** Whether a write of the mutation at work has left, and so may have been executed. */
  hasSentWrite?: boolean;
  /** By what the mutation at work decides its next write; counts the reads while it is set. */
  guardRead?: GuardRead | undefined;
}

const DEFAULT_DEADLINE_MS = 10_000;

/**
 * Runs a mutation: its reads guard a write, so they share its deadline, may use what is kept for writes, are not shared
 * with other callers' older reads, and do not end when the caller leaves. GraphQL runs the mutations of one request one
 * after the other.
 *
 * @param limitMs how long it may take in all; the caller's deadline without it
 */
export async function runAsMutation<T>(scope: RequestScope, work: () => Promise<T>, limitMs?: number): Promise<T> {
  advanceMutationEpoch(scope);
  scope.hasSentWrite = false;
  scope.guardRead = undefined;
  scope.mutationDeadline = Date.now() + (limitMs ?? scope.deadlineMs ?? DEFAULT_DEADLINE_MS);
  try {
    return await work();
  } finally {
    scope.mutationDeadline = undefined;
    scope.guardRead = undefined;
    advanceMutationEpoch(scope);
  }
}

function advanceMutationEpoch(scope: RequestScope): void {
  scope.mutationEpoch = (scope.mutationEpoch ?? 0) + 1;
  scope.onMutation?.();
}

/** Milliseconds that the mutation at work has left. */
export function getMutationTimeLeft({ mutationDeadline = Infinity }: RequestScope): number {
  return mutationDeadline - Date.now();
}

/**
 * For an answer that others will use too: it does not end with the caller who asked first.
 *
 * @param cancellation of all of them together; without it the answer is waited for, whoever leaves
 */
export function toSharedScope(
  { requestId, counter, maxReads, deadlineMs }: RequestScope,
  cancellation?: Cancellation,
  onUpstreamResponse?: () => void,
): RequestScope {
  return { requestId, counter, maxReads, deadlineMs, cancellation, onUpstreamResponse };
}
