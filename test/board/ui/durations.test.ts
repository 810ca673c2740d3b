import { expect, test } from '@jest/globals';
import { formatDuration, formatRelative } from '../../../src/board/ui/durations.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [MINUTE, '1 min'],
  [59 * MINUTE, '59 min'],
  [HOUR, '1 h'],
  [HOUR + 35 * MINUTE, '1 h 35 min'],
  [24 * HOUR, '1 d'],
  [75 * HOUR, '3 d 3 h'],
])('%p ms are %p', (ms, text) => expect(formatDuration(ms)).toBe(text));

test('a moment lies behind or ahead', () => {
  expect([formatRelative(0, 5 * MINUTE), formatRelative(5 * MINUTE, 0)]).toEqual(['5 min ago', 'in 5 min']);
});
