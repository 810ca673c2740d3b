import type { Parameters } from 'fast-check';

/**
 * How often a property is tried: fewer times on a busy machine, and a failure is told, with its seed, before the test's
 * time is over. `fc.assert(property, { seed, path })` repeats a failure.
 */
export function runs<T = unknown>(numRuns: number): Parameters<T> {
  return { numRuns, interruptAfterTimeLimit: 3_000 };
}
