import { BREAKDOWNS, outcomeUnder } from '../../../faults/upstream-errors.js';
import type { RawAnswer } from '../http/send-request.js';
import type { Clock } from './clock.js';
import type { Endpoint } from '../endpoint.js';
import type { TransportFailure } from '../transport-error.js';
import { POLICY, TRANSIENT_STATUSES } from './policy.js';

/** How one try ended; `waitMs` is what the upstream asked for. */
export type Ending = { readonly answer: RawAnswer; readonly waitMs?: number } | { readonly failure: TransportFailure };

/** Failures after which the same call may go better. An open breaker is not among them: it answers at once. */
const TRANSIENT_BREAKDOWNS: ReadonlySet<string> = new Set(['refused', 'reset', 'timeout']);

/** Whether an endpoint's call may be sent again after a try that ended so. */
export function mayRepeat({ repeat }: Endpoint, ending: Ending, tries: number): boolean {
  if (tries >= POLICY.attempts || repeat === 'after-looking') return false;
  if ('failure' in ending) {
    const { breakdown } = ending.failure;
    return repeat === 'freely' ? TRANSIENT_BREAKDOWNS.has(breakdown) : breakdown === 'refused';
  }
  const { status } = ending.answer;
  return repeat === 'freely' ? TRANSIENT_STATUSES.includes(status) : status === 429;
}

/** Whether an upstream may have done what a try asked for, although the try failed. */
export function mayBeExecuted(ending: Ending): boolean {
  const outcome =
    'failure' in ending ? BREAKDOWNS[ending.failure.breakdown].outcome : outcomeUnder(ending.answer.status);
  return outcome === 'UNKNOWN';
}

/** Milliseconds before the next try: what the upstream asked for, else a random part of a growing span. */
export function pauseMs(ending: Ending, tries: number, clock: Pick<Clock, 'random'>): number {
  if ('answer' in ending && ending.waitMs !== undefined) return ending.waitMs;
  const { base, longest } = POLICY.pause;
  return clock.random() * Math.min(longest, base * 2 ** tries);
}
