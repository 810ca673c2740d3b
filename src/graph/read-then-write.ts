import type { Fault } from '../faults/fault.js';
import type { CallScope, GuardRead } from '../upstream/transport/call-scope.js';
import { orRather, pauseBeforeLooking } from './look-again.js';

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
 * Reads how things stand, decides, and writes. What was read is good for a second, counted from its answer: a write that
 * was kept waiting longer is not sent, and everything begins anew, as it does before a failed write is sent again. A late
 * write would undo what a person did meanwhile.
 *
 * @throws {Fault} what reading or deciding throws; the write's own when it is not sent again
 */
export async function readThenWrite<S, T>(account: Account, guarded: GuardedWrite<S, T>): Promise<T> {
  const { scope } = account;
  for (let lost: Fault | undefined, tries = 1; ;) {
    // oxlint-disable no-await-in-loop -- each write is decided by a read of its own
    const standing = await guarded.read(lost).catch(orRather(lost));
    const answer = guarded.settled?.(standing, lost);
    if (answer !== undefined) return answer;
    const guard = guardedFromNow(scope);
    try {
      return await guarded.write(standing, lost);
    } catch (error) {
      if (guard.hasExpired) continue;
      if (!guarded.repeats) throw error;
      lost = await pauseBeforeLooking(error, tries, account, lost);
      tries += 1;
    } finally {
      scope.guard = undefined;
    }
    // oxlint-enable no-await-in-loop
  }
}

/** From now on, writes of the mutation at work are decided by what was just read. */
export function guardedFromNow(scope: CallScope): GuardRead {
  scope.guard = { readAt: Date.now() };
  return scope.guard;
}
