import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../../src/faults/fault.js';
import {
  IncidentOrderField,
  OrderDirection,
} from '../../../../../src/graph/pagerduty/incidents/list/incident-list.input.js';
import { wireOrder } from '../../../../../src/graph/pagerduty/incidents/list/sort-order.js';
import { isPosition, type Position } from '../../../../../src/graph/pagerduty/incidents/list/cursor-position.js';
import { IncidentWalk, type Stretch } from '../../../../../src/graph/pagerduty/incidents/list/paginator.js';
import type { Bounds } from '../../../../../src/graph/pagerduty/incidents/list/paging-window.js';
import type { Page, WireIncident } from '../../../../../src/upstream/pagerduty/wire.js';
import { wireIncident } from '../../../../upstream/pagerduty/wire-incident.js';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-09-01T00:00:00Z');
const NEWEST = wireOrder([]);
const OLDEST = wireOrder([{ field: IncidentOrderField.CREATED_AT, direction: OrderDirection.ASC }]);
const BY_NUMBER = wireOrder([{ field: IncidentOrderField.NUMBER, direction: OrderDirection.DESC }]);

/** Whether what began at an end of a window is in it: nobody says it of PagerDuty. */
interface Ends {
  readonly since: 'inclusive' | 'exclusive';
  readonly until: 'inclusive' | 'exclusive';
}

/** An account that answers as PagerDuty does: 10000 entries a list, six months a window. */
class Account {
  readonly asked: Stretch[] = [];

  constructor(
    readonly incidents: WireIncident[],
    private readonly ends: Ends = { since: 'inclusive', until: 'inclusive' },
  ) {}

  static of(count: number, days: number, ends?: Ends): Account {
    const step = (days * DAY) / count;
    return new Account(
      Array.from({ length: count }, (_, index) => incident(index + 1, NOW - days * DAY + index * step)),
      ends,
    );
  }

  /** The incidents are in the order of their creation. */
  private within(since: number, until: number): readonly WireIncident[] {
    const times = this.incidents.map(({ created_at }) => this.timeOf(created_at));
    const first = times.findIndex((at) => (this.ends.since === 'inclusive' ? at >= since : at > since));
    const last = times.findLastIndex((at) => (this.ends.until === 'inclusive' ? at <= until : at < until));
    return first < 0 ? [] : this.incidents.slice(first, last + 1);
  }

  private readonly times = new Map<string, number>();

  private timeOf(text: string): number {
    const known = this.times.get(text) ?? Date.parse(text);
    this.times.set(text, known);
    return known;
  }

  remove(numbers: readonly number[]): void {
    const gone = new Set(numbers);
    const left = this.incidents.filter((one) => !gone.has(one.incident_number));
    this.incidents.splice(0, this.incidents.length, ...left);
  }

  add(): void {
    this.incidents.push(incident(this.incidents.length + 1, NOW + this.incidents.length * 1000));
  }

  readonly read = async (stretch: Stretch): Promise<Page<WireIncident>> => {
    this.asked.push(stretch);
    const { limit, offset, sortBy = [] } = stretch;
    if (offset + limit > 10_000) throw new Error('offset + limit is above 10000');
    const [since, until] = [stretch.since, stretch.until].map((at) => (at === undefined ? undefined : Date.parse(at)));
    if (since !== undefined && until !== undefined && until - since > 181 * DAY) throw new Error('window too long');
    const all = since === undefined ? this.incidents : this.within(since, until ?? Infinity);
    const end = all.length - offset;
    const items = sortBy[0]?.endsWith('asc')
      ? all.slice(offset, offset + limit)
      : all.slice(Math.max(0, end - limit), Math.max(0, end)).toReversed();
    return { items, more: all.length > offset + limit, total: all.length };
  };
}

/** Created within the second that `at` lies in: several share one. */
function incident(number: number, at: number): WireIncident {
  const created_at = new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000', '');
  return { ...(wireIncident() as unknown as WireIncident), id: `P${number}`, incident_number: number, created_at };
}

/** Walks a whole list page by page, each page from the cursor of the one before. */
async function walkAll(
  account: Account,
  order: typeof NEWEST,
  size: number,
  bounds: Bounds = {},
  between: (seen: readonly number[]) => void = () => {},
) {
  const numbers: number[] = [];
  let position: Position | undefined;
  for (;;) {
    const walk = new IncidentWalk(order, bounds, () => NOW, { position });
    const before = account.asked.length;
    const found = (await walk.next(size, account.read)).map(({ incident_number }) => incident_number);
    expect(account.asked.length - before).toBeLessThanOrEqual(10);
    numbers.push(...found);
    if (!walk.goesOn) return numbers;
    position = JSON.parse(
      JSON.stringify(found.length > 0 ? walk.positionAt(found.length - 1) : walk.positionBehindNothing()),
    );
    expect(isPosition(position)).toBe(true);
    between(found);
  }
}

const downTo = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index);

