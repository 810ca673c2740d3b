import type { Parameters } from 'fast-check';

/**
 * The number of runs of a property. A failure is reported with its seed at once, because shrinking a whole gateway
 * takes longer than a test may. There is no time limit, because fast-check does not wait for the end of an aborted
 * run. `fc.assert(property, { seed, path })` repeats a failure.
 */
export function propertyRuns<T = unknown>(numRuns: number): Parameters<T> {
  return { numRuns, endOnFailure: true };
}
