import { Fault } from '../../../faults/fault.js';
import type { RequestScope } from '../../../upstream/transport/request-scope.js';
import { GuardRead } from '../../../upstream/transport/resilience/guard-read.js';
import { rethrowAs, backoffOrThrow } from './retry-after-check.js';

/** A write that is decided by how things stand. `lost` is the fault of a write before, when there was one. */
interface GuardedWrite<S, T> {
  readonly read: (previousFault: Fault | undefined) => Promise<S>;
  /** What is answered without writing, or thrown; undefined when the write may go. */
  readonly resultWithoutWrite?: (state: S, previousFault: Fault | undefined) => T | undefined;
  readonly write: (state: S, previousFault: Fault | undefined) => Promise<T>;
  /** Whether a write that failed in passing is sent again once it was read how things stand; never without. */
  readonly canRetry?: boolean;
}

interface MutationAccount {
  readonly requestScope: RequestScope;
  readonly client: { acquireRetry(): boolean };
}

/**
 * Reads how things stand, decides, and writes. What was read is good for a second: a write that was kept waiting longer is
 * not sent, and everything begins anew, as it does before a failed write is sent again. A late write would undo what a
 * person did meanwhile.
 *
 * @throws {Fault} what reading or deciding throws; the write's own when it is not sent again
 */
export async function readThenWrite<S, T>(account: MutationAccount, guardedWrite: GuardedWrite<S, T>): Promise<T> {
  for (let lastFault: Fault | undefined, attempts = 1; ; attempts += 1) {
    const previousFault = lastFault;
    // oxlint-disable no-await-in-loop -- each write is decided by a read of its own
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
 * Runs reads and the write that they decide; all of it again when the write was not sent because the reads had grown too
 * old. Each time takes longer than reads are good for, so the mutation's deadline ends it.
 *
 * @param initialGuard of reads that were made before
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
      // oxlint-disable-next-line no-await-in-loop -- reads again when what was read is too old
      return await work(guard);
    } catch (error) {
      if (!guard.hasExpired) throw error;
    } finally {
      requestScope.guardRead = outerGuard;
    }
  }
}
