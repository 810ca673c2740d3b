import { Fault } from '../../../faults/fault.js';
import type { Kind } from '../../../faults/codes.js';
import { type CallScope, mutationTimeLeft } from '../../../upstream/transport/request-scope.js';
import { SYSTEM_CLOCK } from '../../../upstream/transport/resilience/clock.js';
import { POLICY } from '../../../upstream/transport/resilience/policy.js';

/** Failures after which a write may be tried again, once somebody has looked how things stand. */
const PASSING: ReadonlySet<Kind> = new Set<Kind>(['UPSTREAM_RATE_LIMITED', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT']);

/** This gateway itself lets nothing through for a while, and knows that waiting is no use. */
function isHeldBack({ outcome, retryAfterSeconds }: Fault): boolean {
  return outcome === 'NOT_SENT' && retryAfterSeconds !== undefined;
}

/**
 * Waits before a write that failed is looked at and perhaps sent again: as long as the upstream asked for, else a random
 * moment. A fault that leaves the write's outcome unknown stands for those after it.
 *
 * @param tries writes sent so far
 * @param earlier what this returned for the write before
 * @returns the fault to tell when looking fails
 * @throws the same when there is no time or no repeat left, or what was thrown when trying again makes no sense
 */
export async function pauseBeforeLooking(
  error: unknown,
  tries: number,
  { scope, client }: { readonly scope: CallScope; readonly client: { takeRepeat(): boolean } },
  earlier?: Fault,
): Promise<Fault> {
  if (!(error instanceof Fault) || !PASSING.has(error.kind)) throw error;
  const lost = earlier?.outcome === 'UNKNOWN' ? earlier : error;
  if (tries >= POLICY.attempts || isHeldBack(error)) throw lost;
  const { base, longest } = POLICY.pause;
  const { retryAfterSeconds } = error;
  const pause =
    retryAfterSeconds === undefined ? Math.random() * Math.min(longest, base * 2 ** tries) : retryAfterSeconds * 1000;
  if (pause >= mutationTimeLeft(scope) || !client.takeRepeat()) throw lost;
  await SYSTEM_CLOCK.wait(pause);
  return lost;
}

/** When looking fails too, what is told is the write's own fault. */
export function orRather(lost: Fault | undefined): (error: unknown) => never {
  return (error) => {
    throw lost ?? error;
  };
}
