import { describe, expect, test } from '@jest/globals';
import { GuardRead } from '../../../../src/upstream/transport/resilience/guard-read.js';

const PLENTY = 60_000;

function guardOf(
  reads: readonly (readonly [sentAt: number, answeredAt: number])[],
  before = new GuardRead(),
): GuardRead {
  const guard = before.next();
  for (const [sentAt, answeredAt] of reads) guard.sawRead(sentAt, answeredAt);
  return guard;
}

describe('what a write is decided by', () => {
  test('is never too old when nothing was read', () => {
    expect(new GuardRead().isTooOld(1_000_000, PLENTY)).toBe(false);
  });

  test('is good for a second from when the read was sent', () => {
    const guard = guardOf([[500, 600]]);
    expect([1_500, 1_501].map((now) => guard.isTooOld(now, PLENTY))).toEqual([false, true]);
  });

  test('is as old as the oldest of its reads', () => {
    expect(
      guardOf([
        [0, 100],
        [900, 950],
      ]).isTooOld(1_001, PLENTY),
    ).toBe(true);
  });

  test('is good though its read was slow, when the one before was as slow', () => {
    const slow = guardOf([[0, 2_000]]);
    expect(slow.isTooOld(2_000, PLENTY)).toBe(true);
    expect(guardOf([[2_000, 4_000]], slow).isTooOld(4_900, PLENTY)).toBe(false);
  });

  test('is too old after a wait of more than a second, however slow the reads', () => {
    const slow = guardOf([[0, 2_000]]);
    expect(guardOf([[2_000, 4_000]], slow).isTooOld(5_001, PLENTY)).toBe(true);
    expect(guardOf([[0, 4_000]]).isTooOld(5_001, 5_000)).toBe(true);
  });

  test('is too old after a wait between its reads, which is no slowness of theirs', () => {
    const held = guardOf([
      [0, 10],
      [3_000, 3_010],
    ]);
    expect(held.isTooOld(3_010, 0)).toBe(true);
    expect(
      guardOf(
        [
          [3_010, 3_020],
          [6_000, 6_010],
        ],
        held,
      ).isTooOld(6_010, PLENTY),
    ).toBe(true);
  });

  test('is good where there is no time to read and write as slowly again', () => {
    expect(guardOf([[0, 3_000]]).isTooOld(3_000, 7_000)).toBe(false);
  });
});
