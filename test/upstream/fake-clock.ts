import { TransportError } from '../../src/upstream/transport/transport-error.js';
import type { Clock } from '../../src/upstream/transport/resilience/clock.js';

export interface FakeClock extends Clock {
  /** Every wait so far in milliseconds; each advanced the time at once. */
  readonly sleeps: readonly number[];
  advance(ms: number): void;
}

/**
 * A clock that advances only by the test or by a wait.
 *
 * @param startsAt milliseconds since the epoch
 * @param chance constant result of `random()`
 */
export function fakeClock(startsAt = Date.parse('2026-01-01T00:00:00Z'), chance = 0.5): FakeClock {
  const sleeps: number[] = [];
  let time = startsAt;
  return {
    sleeps,
    now: () => time,
    monotonic: () => time,
    random: () => chance,
    advance(ms) {
      time += ms;
    },
    async wait(ms, leaving) {
      if (leaving?.isCancelled) throw new TransportError('aborted');
      sleeps.push(ms);
      time += ms;
    },
  };
}
