import { expect, test } from '@jest/globals';
import { readListing, type ListPage } from '../../../src/board/routes/read-listing.js';
import { createFailure } from './route-builders.js';

interface Entry {
  readonly id: number;
  readonly parts?: readonly string[] | null;
}

interface Data {
  readonly list: ListPage<Entry> | null;
}

const page = (nodes: readonly Entry[], endCursor: string | null, hasNextPage = endCursor !== null): Data => ({
  list: { nodes, totalCount: 3, pageInfo: { hasNextPage, endCursor } },
});

const readFrom = (read: (after: string | null) => Promise<Data>) => readListing({ read, pageOf: ({ list }) => list });

test('reads every page once', async () => {
  const list = await readFrom(async (after) =>
    after === null ? page([{ id: 1 }, { id: 2 }], 'c') : page([{ id: 3 }], null),
  );
  expect(list).toEqual({
    nodes: [{ id: 1 }, { id: 2 }, { id: 3 }],
    totalCount: 3,
    isComplete: true,
    listError: null,
    entryError: null,
  });
});

test('returns what precedes an error with the error, as incomplete', async () => {
  const error = createFailure([]);
  const list = await readFrom(async (after) => {
    if (after !== null) throw error;
    return page([{ id: 1 }], 'c');
  });
  expect(list).toEqual({ nodes: [{ id: 1 }], totalCount: 3, isComplete: false, listError: error, entryError: null });
});

test('keeps entries beside an error, and turns a list with omitted entries to unknown', async () => {
  const path = ['list', 'nodes', 1, 'parts'];
  const data = page(
    [
      { id: 1, parts: ['a'] },
      { id: 2, parts: [] },
    ],
    null,
  );
  const list = await readFrom(async () => {
    throw createFailure([{ message: '1 entry is unreadable.', path }], data);
  });
  expect(list.nodes).toEqual([
    { id: 1, parts: ['a'] },
    { id: 2, parts: null },
  ]);
  expect([list.isComplete, list.listError, list.entryError?.requestId]).toEqual([true, null, 'r1']);
});

test('is incomplete if the list itself has omitted entries', async () => {
  const list = await readFrom(async () => {
    throw createFailure([{ message: '1 entry is unreadable.', path: ['list'] }], page([{ id: 1 }], null));
  });
  expect([list.nodes, list.isComplete, list.listError?.code]).toEqual([[{ id: 1 }], false, 'UPSTREAM_UNAVAILABLE']);
});

test('is incomplete without a page', async () => {
  const list = await readFrom(async () => ({ list: null }));
  expect([list.nodes, list.isComplete]).toEqual([[], false]);
});

test('stops after twenty pages, and reports that there are more', async () => {
  let calls = 0;
  const list = await readFrom(async () => {
    calls += 1;
    return page([{ id: calls }], `c${calls}`);
  });
  expect([calls, list.nodes.length, list.isComplete]).toEqual([20, 20, false]);
});

test('rejects with what is not an error of the gateway', async () => {
  await expect(readFrom(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
});
