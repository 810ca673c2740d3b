import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { cursorEdits } from './tampered-cursors.js';
import { EVERY_CONNECTION } from './every-connection.js';
import { contradictLists, arbitraryContradictions, readContradictoryPages } from './contradictory-paging.js';
import { rewrittenSandbox } from './rewritten-sandbox.js';
import { propertyRuns } from './property-runs.js';
import { addScarceEntries } from './scarce-entries.js';
import { type ConnectionField, pageQuery, readPage, readAllPages } from './walk-connection.js';

const rewritten = rewrittenSandbox();

const pageSize = fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 100 }));
const pageSizes = fc.array(pageSize, { minLength: 1, maxLength: 4 });

beforeEach(() => addScarceEntries(rewritten.sandbox()));

afterEach(() => {
  rewritten.rewrite = () => ({});
  rewritten.sandbox().control.pagerduty.reset();
  rewritten.sandbox().control.cloudflare.reset();
});

describe.each(EVERY_CONNECTION)('%s', (_, listed) => {
  test('in pages of any size returns everything once, in one order', async () => {
    const whole = await readAllPages(rewritten.run, listed, [100]);
    expect(whole.length).toBeGreaterThan(1);
    expect(new Set(whole).size).toBe(whole.length);
    const property = fc.asyncProperty(pageSizes, async (sizes) => {
      expect(await readAllPages(rewritten.run, listed, sizes)).toEqual(whole);
    });
    await fc.assert(property, propertyRuns(6));
  });

  test('continues after any of its cursors', async () => {
    const { edges } = await readPage(rewritten.run, listed, 100, null);
    const property = fc.asyncProperty(fc.nat(), pageSize, async (at, first) => {
      const index = at % edges.length;
      const { nodes, pageInfo } = await readPage(rewritten.run, listed, first, edges[index]?.cursor ?? null);
      expect(nodes).toEqual(edges.slice(index + 1, index + 1 + first).map(({ node }) => node));
      expect(pageInfo.hasPreviousPage).toBe(true);
    });
    await fc.assert(property, propertyRuns(6));
  });

  test('requests a total only when totalCount is selected', async () => {
    const { pagerduty } = rewritten.sandbox().control;
    const totals = () => pagerduty.calls().filter(({ path }) => /[?&]total=true(?:&|$)/.test(path)).length;
    const counted = await rewritten.run(pageQuery(listed, '{ totalCount nodes { id } }'), { first: 2 });
    expect(counted.errors).toBeUndefined();
    const isPagerDutys = pagerduty.calls().length > 0;
    expect(totals()).toBe(isPagerDutys ? 1 : 0);
    pagerduty.clearCalls();
    await rewritten.run(pageQuery(listed, '{ nodes { id } pageInfo { hasNextPage } edges { cursor } }'), { first: 2 });
    expect(totals()).toBe(0);
  });

  test('refuses every tampered cursor without requesting the list', async () => {
    const { edges } = await readPage(rewritten.run, listed, 2, null);
    const [{ cursor } = { cursor: '' }] = edges;
    const property = fc.asyncProperty(cursorEdits, async (edit) => {
      const after = edit(cursor);
      fc.pre(after !== cursor);
      expect(await readRefusal(listed, after)).toEqual(REFUSED);
    });
    await fc.assert(property, propertyRuns(40));
  });

  test('refuses the cursors of other lists without requesting the list', async () => {
    const others = EVERY_CONNECTION.filter(([, other]) => other.field !== listed.field);
    for (const [, other] of others) {
      // oxlint-disable no-await-in-loop -- the calls of each list are counted separately
      const { edges } = await readPage(rewritten.run, other, 1, null);
      expect(await readRefusal(listed, edges[0]?.cursor ?? '')).toEqual(REFUSED);
      // oxlint-enable no-await-in-loop
    }
  });

  test('ends, its cursors advance and no page needs more than ten calls, whatever the upstream sends', async () => {
    const property = fc.asyncProperty(
      arbitraryContradictions,
      fc.constantFrom(20, 100),
      async (contradiction, size) => {
        await readContradictoryPages(rewritten, listed, size, contradiction);
      },
    );
    await fc.assert(property, propertyRuns(8));
  });

  test('ends when a page announces more entries and has none', async () => {
    rewritten.rewrite = contradictLists(['nothing, and more']);
    const { edges, pageInfo } = await readPage(rewritten.run, listed, 2, null);
    expect([edges, pageInfo.hasNextPage, pageInfo.endCursor]).toEqual([[], false, null]);
  });
});

const REFUSED = { code: 'BAD_USER_INPUT', field: ['after'], calls: 0 };

/** The refusal of an operation with this cursor, and the number of calls for the list. */
async function readRefusal(listed: ConnectionField, after: string): Promise<object> {
  const { pagerduty, cloudflare } = rewritten.sandbox().control;
  pagerduty.clearCalls();
  cloudflare.clearCalls();
  const { errors = [] } = await rewritten.run(pageQuery(listed), { first: 2, after });
  const calls = [...pagerduty.calls().filter(({ path }) => path.includes('limit=')), ...cloudflare.calls()];
  return { code: errors[0]?.extensions['code'], field: errors[0]?.extensions['field'], calls: calls.length };
}
