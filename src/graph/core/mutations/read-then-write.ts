import { Fault } from '../../../faults/fault.js';
import type { RequestScope } from '../../../upstream/transport/request-scope.js';
import { GuardRead } from '../../../upstream/transport/resilience/guard-read.js';
import { rethrowAs, backoffOrThrow } from './retry-after-check.js';

/** A write that depends on a guard read. `previousFault` is the fault of the previous write attempt. */
interface GuardedWrite<S, T> {
  readonly read: (previousFault: Fault | undefined) => Promise<S>;
  /** Returns the result when no write is needed, throws when it is not allowed, else returns undefined. */
  readonly resultWithoutWrite?: (state: S, previousFault: Fault | undefined) => T | undefined;
  readonly write: (state: S, previousFault: Fault | undefined) => Promise<T>;
  /** Whether a write is retried, after another read, when it fails with a transient error. */
  readonly canRetry?: boolean;
}

interface MutationAccount {
  readonly requestScope: RequestScope;
  readonly client: { acquireRetry(): boolean };
}

/**
 * Reads the current state, decides, and writes. A read is valid for 1 s: a write that waited longer is not sent, and the
 * sequence starts again, as it does before each retry. A late write could undo what a person changed meanwhile.
 *
 * @throws {Fault} the fault of the read or the decision; the fault of the write when it is not retried
 */
export async function readThenWrite<S, T>(account: MutationAccount, guardedWrite: GuardedWrite<S, T>): Promise<T> {
  for (let lastFault: Fault | undefined, attempts = 1; ; attempts += 1) {
    const previousFault = lastFault;
    // oxlint-disable no-await-in-loop -- each write needs its own read
    const result = await withGuardRead(account.requestScope, async (guard) => {
      const state = await guardedWrite.read(previousFault).catch(rethrowAs(previousFault));
      const early = guardedWrite.resultWithoutWrite?.(state, previousFault);
      if (early !== undefined) return early;
      try {
        return await guardedWrite.write(state, previousFault);
      } catch (error) {
        if (guard.hasExpired || !guardedWrite.canRetry || !(error instanceof Fault)) throw error;
        return error;
      }
    });
    if (!(result instanceof Fault)) return result;
    lastFault = await backoffOrThrow(result, attempts, account, lastFault);
    // oxlint-enable no-await-in-loop
  }
}

/**
 * Runs guard reads and the write that depends on them, and starts again when the write was not sent because the reads were
 * too old. Each run takes longer than a read is valid, so the deadline of the mutation ends the loop.
 *
 * @param initialGuard guard of earlier reads
 */
export async function withGuardRead<T>(
  requestScope: RequestScope,
  work: (guard: GuardRead) => Promise<T>,
  initialGuard: GuardRead = new GuardRead(),
): Promise<T> {
  const outerGuard = requestScope.guardRead;
  for (let guard = initialGuard; ; guard = guard.renew()) {
    requestScope.guardRead = guard;
    try {
      // oxlint-disable-next-line no-await-in-loop -- reads again when the guard read is too old
      return await work(guard);
    } catch (error) {
      if (!guard.hasExpired) throw error;
    } finally {
      requestScope.guardRead = outerGuard;
    }
  }
}
