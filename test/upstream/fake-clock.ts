import { TransportFailure } from '../../src/upstream/transport/transport-error.js';
import type { Clock } from '../../src/upstream/transport/resilience/clock.js';

export interface FakeClock extends Clock {
  /** Every wait so far, in milliseconds; each was over at once and moved the time on. */
  readonly waits: readonly number[];
  advance(ms: number): void;
}

/**
 * Time that passes only when it is told to, or by waiting.
 *
 * @param startsAt milliseconds since the epoch
 * @param chance what `random()` always gives
 */
export function fakeClock(startsAt = Date.parse('2026-01-01T00:00:00Z'), chance = 0.5): FakeClock {
  const waits: number[] = [];
  let time = startsAt;
  return {
    waits,
    now: () => time,
    monotonic: () => time,
    random: () => chance,
    advance(ms) {
      time += ms;
    },
    async wait(ms, leaving) {
      if (leaving?.hasLeft) throw new TransportFailure('aborted');
      waits.push(ms);
      time += ms;
    },
  };
}
