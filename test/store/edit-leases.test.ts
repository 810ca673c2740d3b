import { describe, expect, it } from '@jest/globals';
import { IMPLEMENTATIONS } from './store-harness.js';

describe.each(IMPLEMENTATIONS)('the lease of an edit %s', (_where, setUp) => {
  const { store, otherStore } = setUp();

  it('is taken by one edit at a time, in one replica and in several', async () => {
    const [one, other] = [store().editLeases, otherStore().editLeases];
    const turns = await Promise.all([one.take('key', 'a'), other.take('key', 'b'), one.take('key', 'c')]);
    expect(turns.toSorted()).toEqual(['BUSY', 'BUSY', 'TAKEN']);
    expect(await other.take('other key', 'b')).toBe('TAKEN');
  });

  it('is released by its holder only', async () => {
    const [one, other] = [store().editLeases, otherStore().editLeases];
    await one.take('key', 'a');
    await other.release('key', 'b');
    expect(await other.take('key', 'b')).toBe('BUSY');
    await one.release('key', 'a');
    expect(await other.take('key', 'b')).toBe('TAKEN');
  });
});
