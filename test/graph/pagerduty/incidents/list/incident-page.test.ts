import { describe, expect, test } from '@jest/globals';
import { encodeCursor, createCursorSigner } from '../../../../../src/graph/core/pagination/cursor.js';
import { deriveCursorKey } from '../../../../../src/graph/core/pagination/cursor-key.js';
import { mockGateway, PAGERDUTY_KEY } from '../../../mock-gateway.js';
import type { MockUpstream } from '../../../mock-upstream.js';
import { incidentList, type WireObject } from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

interface Page {
  readonly incidents: {
    readonly nodes: readonly { readonly number: number }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
  };
}

const PAGE = `query ($first: Int, $after: String, $orderBy: [IncidentOrder!]) {
  incidents(first: $first, after: $after, orderBy: $orderBy) {
    nodes { number } pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

/** Responds to one call with a page of `all`, like PagerDuty. */
function mockPage(upstream: MockUpstream, all: readonly WireObject[], offset: number, limit: number): void {
  const fits = ({ path, query }: { path: string; query: URLSearchParams }) =>
    path === '/incidents' && query.get('offset') === String(offset) && query.get('limit') === String(limit);
  const body = incidentList(all.slice(offset, offset + limit), { offset, limit, more: offset + limit < all.length });
  upstream.expects('GET', fits).respondsWith(200, body);
}

/** Incident n began n minutes after ten. */
function incidentsNumbered(...numbers: readonly number[]): WireObject[] {
  return numbers.map((number) => ({
    id: `PINC${number}`,
    incident_number: number,
    created_at: new Date(Date.UTC(2026, 0, 1, 10, number)).toISOString(),
  }));
}

async function readPage(variables: Record<string, unknown>) {
  const { data, errors } = await run<Page>(PAGE, variables);
  expect(errors).toBeUndefined();
  const { nodes, pageInfo } = data.incidents;
  return { ...pageInfo, numbers: nodes.map(({ number }) => number) };
}

describe('paginating incidents', () => {
  test('returns the position of a page', async () => {
    mockPage(pagerduty, incidentsNumbered(3, 2, 1), 0, 2);
    const first = await readPage({ first: 2 });
    expect(first).toMatchObject({ numbers: [3, 2], hasNextPage: true, hasPreviousPage: false });
    mockPage(pagerduty, incidentsNumbered(3, 2, 1), 1, 3);
    const second = await readPage({ first: 2, after: first.endCursor });
    expect(second).toMatchObject({ numbers: [1], hasNextPage: false, hasPreviousPage: true });
  });

  test.each([
    ['by time', []],
    ['by number', [{ field: 'NUMBER' }]],
  ])('returns every incident once while new incidents arrive, %s', async (_, orderBy) => {
    mockPage(pagerduty, incidentsNumbered(4, 3, 2, 1), 0, 2);
    const first = await readPage({ first: 2, orderBy });
    // One new incident moves number 3, which was already returned, to the second page.
    const grown = incidentsNumbered(5, 4, 3, 2, 1);
    mockPage(pagerduty, grown, 1, 3);
    mockPage(pagerduty, grown, 3, 2);
    const second = await readPage({ first: 2, after: first.endCursor, orderBy });
    expect([...first.numbers, ...second.numbers]).toEqual([4, 3, 2, 1]);
    expect(second.hasNextPage).toBe(false);
  });

  test('continues after a page whose incidents moved down', async () => {
    mockPage(pagerduty, incidentsNumbered(5, 4, 3, 2, 1), 0, 2);
    const first = await readPage({ first: 2 });
    const grown = incidentsNumbered(6, 5, 4, 3, 2, 1);
    mockPage(pagerduty, grown, 1, 3);
    mockPage(pagerduty, grown, 3, 2);
    const second = await readPage({ first: 2, after: first.endCursor });
    mockPage(pagerduty, grown, 4, 3);
    const third = await readPage({ first: 2, after: second.endCursor });
    expect([...first.numbers, ...second.numbers, ...third.numbers]).toEqual([5, 4, 3, 2, 1]);
  });

  test('omits none of the incidents of one second', async () => {
    const storm = incidentsNumbered(3, 2, 1).map((wire) => ({ ...wire, created_at: '2026-01-01T10:00:00Z' }));
    mockPage(pagerduty, storm, 0, 1);
    const first = await readPage({ first: 1 });
    mockPage(pagerduty, storm, 0, 3);
    expect((await readPage({ first: 2, after: first.endCursor })).numbers).toEqual([2, 1]);
  });

  test('omits none of them when another criterion than the number orders them', async () => {
    const orderBy = [{ field: 'CREATED_AT' }, { field: 'NUMBER', direction: 'ASC' }];
    const storm = incidentsNumbered(1, 2, 3).map((wire) => ({ ...wire, created_at: '2026-01-01T10:00:00Z' }));
    mockPage(pagerduty, storm, 0, 1);
    const first = await readPage({ first: 1, orderBy });
    mockPage(pagerduty, storm, 0, 3);
    expect((await readPage({ first: 2, after: first.endCursor, orderBy })).numbers).toEqual([2, 3]);
  });

  test('an empty list has no cursors and no next page', async () => {
    mockPage(pagerduty, [], 0, 25);
    const empty = await readPage({});
    expect(empty).toEqual({ numbers: [], hasNextPage: false, hasPreviousPage: false, endCursor: null });
  });

  test('ends with a clear error at the end of PagerDuty’s list when the order does not follow creation', async () => {
    const orderBy = [{ field: 'URGENCY' }];
    const account = { key: 'main', cursorKey: deriveCursorKey(PAGERDUTY_KEY, 'PAGERDUTY', 'main') };
    const list = createCursorSigner(account, 'incidents', {}, ['urgency:desc', 'incident_number:desc']);
    const after = encodeCursor(list, { offset: 10_000 });
    const { errors } = await run(PAGE, { first: 100, after, orderBy });
    expect(errors).toMatchObject([
      {
        message: 'PagerDuty returns at most 10000 entries of a list. Narrow the filter to read further.',
        extensions: { code: 'BAD_USER_INPUT', field: ['after'] },
      },
    ]);
  });
});
