import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../faults/fault.js';
import type { Kind } from '../faults/kind.js';
import { mutationTimeLeft } from '../upstream/transport/call-scope.js';
import { POLICY } from '../upstream/transport/policy.js';

/** Failures after which a write may be tried again, once somebody has looked how things stand. */
const PASSING: ReadonlySet<Kind> = new Set<Kind>(['UPSTREAM_RATE_LIMITED', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT']);

/**
 * Waits before a write that failed is looked at and perhaps sent again: as long as the upstream asked for, else a random
 * moment.
 *
 * @param tries writes sent so far
 * @returns the fault, when trying again makes sense
 * @throws what was thrown, when it does not, or there is no time left
 */
export async function pauseBeforeLooking(error: unknown, tries: number): Promise<Fault> {
  if (!(error instanceof Fault) || !PASSING.has(error.kind) || tries >= POLICY.attempts) throw error;
  const { base, longest } = POLICY.pause;
  const { retryAfterSeconds } = error;
  const pause =
    retryAfterSeconds === undefined ? Math.random() * Math.min(longest, base * 2 ** tries) : retryAfterSeconds * 1000;
  if (pause >= mutationTimeLeft()) throw error;
  await sleep(pause);
  return error;
}
