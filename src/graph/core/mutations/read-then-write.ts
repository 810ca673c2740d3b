import { Fault } from '../../../faults/fault.js';
import type { CallScope } from '../../../upstream/transport/request-scope.js';
import { GuardRead } from '../../../upstream/transport/resilience/guard-read.js';
import { orRather, pauseBeforeLooking } from './retry-after-check.js';

/** A write that is decided by how things stand. `lost` is the fault of a write before, when there was one. */
interface GuardedWrite<S, T> {
  readonly read: (lost: Fault | undefined) => Promise<S>;
  /** What is answered without writing, or thrown; undefined when the write may go. */
  readonly settled?: (standing: S, lost: Fault | undefined) => T | undefined;
  readonly write: (standing: S, lost: Fault | undefined) => Promise<T>;
  /** Whether a write that failed in passing is sent again once it was read how things stand; never without. */
  readonly repeats?: boolean;
}

interface Account {
  readonly scope: CallScope;
  readonly client: { takeRepeat(): boolean };
}

/**
 * Reads how things stand, decides, and writes. What was read is good for a second: a write that was kept waiting longer is
 * not sent, and everything begins anew, as it does before a failed write is sent again. A late write would undo what a
 * person did meanwhile.
 *
 * @throws {Fault} what reading or deciding throws; the write's own when it is not sent again
 */
export async function readThenWrite<S, T>(account: Account, guarded: GuardedWrite<S, T>): Promise<T> {
  for (let lost: Fault | undefined, tries = 1; ; tries += 1) {
    const before = lost;
    // oxlint-disable no-await-in-loop -- each write is decided by a read of its own
    const result = await underGuard(account.scope, async (guard) => {
      const standing = await guarded.read(before).catch(orRather(before));
      const answer = guarded.settled?.(standing, before);
      if (answer !== undefined) return answer;
      try {
        return await guarded.write(standing, before);
      } catch (error) {
        if (guard.hasExpired || !guarded.repeats || !(error instanceof Fault)) throw error;
        return error;
      }
    });
    if (!(result instanceof Fault)) return result;
    lost = await pauseBeforeLooking(result, tries, account, lost);
    // oxlint-enable no-await-in-loop
  }
}

/**
 * Runs reads and the write that they decide; all of it again when the write was not sent because the reads had grown too
 * old. Each time takes longer than reads are good for, so the mutation's deadline ends it.
 *
 * @param first of reads that were made before
 */
export async function underGuard<T>(
  scope: CallScope,
  work: (guard: GuardRead) => Promise<T>,
  first: GuardRead = new GuardRead(),
): Promise<T> {
  const outer = scope.guard;
  for (let guard = first; ; guard = guard.next()) {
    scope.guard = guard;
    try {
      // oxlint-disable-next-line no-await-in-loop -- reads again when what was read is too old
      return await work(guard);
    } catch (error) {
      if (!guard.hasExpired) throw error;
    } finally {
      scope.guard = outer;
    }
  }
}
