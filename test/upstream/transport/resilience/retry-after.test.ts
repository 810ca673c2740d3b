import { describe, expect, it } from '@jest/globals';
import { parseRetryAfter } from '../../../../src/upstream/transport/resilience/retry-after.js';

const NOW = Date.parse('2026-01-01T00:00:00.400Z');

describe('retry-after', () => {
  it.each([
    ['0', 0],
    ['30', 30],
    [' 30 ', 30],
    ['1.2', 2],
    ['999999', 86_400],
    ['Thu, 01 Jan 2026 00:00:10 GMT', 10],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 0],
    ['Fri, 01 Jan 2027 00:00:00 GMT', 86_400],
  ])('%j is a wait of %d s', (text, seconds) => {
    expect(parseRetryAfter({ 'retry-after': text }, NOW)).toBe(seconds);
  });

  it.each(['', 'soon', '-1', '5 minutes', 'Infinity', '0x10', '2026-01-01', 'foo 5 GMT'])('%j is no wait', (text) => {
    expect(parseRetryAfter({ 'retry-after': text }, NOW)).toBeUndefined();
  });

  it('may be missing', () => {
    expect(parseRetryAfter({}, NOW)).toBeUndefined();
  });
});
