import { describe, expect, test } from '@jest/globals';
import type { ErrorCode } from '../../src/faults/codes.js';
import { Fault } from '../../src/faults/fault.js';
import { readByIds } from '../../src/loaders/read-by-ids.js';
import type { PageQuery } from '../../src/upstream/pagerduty/wire.js';

const idAt = (index: number) => `P${index}`;

/** An account with so many objects; `P7x` and the like are not in its list. */
function directory(size: number) {
  const calls: string[] = [];
  return {
    calls,
    listPage: async ({ offset, limit }: PageQuery) => {
      calls.push(`page ${offset}`);
      const end = Math.min(offset + limit, size);
      const items = Array.from({ length: end - offset }, (_, index) => ({ id: idAt(offset + index) }));
      return { items, more: end < size, total: null };
    },
    readOne: async (id: string) => {
      calls.push(id);
      if (id.endsWith('x')) throw new Error(`no ${id}`);
      return { id };
    },
  };
}

describe('many objects', () => {
  test('are found in the list, also on later pages', async () => {
    const reads = directory(300);
    const ids = Array.from({ length: 100 }, (_, index) => idAt(index * 3));
    expect([...(await readByIds(ids, reads)).keys()].toSorted()).toEqual(ids.toSorted());
    expect(reads.calls).toEqual(['page 0', 'page 100', 'page 200']);
  });

  test('that the list lacks are read one by one, and an error is the result of its object alone', async () => {
    const reads = directory(10);
    const results = await readByIds([...Array.from({ length: 10 }, (_, index) => idAt(index)), 'P7x', 'P11'], reads);
    expect(reads.calls).toEqual(['page 0', 'P7x', 'P11']);
    expect([results.get('P9'), results.get('P11'), results.get('P7x')]).toEqual([
      { id: 'P9' },
      { id: 'P11' },
      new Error('no P7x'),
    ]);
  });

  test('are read one by one as soon as the next page would take longer', async () => {
    const reads = directory(10_000);
    const ids = Array.from({ length: 12 }, (_, index) => idAt(9_000 + index));
    await readByIds(ids, reads);
    expect(reads.calls).toEqual(['page 0', 'page 100', ...ids]);
  });

  test('never need more than ten pages', async () => {
    const reads = directory(100_000);
    await readByIds(
      Array.from({ length: 500 }, (_, index) => idAt(90_000 + index)),
      reads,
    );
    expect(reads.calls.filter((call) => call.startsWith('page')).length).toBe(10);
  });
});

/** The page at this offset fails; the calls are those of `readOne` alone. */
function failingAt(offset: number, error: Error) {
  const reads = directory(300);
  const listPage = (page: PageQuery) =>
    page.offset === offset ? Promise.reject(error) : directory(300).listPage(page);
  return { ...reads, listPage };
}

describe('when a page of the list fails', () => {
  /** The first page holds 34 of them. */
  const ids = Array.from({ length: 100 }, (_, index) => idAt(index * 3));

  test.each<ErrorCode>(['FEATURE_UNAVAILABLE', 'NOT_FOUND', 'UPSTREAM_FORBIDDEN'])(
    'with %s, the remaining objects are read one by one',
    async (code) => {
      const refused = failingAt(0, new Fault(code, 'No such list.'));
      const results = await readByIds([...ids, 'P7x'], refused);
      expect(refused.calls).toEqual([...ids, 'P7x']);
      expect([results.get('P297'), results.get('P7x')]).toEqual([{ id: 'P297' }, new Error('no P7x')]);
      const later = failingAt(100, new Fault(code, 'No such page.'));
      expect((await readByIds(ids, later)).size).toBe(100);
      expect(later.calls).toEqual(ids.slice(34));
    },
  );

  test.each<Error>([
    new Fault('UPSTREAM_UNAVAILABLE', 'It fails.'),
    new Fault('UPSTREAM_TIMEOUT', 'It is slow.'),
    new Fault('UPSTREAM_RATE_LIMITED', 'It is busy.'),
    new Error('A mistake of the gateway.'),
  ])('with “%s”, the remaining objects get this error, without a call for each', async (error) => {
    const reads = failingAt(100, error);
    const results = await readByIds(ids, reads);
    expect(reads.calls).toEqual([]);
    expect(ids.map((id) => results.get(id))).toEqual([
      ...ids.slice(0, 34).map((id) => ({ id })),
      ...ids.slice(34).map(() => error),
    ]);
  });
});

test('four objects are read one by one, because that takes no longer than a page', async () => {
  const reads = directory(4);
  await readByIds(['P0', 'P1', 'P2', 'P3'], reads);
  expect(reads.calls).toEqual(['P0', 'P1', 'P2', 'P3']);
});
