import { afterEach, expect, describe, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ChangingAccount, DAY, type Change, type Held } from './incident-account-model.js';
import { rewrittenSandbox } from './rewritten-sandbox.js';
import { runs } from './property-runs.js';
import { readPage, type Listed } from './walk-connection.js';

const stage = rewrittenSandbox();

afterEach(() => {
  stage.rewrite = () => ({});
});

interface List extends Listed {
  readonly name: string;
  /** Whether an incident is in it. */
  readonly holds: (one: Held) => boolean;
}

const isOpen = ({ status }: Held) => status !== 'resolved';
const BEGIN = Math.floor(Date.now() / 1000) * 1000;
const OPEN = 'statuses: [TRIGGERED, ACKNOWLEDGED]';

/** Times when incidents began, in days ago; some lists begin between them. */
const DAYS_AGO = [900, 500, 179, 20, 1];
const daysAgo = (days: number) => BEGIN - days * DAY;
const time = (at: number) => `"${new Date(at).toISOString()}"`;

const FILTERS: readonly { readonly name: string; readonly filter: string; readonly holds: List['holds'] }[] = [
  { name: 'all', filter: '', holds: () => true },
  { name: 'open ones', filter: OPEN, holds: isOpen },
  { name: 'of 20 days', filter: `createdSince: ${time(daysAgo(20))}`, holds: ({ at }) => at >= daysAgo(20) },
  {
    name: 'open ones of 20 days',
    filter: `${OPEN}, createdSince: ${time(daysAgo(20))}`,
    holds: (one) => isOpen(one) && one.at >= daysAgo(20),
  },
  { name: 'of 900 days', filter: `createdSince: ${time(daysAgo(900))}`, holds: ({ at }) => at >= daysAgo(900) },
  {
    name: 'open ones between 500 and 1 days ago',
    filter: `${OPEN}, createdSince: ${time(daysAgo(500))}, createdUntil: ${time(daysAgo(1) + 1000)}`,
    holds: (one) => isOpen(one) && one.at >= daysAgo(500) && one.at < daysAgo(1) + 1000,
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

const lists: readonly List[] = [
  ...FILTERS.flatMap(({ name, filter, holds }) =>
    ORDERS.map((order) => ({
      name: `${name} ${order}`.trim(),
      below: [],
      field: 'incidents',
      args: `${filter === '' ? '' : `filter: { ${filter} }`} ${order}`,
      holds,
    })),
  ),
  {
    name: 'open ones of a service',
    below: ['service(by: { pagerDutyId: "PSVC001" })'],
    field: 'openIncidents',
    holds: isOpen,
  },
];

const urgency = fc.constantFrom<Held['urgency']>('high', 'low');

/** Many began in the same second. */
const incidents: fc.Arbitrary<readonly Held[]> = fc
  .array(
    fc.record({
      at: fc.tuple(fc.constantFrom(...DAYS_AGO), fc.nat(1)).map(([days, second]) => daysAgo(days) + second * 1000),
      status: fc.constantFrom<Held['status']>('triggered', 'acknowledged', 'resolved'),
      urgency,
    }),
    { maxLength: 30 },
  )
  .map((all) => all.toSorted((a, b) => a.at - b.at).map((one, index) => ({ ...one, number: index + 1 })));

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('create'), secondsLater: fc.constantFrom(0, 0, 1), urgency }),
  fc.record({ kind: fc.constantFrom('resolve', 'reopen', 'delete'), which: fc.nat() }),
);
/** What happens before each call of the gateway, with a few calls in between. */
const changes = fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 25 });

const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 });

const gone = (...which: readonly number[]): readonly Change[] => which.map((one) => ({ kind: 'delete', which: one }));
const ten = Array.from({ length: 10 }, (_, index): Held => {
  const at = index < 8 ? daysAgo(20) : daysAgo(1) + 1000;
  return { number: index + 1, at, status: 'triggered', urgency: 'high' };
});
type Example = [held: readonly Held[], pending: (readonly Change[])[], sizes: number[]];
/** What was told first goes, and goes on going while the walk looks for where it stood; and what lies ahead of a list goes. */
const examples: Example[] = [
  [ten, [gone(0, 0), [], gone(0, 0)], [6]],
  [ten, [[], gone(9, 8)], [2]],
];

/** Each page has something to tell or goes on further; no walk of so few needs more. */
const MOST_PAGES = 300;

async function walked(list: Listed, given: readonly number[]): Promise<string[]> {
  const met: string[] = [];
  let after: string | null = null;
  for (let index = 0; index < MOST_PAGES; index += 1) {
    // oxlint-disable-next-line no-await-in-loop -- where a page begins is known only from the one before
    const { nodes, pageInfo } = await readPage(stage.run, list, given[index % given.length] ?? 1, after);
    met.push(...nodes.map(({ id }) => id.slice(id.lastIndexOf('/') + 1)));
    if (!pageInfo.hasNextPage) return met;
    expect(pageInfo.endCursor).not.toBe(after);
    after = pageInfo.endCursor;
  }
  throw new Error('The walk does not end.');
}

describe('while incidents are created, resolved, reopened and deleted between the calls of a walk, it', () => {
  test.each(lists)('tells those that stay once and none twice: $name', async (list) => {
    const property = fc.asyncProperty(incidents, changes, sizes, async (held, pending, given) => {
      let stayed = held.filter(list.holds);
      const account = new ChangingAccount(held, pending, (now) => {
        const there = new Set(now.filter(list.holds).map(({ number }) => number));
        stayed = stayed.filter(({ number }) => there.has(number));
      });
      stage.rewrite = ({ path }) => {
        const answer = account.answer(path);
        if (answer) account.goOn();
        return answer ?? {};
      };
      const met = await walked(list, given);
      expect(met.filter((id, index) => met.indexOf(id) !== index)).toEqual([]);
      expect(stayed.map(({ number }) => `P${number}`).filter((id) => !met.includes(id))).toEqual([]);
    });
    await fc.assert(property, { ...runs<Example>(20), examples });
  });
});
