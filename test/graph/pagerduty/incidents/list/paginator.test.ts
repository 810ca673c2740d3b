import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../../src/faults/fault.js';
import type { TimeBounds } from '../../../../../src/graph/core/input/date-range.js';
import {
  IncidentOrderField,
  OrderDirection,
} from '../../../../../src/graph/pagerduty/incidents/list/incident-order.input.js';
import { toSortOrder } from '../../../../../src/graph/pagerduty/incidents/list/sort-order.js';
import {
  isCursorPosition,
  type CursorPosition,
} from '../../../../../src/graph/pagerduty/incidents/list/cursor-position.js';
import { IncidentPaginator } from '../../../../../src/graph/pagerduty/incidents/list/paginator.js';
import type { PageWindow } from '../../../../../src/graph/pagerduty/incidents/list/paging-window.js';
import type { Page, WireIncident } from '../../../../../src/upstream/pagerduty/wire.js';
import { wireIncident } from '../../../../upstream/pagerduty/wire-incident.js';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-09-01T00:00:00Z');
const NEWEST_FIRST = toSortOrder([]);
const OLDEST_FIRST = toSortOrder([{ field: IncidentOrderField.CREATED_AT, direction: OrderDirection.ASC }]);
const BY_NUMBER = toSortOrder([{ field: IncidentOrderField.NUMBER, direction: OrderDirection.DESC }]);

/** Whether an incident at an end of a window is included, which PagerDuty does not document. */
interface WindowEnds {
  readonly since: 'inclusive' | 'exclusive';
  readonly until: 'inclusive' | 'exclusive';
}

/** An account with PagerDuty's limits: 10000 entries per list, six months per window. */
class IncidentAccount {
  readonly asked: PageWindow[] = [];

  constructor(
    readonly incidents: WireIncident[],
    private readonly ends: WindowEnds = { since: 'inclusive', until: 'inclusive' },
  ) {}

  static of(count: number, days: number, ends?: WindowEnds): IncidentAccount {
    const step = (days * DAY) / count;
    return new IncidentAccount(
      Array.from({ length: count }, (_, index) => incidentAt(index + 1, NOW - days * DAY + index * step)),
      ends,
    );
  }

  /** The incidents in the order of their creation. */
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
    this.incidents.push(incidentAt(this.incidents.length + 1, NOW + this.incidents.length * 1000));
  }

  readonly read = async (range: PageWindow): Promise<Page<WireIncident>> => {
    this.asked.push(range);
    const { limit, offset, sortBy = [] } = range;
    if (offset + limit > 10_000) throw new Error('offset + limit is above 10000');
    const [since, until] = [range.since, range.until].map((at) => (at === undefined ? undefined : Date.parse(at)));
    if (since !== undefined && until !== undefined && until - since > 181 * DAY) throw new Error('window too long');
    const all = since === undefined ? this.incidents : this.within(since, until ?? Infinity);
    const end = all.length - offset;
    const items = sortBy[0]?.endsWith('asc')
      ? all.slice(offset, offset + limit)
      : all.slice(Math.max(0, end - limit), Math.max(0, end)).toReversed();
    return { items, more: all.length > offset + limit, total: all.length };
  };
}

/** The creation time within a second that several incidents share. */
function incidentAt(number: number, at: number): WireIncident {
  const created_at = new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000', '');
  return { ...(wireIncident() as unknown as WireIncident), id: `P${number}`, incident_number: number, created_at };
}

