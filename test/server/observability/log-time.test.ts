import { afterEach, expect, jest, test } from '@jest/globals';
import { createLogTime } from '../../../src/server/observability/log-time.js';

afterEach(() => {
  jest.restoreAllMocks();
});

test('each log line has its own time, also while the clock stands still or goes back', () => {
  const clock = jest.spyOn(Date, 'now');
  const formatTime = createLogTime();
  const formatAt = (time: string) => {
    clock.mockReturnValue(Date.parse(time));
    return formatTime();
  };
  const times = ['2026-11-30T07:20:00.001Z', '2026-11-30T07:20:00.001Z', '2026-11-30T07:20:00.002Z'];
  times.push('2026-11-30T07:19:59.999Z');
  expect(times.map(formatAt)).toEqual(times.map((time) => `,"time":"${time}"`));
});
