import type { Parameters } from 'fast-check';

/**
 * How often a property is tried; a failure is told with its seed at once, for shrinking one that plays a whole gateway
 * outlasts a test. No time limit: fast-check gives a run up without waiting for its end, and what it still does would
 * fall into the next test. `fc.assert(property, { seed, path })` repeats a failure.
 */
export function propertyRuns<T = unknown>(numRuns: number): Parameters<T> {
  return { numRuns, endOnFailure: true };
}
