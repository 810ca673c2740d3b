import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { LogWalker, type ReadLog } from '../../../../src/graph/pagerduty/log-entries/log-walker.js';
import type { LogPosition } from '../../../../src/graph/pagerduty/log-entries/log-position.js';
import type { WireLogEntry } from '../../../../src/upstream/pagerduty/wire-alert.js';
import { sandboxGateway } from '../../../operations/sandbox-gateway.js';

const NOW = Date.parse('2026-11-30T00:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;

const createEntry = (id: string, at: number): WireLogEntry => ({
  id,
  type: 'notify_log_entry',
  created_at: `${new Date(at).toISOString().slice(0, 19)}Z`,
});

type Order = (entries: readonly WireLogEntry[]) => readonly WireLogEntry[];
const newestFirst: Order = (entries) => entries.toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
const oldestFirst: Order = (entries) => entries.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
/** The same mixed order at each call. */
const mixed: Order = (entries) => {
  const hashes = new Map(entries.map((wire) => [wire, createHash('sha256').update(wire.id).digest('hex')]));
  return entries.toSorted((a, b) => ((hashes.get(a) ?? '') < (hashes.get(b) ?? '') ? -1 : 1));
};

/** PagerDuty's list, with its limit of 10000 entries. */
function serve(entries: readonly WireLogEntry[], order: Order, isInclusive: boolean): ReadLog {
  const sorted = order(entries).map((wire) => ({ wire, time: Date.parse(wire.created_at) }));
  return async ({ limit, offset, since = '', until = '' }) => {
    if (offset + limit > 10_000) throw new Error('Offset+limit exceeds the maximum.');
    const [from, to] = [Date.parse(since) || 0, Date.parse(until)];
    const listed = sorted.filter(({ time }) => (isInclusive ? from <= time && time <= to : from < time && time < to));
    const items = listed.slice(offset, offset + limit).map(({ wire }) => wire);
    return { items, more: listed.length > offset + limit, total: null };
  };
}

interface Walk {
  readonly ids: readonly string[];
  readonly times: readonly string[];
  readonly calls: number;
}

/** Reads all pages, each with at most 10 calls. */
async function walk(read: ReadLog, size: number, bounds = {}): Promise<Walk> {
  const found: WireLogEntry[] = [];
  let calls = 0;
  let position: LogPosition | undefined;
  for (;;) {
    const before = calls;
    const walker = new LogWalker(bounds, NOW, position, 10);
    // oxlint-disable-next-line no-await-in-loop -- where a page begins is known only from the one before
    const page = await walker.nextPage(size, (query) => {
      calls += 1;
      return read(query);
    });
    expect(calls - before).toBeLessThanOrEqual(10);
    expect(page.length).toBeLessThanOrEqual(size);
    found.push(...page);
    if (!walker.hasNextPage) {
      return { ids: found.map(({ id }) => id), times: found.map(({ created_at }) => created_at), calls };
    }
    position = page.length > 0 ? walker.positionAt(page.length - 1) : walker.positionAfterEmptyPage();
  }
}

/** 10500 entries in about four months, in bursts: more than PagerDuty's list returns by offset. */
const MANY = Array.from({ length: 10_500 }, (_, index) =>
  createEntry(`R${index}`, NOW - (index % 40) * 1000 - Math.floor(index / 40) * 10 * 60 * 60 * 1000),
);
/** 700 entries of one second, between others. */
const BURST = [
  ...Array.from({ length: 700 }, (_, index) => createEntry(`B${index}`, NOW - 3 * DAY_MS)),
  ...Array.from({ length: 60 }, (_, index) => createEntry(`A${index}`, NOW - index * 4 * 60 * 60 * 1000)),
];

describe.each([
  ['newest first', newestFirst, true, 3],
  ['newest first without the ends of a window', newestFirst, false, 3],
  ['oldest first', oldestFirst, true, 6],
  ['in a mixed order', mixed, true, 6],
] as const)('a log that PagerDuty returns %s', (_, order, isInclusive, callsPerHundred) => {
  test('is read beyond 10000 entries, once and newest first', async () => {
    const { ids, times, calls } = await walk(serve(MANY, order, isInclusive), 100);
    expect(ids).toHaveLength(MANY.length);
    expect(new Set(ids).size).toBe(MANY.length);
    expect(times).toEqual(times.toSorted((a, b) => Date.parse(b) - Date.parse(a)));
    expect(calls).toBeLessThan((MANY.length / 100) * callsPerHundred);
  });

  test.each([7, 100])('is read in pages of %i also where hundreds share one second', async (size) => {
    const { ids } = await walk(serve(BURST, order, isInclusive), size);
    expect(ids).toHaveLength(BURST.length);
    expect(new Set(ids).size).toBe(BURST.length);
  });

  test('has exactly the entries from the start and before the end of its bounds', async () => {
    const bounds = { since: NOW - 20 * DAY_MS, until: NOW - 20 * 60 * 60 * 1000 - 5000 };
    const { ids } = await walk(serve(MANY, order, isInclusive), 100, bounds);
    const expected = MANY.filter(({ created_at }) => {
      const time = Date.parse(created_at);
      return bounds.since <= time && time < bounds.until;
    });
    expect(ids.toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  });
});

const readEndless: ReadLog = async () => ({ items: [createEntry('R1', NOW - DAY_MS)], more: true, total: null });

test('a log whose pages never fit ends with an error instead of endless pages', async () => {
  await expect(walk(readEndless, 100)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
});

describe('the log of an account', () => {
  const gateway = sandboxGateway();
  const COUNT = `query ($since: DateTime, $until: DateTime, $first: Int) {
    pagerDutyAccount { logEntries(since: $since, until: $until, first: $first) { totalCount nodes { createdAt } } }
  }`;
  const LOG = `query ($since: DateTime, $until: DateTime, $first: Int, $after: String) {
    pagerDutyAccount { logEntries(since: $since, until: $until, first: $first, after: $after) {
      totalCount nodes { id createdAt incident { number title status } } pageInfo { endCursor }
    } }
  }`;

  interface Log {
    readonly totalCount: number;
    readonly nodes: readonly { readonly createdAt: string; readonly incident: { readonly title: string } }[];
    readonly pageInfo: { readonly endCursor: string };
  }

  async function readLog(document: string, variables: object): Promise<Log> {
    const { data, errors } = await gateway.run(document, variables);
    expect(errors).toBeUndefined();
    const { logEntries } = (data ?? {})['pagerDutyAccount'] as { readonly logEntries: Log };
    return logEntries;
  }

  test('has the incident of each entry without another call', async () => {
    const { nodes, totalCount } = await readLog(LOG, { first: 20 });
    expect(nodes).toHaveLength(20);
    expect(totalCount).toBeGreaterThan(20);
    expect(nodes.map(({ incident }) => incident.title)).not.toContain('');
    expect(gateway.sent.filter(({ path }) => !path.startsWith('/log_entries'))).toEqual([]);
  });

  test('is counted within its bounds', async () => {
    const { nodes } = await readLog(COUNT, { first: 30 });
    const [until, since] = [nodes[0]?.createdAt, nodes.at(-1)?.createdAt];
    const { totalCount } = await readLog(COUNT, { since, until, first: 1 });
    const inside = (await readLog(COUNT, { since, until, first: 100 })).nodes;
    expect(totalCount).toBe(inside.length);
  });

  test.each([
    ['a start after its end', { since: '2026-02-01T00:00:00Z', until: '2026-01-01T00:00:00Z' }, 'since'],
    ['a page of 101', { first: 101 }, 'first'],
    ['an invalid cursor', { after: 'x' }, 'after'],
  ])('with %s is refused before any call', async (_, variables, field) => {
    const document = LOG.replace(/incident \{[^}]*\}/, '');
    const { errors } = await gateway.run(document, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: [field] } }]);
    expect(gateway.sent).toEqual([]);
  });
});
