import { randomUUID } from 'node:crypto';
import { Fault } from '../../../faults/fault.js';
import type { KeyedLock } from '../../../shared/keyed-lock.js';
import type { EditLeases } from '../../../store/edit-leases.js';
import { getMutationTimeLeft, type RequestScope } from '../../../upstream/transport/request-scope.js';
import { SYSTEM_CLOCK } from '../../../upstream/transport/resilience/clock.js';

/** Interval at which the lease of another replica is tried. */
const TRY_INTERVAL_MS = 50;

/**
 * Lets one edit of a key run at a time: those of this process in the order of the calls, those of all replicas by a lease.
 * While the replicas cannot agree, only this process takes turns.
 *
 * @returns a lock that throws `CONFLICT` if another replica has the lease until the deadline of the mutation
 */
export function createEditLock(processLock: KeyedLock, leases: EditLeases, requestScope: RequestScope): KeyedLock {
  return (key, work) =>
    processLock(key, async () => {
      const id = randomUUID();
      try {
        await waitForTurn(() => leases.take(key, id), requestScope);
        return await work();
      } finally {
        await leases.release(key, id);
      }
    });
}

/** @throws {Fault} `CONFLICT` */
async function waitForTurn(take: () => ReturnType<EditLeases['take']>, requestScope: RequestScope): Promise<void> {
  // oxlint-disable no-await-in-loop -- each try is later than the one before
  while ((await take()) === 'BUSY') {
    if (getMutationTimeLeft(requestScope) <= TRY_INTERVAL_MS)
      throw new Fault(
        'CONFLICT',
        'Another replica of the gateway is changing the same. Nothing was written. Try again.',
      );
    await SYSTEM_CLOCK.wait(TRY_INTERVAL_MS);
  }
  // oxlint-enable no-await-in-loop
}
