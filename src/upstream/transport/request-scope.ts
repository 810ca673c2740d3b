import type { OnFailedCall } from './failed-call-log.js';
import type { GuardRead } from './resilience/guard-read.js';
import type { Cancellation } from '../../shared/cancellation.js';
import type { TraceContext } from '../../shared/trace-context.js';

/**
 * State of one GraphQL request that its upstream calls share, passed on with its clients. Not an `AsyncLocalStorage`, which
 * on Node.js 20 slows every promise of the process (docs/adr).
 */
export interface RequestScope {
  /** Of the caller's request; sent with every upstream call. */
  readonly requestId?: string | undefined;
  /** Of the caller's request; sent with every upstream call. */
  readonly trace?: TraceContext | undefined;
  /** Cancelled when the caller disconnects. Reads without another waiting caller are then aborted; writes complete. */
  readonly cancellation?: Cancellation | undefined;
  /** Upstream requests so far, retries included; `reads` counts the calls outside of mutations. */
  readonly counter: { upstreamCalls: number; reads?: number };
  /** Counts the reads of all subscriptions of a caller, which have the same maximum together. */
  readonly callerCounter?: { reads?: number } | undefined;
  /** Maximum number of reads, see `countRead`. */
  readonly maxReads?: number | undefined;
  /** Maximum duration of one mutation, in milliseconds. */
  readonly deadlineMs?: number | undefined;
  /** Called when an upstream has responded. */
  readonly onUpstreamResponse?: (() => void) | undefined;
  /** Replaces the report of failed calls, for reads that are repeated until they succeed. */
  readonly onFailedCall?: OnFailedCall | undefined;
  /** Called when a mutation starts and when it ends. */
  readonly onMutation?: (() => void) | undefined;
  /** Deadline of the running mutation, in milliseconds since the epoch. */
  mutationDeadline?: number | undefined;
  /** Number of starts and ends of mutations; a value read under another number is out of date. */
  mutationEpoch?: number | undefined;
  /** Whether the running mutation has sent a write, which may have been executed. */
  hasSentWrite?: boolean;
  /** Records the reads that decide the next write of the running mutation. */
  guardRead?: GuardRead | undefined;
}

const DEFAULT_DEADLINE_MS = 10_000;

/**
 * Runs a mutation. Its reads decide a write. They have its deadline, may use the reserved quota, share no earlier read and do
 * not end when the caller disconnects. GraphQL runs the mutations of one request serially.
 *
 * @param limitMs maximum duration; without it the deadline of the scope
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

/** Remaining milliseconds of the running mutation. */
export function getMutationTimeLeft({ mutationDeadline = Infinity }: RequestScope): number {
  return mutationDeadline - Date.now();
}

/**
 * The scope of a read that several requests share: it does not end with the caller that started it.
 *
 * @param cancellation of all callers together; without it the read always completes
 */
export function toSharedScope(
  { requestId, trace, counter, callerCounter, maxReads, deadlineMs }: RequestScope,
  cancellation?: Cancellation,
  onUpstreamResponse?: () => void,
): RequestScope {
  return { requestId, trace, counter, callerCounter, maxReads, deadlineMs, cancellation, onUpstreamResponse };
}
