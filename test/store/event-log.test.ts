import { describe, expect, test } from '@jest/globals';
import { createMemoryEventLog } from '../../src/store/memory/event-log.js';

const CAPACITY = 4;

describe('the event log', () => {
  test('returns what follows a position', async () => {
    const log = createMemoryEventLog<string>(CAPACITY);
    const start = await log.getLastPosition();
    const [first = ''] = await log.append(['a', 'b']);
    expect(await log.readAfter(start)).toMatchObject([{ event: 'a' }, { event: 'b' }]);
    expect(await log.readAfter(first)).toMatchObject([{ event: 'b', position: await log.getLastPosition() }]);
    expect(await log.readAfter(await log.getLastPosition())).toEqual([]);
  });

  test('keeps the newest, and a position before them is expired', async () => {
    const log = createMemoryEventLog<number>(CAPACITY);
    const [first = '', second = ''] = await log.append([1, 2, 3, 4, 5, 6]);
    expect((await log.readAfter(second)) as unknown).toMatchObject([
      { event: 3 },
      { event: 4 },
      { event: 5 },
      { event: 6 },
    ]);
    expect(await log.readAfter(first)).toBe('expired');
  });

  test('a new epoch ends all positions', async () => {
    const log = createMemoryEventLog<number>(CAPACITY);
    const [position = ''] = await log.append([1]);
    await log.startEpoch();
    expect(await log.readAfter(position)).toBe('expired');
    await log.append([2]);
    expect(await log.readAfter(position)).toBe('expired');
  });

  test.each(['', 'x', '-1', '1-1', 'NaN-NaN', '__proto__'])('the invalid position %p is expired', async (position) => {
    const log = createMemoryEventLog<number>(CAPACITY);
    await log.append([1]);
    expect(await log.readAfter(position)).toBe('expired');
    expect(await log.readAfter(`${(await log.getLastPosition()).split('-')[0]}-99`)).toBe('expired');
  });
});
