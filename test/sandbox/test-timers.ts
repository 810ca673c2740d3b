import { once } from 'node:events';
import type { Schedule } from '../../src/sandbox/schedule.js';

interface Timer {
  readonly task: () => void;
  readonly delayMs: number;
  readonly at: number;
}

/** A clock with timers that only a test advances. */
export interface TestTimers {
  now(): number;
  readonly schedule: Schedule;
  /** Moves the clock and runs what is due, each task at its time. */
  readonly advance: (milliseconds: number) => void;
  /** Resolves as soon as a timer with this delay waits. */
  waitFor(delayMs: number): Promise<void>;
  waitForCount(delayMs: number, count: number): Promise<void>;
  /** Resolves as soon as no timer waits: every delivery is over. */
  waitUntilIdle(): Promise<void>;
}

export function createTestTimers(startTime: number): TestTimers {
  let now = startTime;
  const timers = new Set<Timer>();
  const changes = new EventTarget();
  const notify = () => changes.dispatchEvent(new Event('change'));
  const waitUntil = async (isTrue: () => boolean) => {
    while (!isTrue()) await once(changes, 'change');
  };
  const countTimers = (delayMs: number) => [...timers].filter((timer) => timer.delayMs === delayMs).length;
  const takeDue = (until: number) => {
    const [next] = [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
    if (next) timers.delete(next);
    return next;
  };
  return {
    now: () => now,
    schedule: (task, delayMs) => {
      const timer = { task, delayMs, at: now + delayMs };
      timers.add(timer);
      notify();
      return () => {
        timers.delete(timer);
        notify();
      };
    },
    advance: (milliseconds) => {
      const until = now + milliseconds;
      for (let due = takeDue(until); due; due = takeDue(until)) {
        now = due.at;
        due.task();
      }
      now = until;
    },
    waitFor: (delayMs) => waitUntil(() => countTimers(delayMs) > 0),
    waitForCount: (delayMs, count) => waitUntil(() => countTimers(delayMs) >= count),
    waitUntilIdle: () => waitUntil(() => timers.size === 0),
  };
}
