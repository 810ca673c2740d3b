import { describe, expect, test } from '@jest/globals';
import { MAX_WEBHOOK_IDS } from '../../src/store/webhook-ids.js';
import { IMPLEMENTATIONS } from './store-harness.js';

const SECONDS_OF_48_HOURS = 48 * 3_600;

describe.each(IMPLEMENTATIONS)('the known webhook ids %s', (_where, setUp) => {
  const { store, otherStore, pass } = setUp();
  const ids = () => store().webhookIds;
  const otherIds = () => otherStore().webhookIds;

  test('an id is known to every replica for 48 hours', async () => {
    expect(await ids().add('main', ['W1', 'E1'])).toBe(true);
    pass(SECONDS_OF_48_HOURS);
    expect(await otherIds().add('main', ['W2', 'E1'])).toBe(false);
    pass(1);
    expect(await otherIds().add('main', ['W1', 'E1'])).toBe(true);
  });

  test('one of two replicas accepts a webhook that both receive at once', async () => {
    const added = await Promise.all([ids().add('main', ['W1', 'E1']), otherIds().add('main', ['W1', 'E1'])]);
    expect(added.toSorted()).toEqual([false, true]);
  });

  test('an account keeps the last ids, whatever other accounts receive', async () => {
    await ids().add('other', ['W0', 'E0']);
    await ids().add('main', ['W0', 'E0']);
    pass(1);
    for (let count = 1; count < MAX_WEBHOOK_IDS; count += 1) await ids().add('main', [`more ${count}`]);
    expect(await ids().add('main', ['more 1'])).toBe(false);
    const kept = [await ids().add('main', ['W0']), await ids().add('main', ['E0'])];
    expect(kept).toContain(true);
    expect(await ids().add('other', ['E0'])).toBe(false);
  });

  test('a replay with other ids does not push out the known ones', async () => {
    await ids().add('main', ['W', 'E']);
    for (let index = 0; index < 100; index += 1) await ids().add('main', [`replay ${index}`, 'E']);
    expect(await ids().add('main', ['replay 0'])).toBe(true);
    expect(await ids().add('main', ['W'])).toBe(false);
  });
});