describe('a walk through incidents', () => {
  test('reaches every one of 12000 incidents over eight months once, newest first', async () => {
    expect(await walkAll(Account.of(12_000, 240), NEWEST, 100)).toEqual(downTo(12_000, 1));
  });

  test('reaches them once while new ones arrive', async () => {
    const account = Account.of(12_000, 240);
    expect(await walkAll(account, NEWEST, 100, {}, () => account.add())).toEqual(downTo(12_000, 1));
  });

  test.each([
    ['newest first', NEWEST, downTo(11_000, 1)],
    ['by number', BY_NUMBER, downTo(11_000, 1)],
    ['oldest first', OLDEST, downTo(11_000, 1).toReversed()],
  ])('goes on behind the 10000th, %s', async (_, order, expected) => {
    expect(await walkAll(Account.of(11_000, 100), order, 97)).toEqual(expected);
  });

  test.each([
    ['newest first', NEWEST, downTo(700, 1)],
    ['by number', BY_NUMBER, downTo(700, 1)],
    ['oldest first', OLDEST, downTo(700, 1).toReversed()],
  ])('leaves nobody out while those that were seen leave the list, %s', async (_, order, expected) => {
    for (const size of [1, 7, 99, 100]) {
      const account = Account.of(700, 100);
      const leave = (seen: readonly number[]) => account.remove(seen.filter((number) => number % 5 !== 0));
      expect(await walkAll(account, order, size, {}, leave)).toEqual(expected);
    }
  });

  test('goes back as far as it must when most of a list has left', async () => {
    const account = Account.of(700, 100);
    let pages = 0;
    const leave = () => void ((pages += 1) === 5 && account.remove(downTo(700, 300)));
    expect(await walkAll(account, NEWEST, 90, {}, leave)).toEqual(downTo(700, 1));
  });

  test('does not look through ages where nothing can be', async () => {
    const ages = { since: Date.UTC(1900, 0), until: Date.UTC(9999, 0) };
    for (const order of [NEWEST, OLDEST]) {
      const account = Account.of(20, 100);
      expect(await walkAll(account, order, 100, ages)).toHaveLength(20);
      expect(account.asked).toHaveLength(2);
    }
  });

  test('leaves nobody out where several began in one second', async () => {
    const account = new Account(
      downTo(10_200, 1)
        .toReversed()
        .map((n) => incident(n, NOW - 10 * DAY + Math.floor(n / 7) * 1000)),
    );
    expect(await walkAll(account, NEWEST, 100)).toEqual(downTo(10_200, 1));
  });

  test('honours a window of any length in full, its end excluded', async () => {
    const account = Account.of(2_400, 480);
    const bounds = { since: NOW - 450 * DAY, until: NOW - 30 * DAY };
    expect(await walkAll(account, NEWEST, 100, bounds)).toEqual(downTo(2_250, 151));
    expect(await walkAll(account, OLDEST, 100, bounds)).toEqual(downTo(2_250, 151).toReversed());
  });

  test('honours an end without a beginning', async () => {
    const account = Account.of(480, 480);
    expect(await walkAll(account, NEWEST, 50, { until: NOW - 240 * DAY })).toEqual(downTo(240, 1));
    expect(await walkAll(account, OLDEST, 50, { until: NOW - 240 * DAY })).toEqual(downTo(240, 1).toReversed());
  });

  test('asks once for a page of a list that needs no window', async () => {
    const account = Account.of(60, 240);
    await new IncidentWalk(NEWEST, {}, () => NOW).next(25, account.read);
    expect(account.asked).toEqual([{ limit: 25, offset: 0, sortBy: ['created_at:desc', 'incident_number:desc'] }]);
  });

  test('tells the total where one answer covers the list, and null where none does', async () => {
    const account = Account.of(480, 480);
    const whole = new IncidentWalk(NEWEST, {}, () => NOW);
    await whole.next(10, account.read);
    const windows = new IncidentWalk(NEWEST, { since: NOW - 400 * DAY }, () => NOW);
    await windows.next(10, account.read);
    expect([whole.totalCount, windows.totalCount]).toEqual([480, null]);
  });

  test('refuses a long window in an order that does not follow creation', () => {
    const order = wireOrder([{ field: IncidentOrderField.URGENCY, direction: OrderDirection.DESC }]);
    expect(() => new IncidentWalk(order, { since: NOW - 200 * DAY }, () => NOW)).toThrow(/180 days/);
  });
});

const BY_URGENCY = wireOrder([
  { field: IncidentOrderField.CREATED_AT, direction: OrderDirection.DESC },
  { field: IncidentOrderField.URGENCY, direction: OrderDirection.DESC },
]);
const inclusiveness = ['inclusive', 'exclusive'] as const;
const EITHER = inclusiveness.flatMap((since) => inclusiveness.map((until) => ({ since, until })));

