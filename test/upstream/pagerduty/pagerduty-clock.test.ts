import { describe, expect, test } from '@jest/globals';
import { array, assert, integer, property } from 'fast-check';
import { isAtOrAfter, PagerDutyClock } from '../../../src/upstream/pagerduty/pagerduty-clock.js';

const START = Date.parse('2026-03-18T12:00:00Z');
const floorToSecond = (at: number): number => Math.floor(at / 1000) * 1000;
const toIsoSecond = (at: number): string => new Date(at).toISOString().replace(/\.\d+/, '');

/** PagerDuty's clock, `aheadMs` ahead of ours, after calls at these times; each response takes `tookMs`. */
function clockAfter(aheadMs: number, requested: readonly number[], tookMs = 20): PagerDutyClock {
  let ours = START;
  const clock = new PagerDutyClock(() => ours);
  for (const at of requested) {
    ours = at + tookMs;
    clock.update({ date: new Date(floorToSecond(at + tookMs / 2 + aheadMs)).toUTCString() }, at, ours);
  }
  return clock;
}

describe('PagerDuty’s clock', () => {
  test('is ours before its first response', () => {
    expect(new PagerDutyClock(() => START).toPagerDutyTime(START)).toEqual({ earliest: START, latest: START });
  });

  test('never has an impossible time, whatever dates it received', () => {
    const requested = array(integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 30 });
    const holds = property(integer({ min: -90_000, max: 90_000 }), requested, (aheadMs, offsets) => {
      const moments = offsets.toSorted((a, b) => a - b).map((offset) => START + offset);
      const { earliest, latest } = clockAfter(aheadMs, moments).toPagerDutyTime(START);
      expect(earliest).toBeLessThanOrEqual(START + aheadMs);
      expect(latest).toBeGreaterThanOrEqual(START + aheadMs);
    });
    assert(holds);
  });

  test('is known to some hundredths of a second after a few responses', () => {
    const requested = Array.from({ length: 40 }, (_, n) => START + n * 137);
    const { earliest, latest } = clockAfter(900, requested).toPagerDutyTime(START);
    expect(latest - earliest).toBeLessThan(100);
  });

  test.each(['Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT'])(
    'is ours while its date is %s',
    (date) => {
      const clock = new PagerDutyClock(() => START);
      clock.update({ date }, START, START + 20);
      expect(clock.now()).toBe(START);
    },
  );

  test('is learned again after PagerDuty’s clock was set', () => {
    const requested = Array.from({ length: 40 }, (_, n) => START + n * 137);
    const clock = clockAfter(900, requested);
    const later = START + 10_000;
    clock.update({ date: new Date(floorToSecond(later + 60_000)).toUTCString() }, later, later + 20);
    expect(clock.toPagerDutyTime(START).latest).toBeGreaterThanOrEqual(START + 60_000);
  });
});

describe('a time that PagerDuty wrote', () => {
  const sent = START + 700;
  const exactly = { earliest: sent, latest: sent };

  test.each([
    ['after the moment', sent + 50, true],
    ['less than a second before, which a date in seconds cannot tell apart', sent - 500, true],
    ['1.6 s before', sent - 1_600, false],
    ['a minute before', sent - 60_000, false],
  ])('%s is certain when the clocks are known', (_, at, since) => {
    expect(isAtOrAfter(toIsoSecond(floorToSecond(at)), exactly)).toBe(since);
  });

  test('1.6 s before the moment is uncertain when the clocks are known to the second only', () => {
    const roughly = { earliest: sent - 1_000, latest: sent };
    expect(isAtOrAfter(toIsoSecond(floorToSecond(sent - 1_600)), roughly)).toBeNull();
  });

  test.each([undefined, null, 'soon', { toString: 1 }])('%p is uncertain', (reported) => {
    expect(isAtOrAfter(reported, exactly)).toBeNull();
  });
});
