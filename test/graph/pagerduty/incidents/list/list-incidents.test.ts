import { describe, expect, test } from '@jest/globals';
import { encodeCursor, createCursorSigner } from '../../../../../src/graph/core/pagination/cursor.js';
import { deriveCursorKey } from '../../../../../src/graph/core/pagination/cursor-key.js';
import { NEWEST_FIRST } from '../../../../../src/graph/pagerduty/incidents/list/sort-order.js';
import { mockGateway, PAGERDUTY_KEY } from '../../../mock-gateway.js';
import { incidentList, wireUser } from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

const LIST = `query ($filter: IncidentFilter, $orderBy: [IncidentOrder!], $first: Int, $after: String) {
  incidents(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { nodes { number } pageInfo { endCursor } }
}`;

/** The query string of the only call for a list with these arguments. */
async function sentQuery(variables: Record<string, unknown>): Promise<URLSearchParams> {
  pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([]));
  const { errors } = await run(LIST, variables);
  expect(errors).toBeUndefined();
  return pagerduty.call().query;
}

async function readRefusal(variables: Record<string, unknown>) {
  const { status, data, errors } = await run(LIST, variables);
  return { status, data, code: errors?.[0]?.extensions['code'], field: errors?.[0]?.extensions['field'] };
}

async function readCursor(variables: Record<string, unknown>): Promise<string | undefined> {
  pagerduty.expects('GET', '/incidents').respondsWith(200, incidentList([{}]));
  const { data } = await run<{ incidents: { pageInfo: { endCursor: string } } }>(LIST, variables);
  return data.incidents.pageInfo.endCursor;
}

const refusalAt = (...field: string[]) => ({ status: 200, data: { incidents: null }, code: 'BAD_USER_INPUT', field });

describe('the listed incidents', () => {
  test('are all of them, however old, newest first, by default', async () => {
    expect(Object.fromEntries(await sentQuery({}))).toEqual({
      limit: '25',
      offset: '0',
      time_zone: 'UTC',
      date_range: 'all',
      sort_by: 'created_at:desc,incident_number:desc',
    });
  });

  test('are those of a window, for which one more second is requested at both ends and not returned', async () => {
    const filter = { createdSince: '2026-01-01T02:00:00+02:00', createdUntil: '2026-02-01T00:00:00Z' };
    const query = await sentQuery({ filter });
    expect(query.get('since')).toBe('2025-12-31T23:59:59.000Z');
    expect(query.get('until')).toBe('2026-02-01T00:00:01.000Z');
    expect(query.has('date_range')).toBe(false);
  });

  test('match all filters at once', async () => {
    pagerduty.expects('GET', '/users').respondsWith(200, { users: [wireUser()], more: false });
    const filter = {
      statuses: ['TRIGGERED', 'ACKNOWLEDGED'],
      urgencies: ['HIGH'],
      services: [{ pagerDutyId: 'PIJ90N7' }, { id: 'pagerduty://main/PagerDutyService/PIJ90N8' }],
      teams: [{ pagerDutyId: 'PQ9K7I8' }],
      assignees: [{ email: 'earline@example.com' }, { pagerDutyId: 'PXPGF43' }],
      dedupKey: ' disk/db03 ',
    };
    const query = await sentQuery({ filter });
    expect(query.getAll('statuses[]')).toEqual(['triggered', 'acknowledged']);
    expect(query.getAll('urgencies[]')).toEqual(['high']);
    expect(query.getAll('service_ids[]')).toEqual(['PIJ90N7', 'PIJ90N8']);
    expect(query.getAll('team_ids[]')).toEqual(['PQ9K7I8']);
    expect(query.getAll('user_ids[]')).toEqual(['PXPGF42', 'PXPGF43']);
    expect(query.get('incident_key')).toBe('disk/db03');
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['no status', { statuses: [] }, ['statuses']],
    ['no urgency', { urgencies: [] }, ['urgencies']],
    ['no service', { services: [] }, ['services']],
    ['no team', { teams: [] }, ['teams']],
    ['no assignee', { assignees: [] }, ['assignees']],
    ['an empty key', { dedupKey: '' }, ['dedupKey']],
    ['a blank key', { dedupKey: '  ' }, ['dedupKey']],
    ['an unknown status', { statuses: ['TRIGGERED', 'UNKNOWN'] }, ['statuses', '1']],
    ['an unknown urgency', { urgencies: ['UNKNOWN'] }, ['urgencies', '0']],
    ['a service id with a path', { services: [{ pagerDutyId: '../users' }] }, ['services', '0', 'pagerDutyId']],
    ['the id of another type', { teams: [{ id: 'pagerduty://main/Incident/PT4KHLK' }] }, ['teams', '0', 'id']],
    [
      'assignees together with resolved incidents, which have none',
      { assignees: [{ pagerDutyId: 'PXPGF42' }], statuses: ['RESOLVED'] },
      ['assignees'],
    ],
    [
      'a window that ends before it begins',
      { createdSince: '2026-02-01T00:00:00Z', createdUntil: '2026-01-01T00:00:00Z' },
      ['createdSince'],
    ],
  ])('a filter with %s is refused before PagerDuty is called', async (_, filter, field) => {
    expect(await readRefusal({ filter })).toEqual(refusalAt('filter', ...field));
  });

  test.each([0, -1, 101])('a page of %d is refused before PagerDuty is called', async (first) => {
    expect(await readRefusal({ first, filter: { assignees: [{ email: 'earline@example.com' }] } })).toEqual(
      refusalAt('first'),
    );
  });

  test('a page of 100 is one call', async () => {
    expect((await sentQuery({ first: 100 })).get('limit')).toBe('100');
  });
});