/** Reads a whole list page by page with cursors. */
async function readAllPages(
  account: IncidentAccount,
  order: typeof NEWEST_FIRST,
  size: number,
  bounds: TimeBounds = {},
  between: (seen: readonly number[]) => void = () => {},
) {
  const numbers: number[] = [];
  let position: CursorPosition | undefined;
  for (;;) {
    const walk = new IncidentPaginator(order, bounds, () => NOW, { position });
    const before = account.asked.length;
    const found = (await walk.nextPage(size, account.read)).map(({ incident_number }) => incident_number);
    expect(account.asked.length - before).toBeLessThanOrEqual(10);
    numbers.push(...found);
    if (!walk.hasNextPage) return numbers;
    position = JSON.parse(
      JSON.stringify(found.length > 0 ? walk.positionAt(found.length - 1) : walk.positionAfterEmptyPage()),
    );
    expect(isCursorPosition(position)).toBe(true);
    between(found);
  }
}

const numbersDown = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index);

describe('the incident paginator', () => {
  test('returns each of 12000 incidents over eight months once, newest first', async () => {
    expect(await readAllPages(IncidentAccount.of(12_000, 240), NEWEST_FIRST, 100)).toEqual(numbersDown(12_000, 1));
  });

  test('returns them once while new ones arrive', async () => {
    const account = IncidentAccount.of(12_000, 240);
    expect(await readAllPages(account, NEWEST_FIRST, 100, {}, () => account.add())).toEqual(numbersDown(12_000, 1));
  });

  test.each([
    ['newest first', NEWEST_FIRST, numbersDown(11_000, 1)],
    ['by number', BY_NUMBER, numbersDown(11_000, 1)],
    ['oldest first', OLDEST_FIRST, numbersDown(11_000, 1).toReversed()],
  ])('continues after the 10000th, %s', async (_, order, expected) => {
    expect(await readAllPages(IncidentAccount.of(11_000, 100), order, 97)).toEqual(expected);
  });

  test.each([
    ['newest first', NEWEST_FIRST, numbersDown(700, 1)],
    ['by number', BY_NUMBER, numbersDown(700, 1)],
    ['oldest first', OLDEST_FIRST, numbersDown(700, 1).toReversed()],
  ])('omits none while returned incidents leave the list, %s', async (_, order, expected) => {
    for (const size of [1, 7, 99, 100]) {
      const account = IncidentAccount.of(700, 100);
      const leave = (seen: readonly number[]) => account.remove(seen.filter((number) => number % 5 !== 0));
      expect(await readAllPages(account, order, size, {}, leave)).toEqual(expected);
    }
  });

  test('goes back as far as necessary when most of a list is gone', async () => {
    const account = IncidentAccount.of(700, 100);
    let pages = 0;
    const leave = () => void ((pages += 1) === 5 && account.remove(numbersDown(700, 300)));
    expect(await readAllPages(account, NEWEST_FIRST, 90, {}, leave)).toEqual(numbersDown(700, 1));
  });

  test('skips times without incidents', async () => {
    const ages = { since: Date.UTC(1900, 0), until: Date.UTC(9999, 0) };
    for (const order of [NEWEST_FIRST, OLDEST_FIRST]) {
      const account = IncidentAccount.of(20, 100);
      expect(await readAllPages(account, order, 100, ages)).toHaveLength(20);
      expect(account.asked).toHaveLength(2);
    }
  });

  test('omits none when several began in one second', async () => {
    const account = new IncidentAccount(
      numbersDown(10_200, 1)
        .toReversed()
        .map((n) => incidentAt(n, NOW - 10 * DAY + Math.floor(n / 7) * 1000)),
    );
    expect(await readAllPages(account, NEWEST_FIRST, 100)).toEqual(numbersDown(10_200, 1));
  });

  test('covers a window of any length, without its end', async () => {
    const account = IncidentAccount.of(2_400, 480);
    const bounds = { since: NOW - 450 * DAY, until: NOW - 30 * DAY };
    expect(await readAllPages(account, NEWEST_FIRST, 100, bounds)).toEqual(numbersDown(2_250, 151));
    expect(await readAllPages(account, OLDEST_FIRST, 100, bounds)).toEqual(numbersDown(2_250, 151).toReversed());
  });

  test('covers a window without a beginning', async () => {
    const account = IncidentAccount.of(480, 480);
    expect(await readAllPages(account, NEWEST_FIRST, 50, { until: NOW - 240 * DAY })).toEqual(numbersDown(240, 1));
    expect(await readAllPages(account, OLDEST_FIRST, 50, { until: NOW - 240 * DAY })).toEqual(
      numbersDown(240, 1).toReversed(),
    );
  });

  test('sends one request for a page of a list that needs no window', async () => {
    const account = IncidentAccount.of(60, 240);
    await new IncidentPaginator(NEWEST_FIRST, {}, () => NOW).nextPage(25, account.read);
    expect(account.asked).toEqual([{ limit: 25, offset: 0, sortBy: ['created_at:desc', 'incident_number:desc'] }]);
  });

  test('returns the total when one response covers the list, else null', async () => {
    const account = IncidentAccount.of(480, 480);
    const whole = new IncidentPaginator(NEWEST_FIRST, {}, () => NOW);
    await whole.nextPage(10, account.read);
    const windows = new IncidentPaginator(NEWEST_FIRST, { since: NOW - 400 * DAY }, () => NOW);
    await windows.nextPage(10, account.read);
    expect([whole.totalCount, windows.totalCount]).toEqual([480, null]);
  });

  test('refuses a long window in an order that does not follow creation', () => {
    const order = toSortOrder([{ field: IncidentOrderField.URGENCY, direction: OrderDirection.DESC }]);
    expect(() => new IncidentPaginator(order, { since: NOW - 200 * DAY }, () => NOW)).toThrow(/180 days/);
  });
});

