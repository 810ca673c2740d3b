import { AsyncLocalStorage } from 'node:async_hooks';

/** On whose behalf upstream calls are made; travels with the work, so that no layer between has to pass it on. */
export interface CallScope {
  /** Of the caller's request; goes with every call that is made for it. */
  readonly requestId?: string;
  /** Aborted when the caller is gone. Reads that nobody else waits for then end; writes run to their end. */
  readonly signal?: AbortSignal;
  /** Requests sent to upstreams so far, repeats included. */
  readonly counter: { upstreamCalls: number };
  /** How long one piece of work may take, in milliseconds. */
  readonly deadlineMs?: number;
  /** Set while a mutation is at work: when it must be over, in milliseconds since the epoch. */
  readonly mutationEndsAt?: number;
}

const USUAL_DEADLINE_MS = 10_000;

const scopes = new AsyncLocalStorage<CallScope>();

export function currentScope(): CallScope | undefined {
  return scopes.getStore();
}

/** Runs work, and all that it awaits, on behalf of one caller. */
export function onBehalfOf<T>(scope: CallScope, work: () => T): T {
  return scopes.run(scope, work);
}

/**
 * Runs a mutation: its reads guard a write, so they share its deadline, may use what is kept for writes, are not shared
 * with other callers' older reads, and do not end when the caller leaves.
 *
 * @param limitMs how long it may take in all; the caller's deadline without it
 */
export function asMutation<T>(work: () => T, limitMs?: number): T {
  const { signal: _, ...scope } = scopes.getStore() ?? { counter: { upstreamCalls: 0 } };
  const { deadlineMs = USUAL_DEADLINE_MS } = scope;
  return scopes.run({ ...scope, deadlineMs, mutationEndsAt: Date.now() + (limitMs ?? deadlineMs) }, work);
}

/** Milliseconds that the mutation at work has left. */
export function mutationTimeLeft(): number {
  return (scopes.getStore()?.mutationEndsAt ?? Infinity) - Date.now();
}