describe('where the ends of PagerDuty’s windows are nobody knows, so', () => {
  test.each(EITHER)('incidents at them are told once with since $since and until $until', async (ends) => {
    const account = Account.of(2_400, 480, ends);
    const bounds = { since: NOW - 450 * DAY, until: NOW - 30 * DAY };
    expect(await walkAll(account, NEWEST, 100, bounds)).toEqual(downTo(2_250, 151));
    expect(await walkAll(account, OLDEST, 100, bounds)).toEqual(downTo(2_250, 151).toReversed());
    expect(await walkAll(Account.of(10_500, 100, ends), NEWEST, 100)).toEqual(downTo(10_500, 1));
  });
});

/** So many in one second, one urgent in three; PagerDuty ranks them by urgency. */
function storm(count: number): Account {
  const ranked = downTo(count, 1).toSorted((a, b) => Number(a % 3 === 0) - Number(b % 3 === 0));
  return new Account(ranked.map((number) => incident(number, NOW - DAY)));
}

describe('incidents of one second', () => {
  test.each([1, 7, 100])('are told once while they leave a list that urgency ranks, %i a page', async (size) => {
    const account = storm(200);
    const leave = (seen: readonly number[]) => account.remove(seen.filter((number) => number % 5 !== 0));
    const met = await walkAll(account, BY_URGENCY, size, {}, leave);
    expect(met.toSorted((a, b) => b - a)).toEqual(downTo(200, 1));
  });

  test('are told once, however many they are', async () => {
    const met = await walkAll(storm(3_000), BY_URGENCY, 100);
    expect(met.toSorted((a, b) => b - a)).toEqual(downTo(3_000, 1));
  });

  test('cost ten calls at most, whatever a cursor skips', async () => {
    const account = storm(3_000);
    const walk = new IncidentWalk(OLDEST, {}, () => NOW, { position: { offset: 1, seen: { at: NOW, number: 1 } } });
    expect(await walk.next(2, account.read)).toEqual([]);
    expect(account.asked).toHaveLength(10);
    expect([walk.goesOn, walk.positionBehindNothing().offset]).toEqual([true, expect.any(Number)]);
    expect(walk.positionBehindNothing().offset).toBeGreaterThan(700);
  });
});

describe('an open end', () => {
  test('holds what began by a clock that is ahead of ours', async () => {
    const account = Account.of(10, 10);
    account.incidents.push(incident(11, NOW + 900_000));
    expect(await walkAll(account, NEWEST, 3, { since: NOW - 30 * DAY })).toEqual(downTo(11, 1));
    expect(await walkAll(account, OLDEST, 3, { since: NOW - 30 * DAY })).toEqual(downTo(11, 1).toReversed());
  });

  test('holds what begins during the walk, oldest first', async () => {
    const account = Account.of(10, 10);
    let left = 3;
    const come = () => void (left > 0 && (account.add(), (left -= 1)));
    expect(await walkAll(account, OLDEST, 3, { since: NOW - 30 * DAY }, come)).toEqual(downTo(13, 1).toReversed());
  });
});

describe('a walk before an upstream that contradicts itself', () => {
  test.each<[string, (stretch: Stretch, call: number) => Page<WireIncident>]>([
    ['always says there is more', () => ({ items: [], more: true, total: null })],
    ['gives one incident for ever', () => ({ items: [incident(1, NOW)], more: true, total: null })],
    ['gives more than was asked', () => ({ items: downTo(300, 1).map((n) => incident(n, NOW)), more: true, total: 1 })],
    ['forgets by turns', (_, call) => ({ items: call % 2 ? [incident(1, NOW)] : [], more: true, total: null })],
    [
      'has a list only at its start',
      ({ offset }) => ({ items: offset ? [] : [incident(1, NOW)], more: true, total: 9 }),
    ],
  ])('that %s ends, and its cursors advance', async (_, answer) => {
    for (const order of [NEWEST, OLDEST, BY_NUMBER, BY_URGENCY]) {
      for (const bounds of [{}, { since: NOW - 900 * DAY }]) {
        // oxlint-disable-next-line no-await-in-loop -- each is a walk of its own
        expect(await pagesOf(order, bounds, answer)).toBeLessThan(300);
      }
    }
  });
});

/** How many pages a walk has; each must go on from another place than the one before, and cost ten calls at most. */
async function pagesOf(
  order: typeof NEWEST,
  bounds: Bounds,
  answer: (stretch: Stretch, call: number) => Page<WireIncident>,
): Promise<number> {
  let position: Position | undefined;
  let calls = 0;
  const read = async (stretch: Stretch) => answer(stretch, (calls += 1));
  for (let pages = 1; ; pages += 1) {
    const walk = new IncidentWalk(order, bounds, () => NOW, { position });
    calls = 0;
    try {
      // oxlint-disable-next-line no-await-in-loop -- each page begins where the one before ended
      const found = await walk.next(2, read);
      expect(found.length).toBeLessThanOrEqual(2);
      expect(calls).toBeLessThanOrEqual(10);
      if (!walk.goesOn || pages > 300) return pages;
      const next = found.length > 0 ? walk.positionAt(found.length - 1) : walk.positionBehindNothing();
      expect(next).not.toEqual(position);
      position = next;
    } catch (fault) {
      if (fault instanceof Fault) return pages;
      throw fault;
    }
  }
}