const BY_URGENCY = toSortOrder([
  { field: IncidentOrderField.CREATED_AT, direction: OrderDirection.DESC },
  { field: IncidentOrderField.URGENCY, direction: OrderDirection.DESC },
]);
const inclusiveness = ['inclusive', 'exclusive'] as const;
const WINDOW_ENDS = inclusiveness.flatMap((since) => inclusiveness.map((until) => ({ since, until })));

describe('at the ends of a window, which PagerDuty may include or not,', () => {
  test.each(WINDOW_ENDS)('incidents are returned once with since $since and until $until', async (ends) => {
    const account = IncidentAccount.of(2_400, 480, ends);
    const bounds = { since: NOW - 450 * DAY, until: NOW - 30 * DAY };
    expect(await readAllPages(account, NEWEST_FIRST, 100, bounds)).toEqual(numbersDown(2_250, 151));
    expect(await readAllPages(account, OLDEST_FIRST, 100, bounds)).toEqual(numbersDown(2_250, 151).toReversed());
    expect(await readAllPages(IncidentAccount.of(10_500, 100, ends), NEWEST_FIRST, 100)).toEqual(
      numbersDown(10_500, 1),
    );
  });
});

/** This many incidents in one second, a third of them urgent; PagerDuty sorts them by urgency. */
function incidentsOfOneSecond(count: number): IncidentAccount {
  const ranked = numbersDown(count, 1).toSorted((a, b) => Number(a % 3 === 0) - Number(b % 3 === 0));
  return new IncidentAccount(ranked.map((number) => incidentAt(number, NOW - DAY)));
}

describe('incidents of one second', () => {
  test.each([1, 7, 100])('are returned once while they leave a list ordered by urgency, %i per page', async (size) => {
    const account = incidentsOfOneSecond(200);
    const leave = (seen: readonly number[]) => account.remove(seen.filter((number) => number % 5 !== 0));
    const returned = await readAllPages(account, BY_URGENCY, size, {}, leave);
    expect(returned.toSorted((a, b) => b - a)).toEqual(numbersDown(200, 1));
  });

  test('are returned once, however many there are', async () => {
    const returned = await readAllPages(incidentsOfOneSecond(3_000), BY_URGENCY, 100);
    expect(returned.toSorted((a, b) => b - a)).toEqual(numbersDown(3_000, 1));
  });

  test('need at most ten calls, whatever a cursor skips', async () => {
    const account = incidentsOfOneSecond(3_000);
    const walk = new IncidentPaginator(OLDEST_FIRST, {}, () => NOW, {
      position: { offset: 1, seen: { at: NOW, number: 1 } },
    });
    expect(await walk.nextPage(2, account.read)).toEqual([]);
    expect(account.asked).toHaveLength(10);
    expect([walk.hasNextPage, walk.positionAfterEmptyPage().offset]).toEqual([true, expect.any(Number)]);
    expect(walk.positionAfterEmptyPage().offset).toBeGreaterThan(700);
  });
});

