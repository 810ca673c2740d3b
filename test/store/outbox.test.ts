import { describe, expect, test } from '@jest/globals';
import type { NewItem, ClaimedItem, Outbox, QueuedItem } from '../../src/store/outbox.js';
import { createItem, LEASE_MS, OUTBOXES, START } from './outbox-harness.js';

const DAY_MS = 24 * 3_600_000;

async function claim(outbox: Outbox): Promise<ClaimedItem> {
  const claimed = await outbox.claim();
  if (!claimed) throw new Error('Nothing was due.');
  return claimed;
}

async function find(outbox: Outbox, id: string): Promise<QueuedItem> {
  const found = await outbox.find(id);
  if (found === undefined || found === 'unavailable') throw new Error(`${id} is ${found}.`);
  return found;
}

describe.each(OUTBOXES)('an outbox %s', (_where, setUp) => {
  const { outbox, reopen, limited, pass } = setUp();

  test('has what it accepted after a restart, in the order of each lane', async () => {
    const items = [createItem(), createItem(), createItem({ lane: 'cpu' })];
    for (const item of items) expect(await outbox().add(item)).toBe('added');
    const other = await reopen();
    expect(await other.list(10)).toMatchObject(items.map(({ id }) => ({ id, state: 'WAITING' })));
    const claimed = [await claim(other), await claim(other)];
    expect(claimed.map(({ item, content }) => [item.id, content])).toEqual(
      [items[0], items[2]].map((item) => [item?.id, item?.content]),
    );
    expect(await other.claim()).toBeUndefined();
    for (const one of claimed) await other.settle(one, 'DELIVERED', '{}');
    expect((await claim(other)).item.id).toBe(items[1]?.id);
  });

  test('gives an item to one holder until its lease ends, and then says that it may have been sent', async () => {
    const item = createItem();
    await outbox().add(item);
    const first = await claim(outbox());
    expect(first.item.sentAt).toBeUndefined();
    expect(await outbox().claim()).toBeUndefined();
    pass(LEASE_MS);
    const second = await claim(outbox());
    expect(second.item).toMatchObject({ id: item.id, sentAt: START });
    expect(await outbox().settle(first, 'DELIVERED', '{}')).toBe(false);
    expect(await find(outbox(), item.id)).toMatchObject({ state: 'WAITING' });
    expect(await outbox().settle(second, 'DELIVERED', '{"incident":"Q1"}')).toBe(true);
    expect(await find(await reopen(), item.id)).toMatchObject({
      state: 'DELIVERED',
      detail: '{"incident":"Q1"}',
      settledAt: START + LEASE_MS,
    });
  });

  test('knows after a restart that an item may have been sent', async () => {
    await outbox().add(createItem());
    await claim(outbox());
    const other = await reopen();
    pass(LEASE_MS);
    expect((await claim(other)).item.sentAt).toBe(START);
  });

  test('returns an item that was not sent to the front of its lane', async () => {
    const items = [createItem(), createItem()];
    for (const item of items) await outbox().add(item);
    await outbox().release(await claim(outbox()), START + 5_000, false);
    pass(4_999);
    expect(await outbox().claim()).toBeUndefined();
    pass(1);
    const again = await claim(outbox());
    expect(again.item).toMatchObject({ id: items[0]?.id });
    expect(again.item.sentAt).toBeUndefined();
    await outbox().release(again, START + 5_000, true);
    expect((await claim(outbox())).item.sentAt).toBe(START + 5_000);
  });

  test('knows after a restart that an attempt was certainly not executed', async () => {
    const item = createItem();
    await outbox().add(item);
    await outbox().release(await claim(outbox()), START, false);
    const other = await reopen();
    expect(await other.cancel('disk')).toMatchObject({ cancelled: 1, remaining: 0 });
  });

  test('states of an item that expired whether it was ever sent', async () => {
    const [sent, unsent] = [createItem({ sentAt: START }), createItem({ lane: 'cpu' })];
    for (const item of [sent, unsent]) await outbox().add(item);
    pass(3_600_000);
    for (const _ of [sent, unsent]) await outbox().settle(await claim(outbox()), 'EXPIRED', '{}');
    for (const known of [outbox(), await reopen()]) {
      expect((await find(known, sent.id)).sentAt).toBe(START);
      expect((await find(known, unsent.id)).sentAt).toBeUndefined();
    }
  });

  test('cancels what was never sent and keeps the rest', async () => {
    const [sent, waiting, other] = [createItem(), createItem(), createItem({ lane: 'cpu' })];
    for (const item of [sent, waiting]) await outbox().add(item);
    const claimed = await claim(outbox());
    await outbox().add(other);
    expect(await outbox().count('disk')).toBe(2);
    expect(await outbox().cancel('disk')).toMatchObject({ cancelled: 1, remaining: 1 });
    expect(await find(outbox(), waiting.id)).toMatchObject({ state: 'CANCELLED', settledAt: START });
    await outbox().settle(claimed, 'DELIVERED', '{}');
    expect(await outbox().count('disk')).toBe(0);
    const after = await reopen();
    expect((await claim(after)).item.id).toBe(other.id);
    expect(await find(after, waiting.id)).toMatchObject({ state: 'CANCELLED' });
  });

  test('counts an item that was added as possibly sent as such', async () => {
    await outbox().add(createItem({ sentAt: START - 1_000 }));
    expect(await outbox().cancel('disk')).toMatchObject({ cancelled: 0, remaining: 1 });
    expect((await claim(outbox())).item.sentAt).toBe(START - 1_000);
  });

  test('accepts nothing beyond its bounds, and again when there is room', async () => {
    const small = await limited();
    const add = (values: object) => small.add(createItem(values));
    expect([await add({}), await add({}), await add({ content: 'x'.repeat(130) }), await add({})]).toEqual([
      'added',
      'added',
      'full',
      'added',
    ]);
    expect(await add({})).toBe('full');
    expect([await add({ owner: 'other' }), await add({ owner: 'third' })]).toEqual(['added', 'full']);
    await small.settle(await claim(small), 'REFUSED', '{}');
    expect(await add({})).toBe('added');
    expect(await small.readDepth()).toEqual({ waiting: 4, oldestAt: START });
  });

  test.each([
    ['of a caller', {}, 3],
    ['of all callers', { owner: 'each' }, 4],
    ['of the contents', { content: 'x'.repeat(100) }, 1],
  ])(
    'accepts nothing beyond the bound %s from many adds at once',
    async (_bound, values: Partial<NewItem>, expected) => {
      const small = await limited();
      const owner = (number: number) => (values.owner === undefined ? 'monitoring' : `caller-${number}`);
      const items = Array.from({ length: 10 }, (_, number) => createItem({ ...values, owner: owner(number) }));
      const results = await Promise.all(items.map((item) => small.add(item)));
      expect(results.filter((result) => result === 'added')).toHaveLength(expected);
      expect(results.filter((result) => result === 'full')).toHaveLength(10 - expected);
      expect(await small.readDepth()).toMatchObject({ waiting: expected });
    },
  );

  test('forgets what settled a day ago', async () => {
    const item = createItem();
    await outbox().add(item);
    await outbox().settle(await claim(outbox()), 'EXPIRED', '{}');
    expect(await outbox().readDepth()).toEqual({ waiting: 0, oldestAt: undefined });
    pass(DAY_MS - 1);
    await outbox().claim();
    expect(await find(outbox(), item.id)).toMatchObject({ state: 'EXPIRED' });
    pass(1);
    await outbox().claim();
    expect(await outbox().find(item.id)).toBeUndefined();
  });
});
