import { describe, expect, test } from '@jest/globals';
import { GuardRead } from '../../../../src/upstream/transport/resilience/guard-read.js';

const PLENTY_MS = 60_000;

function createGuardRead(
  reads: readonly (readonly [sentAt: number, answeredAt: number])[],
  before = new GuardRead(),
): GuardRead {
  const guard = before.renew();
  for (const [sentAt, answeredAt] of reads) guard.recordRead(sentAt, answeredAt);
  return guard;
}

describe('the read that decides a write', () => {
  test('is never too old when nothing was read', () => {
    expect(new GuardRead().isStale(1_000_000, PLENTY_MS)).toBe(false);
  });

  test('is valid for a second from the time it was sent', () => {
    const guard = createGuardRead([[500, 600]]);
    expect([1_500, 1_501].map((now) => guard.isStale(now, PLENTY_MS))).toEqual([false, true]);
  });

  test('is as old as the oldest of its reads', () => {
    expect(
      createGuardRead([
        [0, 100],
        [900, 950],
      ]).isStale(1_001, PLENTY_MS),
    ).toBe(true);
  });

  test('is valid although it was slow, when the one before was as slow', () => {
    const slow = createGuardRead([[0, 2_000]]);
    expect(slow.isStale(2_000, PLENTY_MS)).toBe(true);
    expect(createGuardRead([[2_000, 4_000]], slow).isStale(4_900, PLENTY_MS)).toBe(false);
  });

  test('is too old after a wait of more than a second, however slow the reads', () => {
    const slow = createGuardRead([[0, 2_000]]);
    expect(createGuardRead([[2_000, 4_000]], slow).isStale(5_001, PLENTY_MS)).toBe(true);
    expect(createGuardRead([[0, 4_000]]).isStale(5_001, 5_000)).toBe(true);
  });

  test('is too old after a wait between its reads, which does not count as slowness', () => {
    const held = createGuardRead([
      [0, 10],
      [3_000, 3_010],
    ]);
    expect(held.isStale(3_010, 0)).toBe(true);
    expect(
      createGuardRead(
        [
          [3_010, 3_020],
          [6_000, 6_010],
        ],
        held,
      ).isStale(6_010, PLENTY_MS),
    ).toBe(true);
  });

  test('is valid when there is no time to read and write as slowly again', () => {
    expect(createGuardRead([[0, 3_000]]).isStale(3_000, 7_000)).toBe(false);
  });
});