describe('a window without an end', () => {
  test('contains incidents that a clock ahead of ours dated', async () => {
    const account = IncidentAccount.of(10, 10);
    account.incidents.push(incidentAt(11, NOW + 900_000));
    expect(await readAllPages(account, NEWEST_FIRST, 3, { since: NOW - 30 * DAY })).toEqual(numbersDown(11, 1));
    expect(await readAllPages(account, OLDEST_FIRST, 3, { since: NOW - 30 * DAY })).toEqual(
      numbersDown(11, 1).toReversed(),
    );
  });

  test('contains incidents that begin during the pagination, oldest first', async () => {
    const account = IncidentAccount.of(10, 10);
    let left = 3;
    const come = () => void (left > 0 && (account.add(), (left -= 1)));
    expect(await readAllPages(account, OLDEST_FIRST, 3, { since: NOW - 30 * DAY }, come)).toEqual(
      numbersDown(13, 1).toReversed(),
    );
  });
});

describe('pagination with an inconsistent upstream', () => {
  test.each<[string, (range: PageWindow, call: number) => Page<WireIncident>]>([
    ['always sends more', () => ({ items: [], more: true, total: null })],
    ['repeats one incident', () => ({ items: [incidentAt(1, NOW)], more: true, total: null })],
    [
      'sends more than requested',
      () => ({ items: numbersDown(300, 1).map((n) => incidentAt(n, NOW)), more: true, total: 1 }),
    ],
    ['omits entries in turns', (_, call) => ({ items: call % 2 ? [incidentAt(1, NOW)] : [], more: true, total: null })],
    [
      'has entries only at its start',
      ({ offset }) => ({ items: offset ? [] : [incidentAt(1, NOW)], more: true, total: 9 }),
    ],
  ])('that %s ends, and its cursors advance', async (_, response) => {
    for (const order of [NEWEST_FIRST, OLDEST_FIRST, BY_NUMBER, BY_URGENCY]) {
      for (const bounds of [{}, { since: NOW - 900 * DAY }]) {
        // oxlint-disable-next-line no-await-in-loop -- one pagination after another
        expect(await readPages(order, bounds, response)).toBeLessThan(300);
      }
    }
  });
});

/** The number of pages; each must have a new cursor and need at most ten calls. */
async function readPages(
  order: typeof NEWEST_FIRST,
  bounds: TimeBounds,
  response: (range: PageWindow, call: number) => Page<WireIncident>,
): Promise<number> {
  let position: CursorPosition | undefined;
  let calls = 0;
  const read = async (range: PageWindow) => response(range, (calls += 1));
  for (let pages = 1; ; pages += 1) {
    const walk = new IncidentPaginator(order, bounds, () => NOW, { position });
    calls = 0;
    try {
      // oxlint-disable-next-line no-await-in-loop -- each page begins where the one before ended
      const found = await walk.nextPage(2, read);
      expect(found.length).toBeLessThanOrEqual(2);
      expect(calls).toBeLessThanOrEqual(10);
      if (!walk.hasNextPage || pages > 300) return pages;
      const next = found.length > 0 ? walk.positionAt(found.length - 1) : walk.positionAfterEmptyPage();
      expect(next).not.toEqual(position);
      position = next;
    } catch (fault) {
      if (fault instanceof Fault) return pages;
      throw fault;
    }
  }
}
