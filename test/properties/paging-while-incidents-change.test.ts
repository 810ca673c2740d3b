import { afterEach, expect, describe, test } from '@jest/globals';
import * as fc from 'fast-check';
import { IncidentAccountModel, DAY, type AccountChange, type StoredIncident } from './incident-account-model.js';
import { rewrittenSandbox } from './rewritten-sandbox.js';
import { propertyRuns } from './property-runs.js';
import { readPage, type ConnectionField } from './walk-connection.js';

const rewritten = rewrittenSandbox();

afterEach(() => {
  rewritten.rewrite = () => ({});
});

interface IncidentListCase extends ConnectionField {
  readonly name: string;
  /** Whether the list contains an incident. */
  readonly holds: (one: StoredIncident) => boolean;
}

const isOpen = ({ status }: StoredIncident) => status !== 'resolved';
const START_TIME = Math.floor(Date.now() / 1000) * 1000;
const OPEN = 'statuses: [TRIGGERED, ACKNOWLEDGED]';

/** Creation times in days ago; some lists begin between them. */
const DAYS_AGO = [900, 500, 179, 20, 1];
const daysAgo = (days: number) => START_TIME - days * DAY;
const toDateTimeLiteral = (at: number) => `"${new Date(at).toISOString()}"`;

const FILTERS: readonly {
  readonly name: string;
  readonly filter: string;
  readonly holds: IncidentListCase['holds'];
}[] = [
  { name: 'all', filter: '', holds: () => true },
  { name: 'open ones', filter: OPEN, holds: isOpen },
  {
    name: 'of 20 days',
    filter: `createdSince: ${toDateTimeLiteral(daysAgo(20))}`,
    holds: ({ createdAt }) => createdAt >= daysAgo(20),
  },
  {
    name: 'open ones of 20 days',
    filter: `${OPEN}, createdSince: ${toDateTimeLiteral(daysAgo(20))}`,
    holds: (one) => isOpen(one) && one.createdAt >= daysAgo(20),
  },
  {
    name: 'of 900 days',
    filter: `createdSince: ${toDateTimeLiteral(daysAgo(900))}`,
    holds: ({ createdAt }) => createdAt >= daysAgo(900),
  },
  {
    name: 'open ones between 500 and 1 days ago',
    filter: `${OPEN}, createdSince: ${toDateTimeLiteral(daysAgo(500))}, createdUntil: ${toDateTimeLiteral(daysAgo(1) + 1000)}`,
    holds: (one) => isOpen(one) && one.createdAt >= daysAgo(500) && one.createdAt < daysAgo(1) + 1000,
  },
];

const ORDERS = [
  '',
  'orderBy: [{ field: CREATED_AT, direction: ASC }]',
  'orderBy: [{ field: NUMBER }]',
  'orderBy: [{ field: NUMBER, direction: ASC }]',
  'orderBy: [{ field: CREATED_AT }, { field: URGENCY }]',
  'orderBy: [{ field: CREATED_AT, direction: ASC }, { field: NUMBER, direction: DESC }]',
];

const lists: readonly IncidentListCase[] = [
  ...FILTERS.flatMap(({ name, filter, holds }) =>
    ORDERS.map((order) => ({
      name: `${name} ${order}`.trim(),
      parentFields: [],
      field: 'incidents',
      args: `${filter === '' ? '' : `filter: { ${filter} }`} ${order}`,
      holds,
    })),
  ),
  {
    name: 'open ones of a service',
    parentFields: ['service(by: { pagerDutyId: "PSVC001" })'],
    field: 'openIncidents',
    holds: isOpen,
  },
];

const urgency = fc.constantFrom<StoredIncident['urgency']>('high', 'low');

/** Many began in the same second. */
const incidents: fc.Arbitrary<readonly StoredIncident[]> = fc
  .array(
    fc.record({
      createdAt: fc
        .tuple(fc.constantFrom(...DAYS_AGO), fc.nat(1))
        .map(([days, second]) => daysAgo(days) + second * 1000),
      status: fc.constantFrom<StoredIncident['status']>('triggered', 'acknowledged', 'resolved'),
      urgency,
    }),
    { maxLength: 30 },
  )
  .map((all) => all.toSorted((a, b) => a.createdAt - b.createdAt).map((one, index) => ({ ...one, number: index + 1 })));

const change: fc.Arbitrary<AccountChange> = fc.oneof(
  fc.record({ kind: fc.constant('create'), secondsLater: fc.constantFrom(0, 0, 1), urgency }),
  fc.record({ kind: fc.constantFrom('resolve', 'reopen', 'delete'), which: fc.nat() }),
);
/** The events before each call of the gateway, with a few calls in between. */
const changes = fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 25 });

const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 });

const deletions = (...which: readonly number[]): readonly AccountChange[] =>
  which.map((one) => ({ kind: 'delete', which: one }));
const TEN_INCIDENTS = Array.from({ length: 10 }, (_, index): StoredIncident => {
  const at = index < 8 ? daysAgo(20) : daysAgo(1) + 1000;
  return { number: index + 1, createdAt: at, status: 'triggered', urgency: 'high' };
});
type Example = [held: readonly StoredIncident[], pending: (readonly AccountChange[])[], sizes: number[]];
/** Returned incidents leave the list while the pagination searches for its position, and so do the next ones. */
const examples: Example[] = [
  [TEN_INCIDENTS, [deletions(0, 0), [], deletions(0, 0)], [6]],
  [TEN_INCIDENTS, [[], deletions(9, 8)], [2]],
];

/** Each page returns something or continues; pagination of so few incidents needs no more pages. */
const MAX_PAGES = 300;

async function readAllPages(list: ConnectionField, given: readonly number[]): Promise<string[]> {
  const returned: string[] = [];
  let after: string | null = null;
  for (let index = 0; index < MAX_PAGES; index += 1) {
    // oxlint-disable-next-line no-await-in-loop -- where a page begins is known only from the one before
    const { nodes, pageInfo } = await readPage(rewritten.run, list, given[index % given.length] ?? 1, after);
    returned.push(...nodes.map(({ id }) => id.slice(id.lastIndexOf('/') + 1)));
    if (!pageInfo.hasNextPage) return returned;
    expect(pageInfo.endCursor).not.toBe(after);
    after = pageInfo.endCursor;
  }
  throw new Error('The walk does not end.');
}

describe('while incidents are created, resolved, reopened and deleted between the calls, pagination', () => {
  test.each(lists)('returns the remaining ones once: $name', async (list) => {
    const property = fc.asyncProperty(incidents, changes, sizes, async (held, pending, given) => {
      let stayed = held.filter(list.holds);
      const account = new IncidentAccountModel(held, pending, (now) => {
        const there = new Set(now.filter(list.holds).map(({ number }) => number));
        stayed = stayed.filter(({ number }) => there.has(number));
      });
      rewritten.rewrite = ({ path }) => {
        const response = account.respond(path);
        if (response) account.applyNextChanges();
        return response ?? {};
      };
      const returned = await readAllPages(list, given);
      expect(returned.filter((id, index) => returned.indexOf(id) !== index)).toEqual([]);
      expect(stayed.map(({ number }) => `P${number}`).filter((id) => !returned.includes(id))).toEqual([]);
    });
    await fc.assert(property, { ...propertyRuns<Example>(20), examples });
  });
});