describe('the order of the incident list', () => {
  test.each([
    ['oldest first', [{ field: 'CREATED_AT', direction: 'ASC' }], 'created_at:asc,incident_number:asc'],
    ['by number, the highest first by default', [{ field: 'NUMBER' }], 'incident_number:desc'],
    ['by urgency', [{ field: 'URGENCY', direction: 'DESC' }], 'urgency:desc,incident_number:desc'],
    [
      'by two criteria',
      [
        { field: 'URGENCY', direction: 'DESC' },
        { field: 'RESOLVED_AT', direction: 'ASC' },
      ],
      'urgency:desc,resolved_at:asc',
    ],
    ['the default when the order is empty', [], 'created_at:desc,incident_number:desc'],
  ])('%s', async (_, orderBy, sortBy) => {
    expect((await sentQuery({ orderBy })).get('sort_by')).toBe(sortBy);
  });

  test.each([
    ['three criteria', [{ field: 'URGENCY' }, { field: 'NUMBER' }, { field: 'CREATED_AT' }]],
    ['one criterion twice', [{ field: 'NUMBER' }, { field: 'NUMBER', direction: 'ASC' }]],
  ])('%s are refused', async (_, orderBy) => {
    expect(await readRefusal({ orderBy })).toEqual(refusalAt('orderBy'));
  });
});

describe('a cursor', () => {
  const HIGH = { filter: { urgencies: ['HIGH'] } };

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['filter', HIGH, { filter: { urgencies: ['LOW'] } }],
    ['list without a filter', HIGH, {}],
    ['order', {}, { orderBy: [{ field: 'NUMBER' }] }],
  ])('of another %s is refused before PagerDuty is called', async (_, of, variables) => {
    const after = await readCursor(of);
    expect(await readRefusal({ ...variables, after })).toEqual(refusalAt('after'));
  });

  test('of another account is refused', async () => {
    const after = await readCursor({});
    const { errors } = await run(
      'query ($after: String) { incidents(account: "second", after: $after) { nodes { id } } }',
      { after },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['after'] } }]);
  });

  test.each(['', 'nonsense', 'eyJ2IjoxfQ', 'bnVsbA'])('%j is refused', async (after) => {
    expect(await readRefusal({ after })).toEqual(refusalAt('after'));
  });

  test('of this list reads one entry before it, in case incidents left the list', async () => {
    const after = await readCursor(HIGH);
    const query = await sentQuery({ ...HIGH, first: 25, after });
    expect([query.get('offset'), query.get('limit')]).toEqual(['0', '26']);
  });

  test('of an order that does not follow creation continues after its entry', async () => {
    const byUrgency = { orderBy: [{ field: 'URGENCY' }] };
    const after = await readCursor(byUrgency);
    expect((await sentQuery({ ...byUrgency, after })).get('offset')).toBe('1');
  });

  test.each([
    ['an offset below zero', { offset: -1 }],
    ['no offset', { offset: undefined }],
    ['an offset that PagerDuty does not list', { offset: 10_001 }],
    ['an invalid time', { seen: { at: 'yesterday', number: 1 } }],
    ['no number', { seen: { at: 0 } }],
    ['a window that no date can express', { from: 1e300 }],
    ['invalid numbers', { told: [1, 2] }],
    ['more numbers than one second has', { told: [1, 'A'.repeat(2_000)] }],
    ['an unknown member', { step: 'x' }],
  ])('with %s is refused before PagerDuty is called, even with a valid signature', async (_, change) => {
    const account = { key: 'main', cursorKey: deriveCursorKey(PAGERDUTY_KEY, 'PAGERDUTY', 'main') };
    const list = createCursorSigner(account, 'incidents', {}, NEWEST_FIRST.sortBy);
    const position = { offset: 1, seen: { at: Date.UTC(2026, 0), number: 1 }, ...change };
    expect(await readRefusal({ after: encodeCursor(list, position) })).toEqual(refusalAt('after'));
  });

  test('is checked before an assignee is looked up', async () => {
    const filter = { assignees: [{ email: 'earline@example.com' }] };
    expect(await readRefusal({ filter, after: 'nonsense' })).toEqual(refusalAt('after'));
  });
});
