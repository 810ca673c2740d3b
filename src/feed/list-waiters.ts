import { Fault } from '../faults/fault.js';

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Those who wait for the first open list of a feed. */
export class ListWaiters {
  private readonly waiters = new Set<Waiter>();

  add(): Promise<void> {
    return new Promise((resolve, reject) => this.waiters.add({ resolve, reject }));
  }

  /** @param error undefined when the list was read */
  settle(error?: unknown): void {
    for (const { resolve, reject } of this.waiters) {
      if (error === undefined) resolve();
      else reject(error);
    }
    this.waiters.clear();
  }
}

export function createStoppedFault(): Fault {
  return new Fault('UPSTREAM_UNAVAILABLE', 'The live feed was stopped. Subscribe again.');
}
