import { describe, expect, it } from '@jest/globals';
import { IMPLEMENTATIONS } from './store-harness.js';

describe.each(IMPLEMENTATIONS)('creates %s', (_where, setUp) => {
  const { store, otherStore } = setUp();

  it('of one key at the same time are concurrent, in one replica and in several', async () => {
    const [one, other] = [store().concurrentCreates, otherStore().concurrentCreates];
    const first = await one.start('key');
    expect(await one.isConcurrent('key', first)).toBe(false);
    const second = await other.start('key');
    expect(await one.isConcurrent('key', first)).toBe(true);
    expect(await other.isConcurrent('key', second)).toBe(true);
  });

  it('stay concurrent although the other one ended', async () => {
    const { concurrentCreates } = store();
    const first = await concurrentCreates.start('key');
    await concurrentCreates.end('key', await concurrentCreates.start('key'));
    expect(await concurrentCreates.isConcurrent('key', first)).toBe(true);
  });

  it('of different keys, or one after the other, are not concurrent', async () => {
    const { concurrentCreates } = store();
    const first = await concurrentCreates.start('key');
    expect(await concurrentCreates.isConcurrent('other key', await concurrentCreates.start('other key'))).toBe(false);
    await concurrentCreates.end('key', first);
    const later = await otherStore().concurrentCreates.start('key');
    expect(await concurrentCreates.isConcurrent('key', later)).toBe(false);
  });
});
