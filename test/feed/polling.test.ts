import { describe, expect, test } from '@jest/globals';
import { feedUnderTest } from './feed-under-test.js';
import { startFeed } from './harness.js';

const { pagerduty, timers, harness } = feedUnderTest();

const openIds = async () => (await harness().feed.openIncidents()).incidents.map(({ id }) => id).toSorted();
const callsOf = (path: string) => pagerduty().calls.filter((url) => url.startsWith(path));

describe('log entries', () => {
  test('a change and its event arrive within one interval', async () => {
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    expect(await openIds()).toEqual(['P1']);
    await harness().advance(7);
    pagerduty().put('P1', { status: 'resolved' });
    const eventId = pagerduty().log('resolve', 'P1', { agent: { id: 'PU1', type: 'user_reference' } });
    pagerduty().put('P2', { status: 'triggered' });
    pagerduty().log('trigger', 'P2');
    await harness().advance(5);
    expect(await openIds()).toEqual(['P2']);
    expect(harness().events()).toMatchObject([
      { eventId, type: 'RESOLVED', rawType: 'resolve_log_entry', source: 'POLL', agent: { id: 'PU1' } },
      { type: 'TRIGGERED', incidentId: 'P2', occurredAt: '2026-03-18T12:00:07.000Z', agent: null },
    ]);
    expect(harness().changes[0]).toMatchObject({ incident: { status: 'resolved' } });
    expect(callsOf('/incidents/P1')).toEqual([]);
  });

  test('entries of one second, seen in two polls, are reported once each', async () => {
    await harness().watch();
    await harness().advance(4);
    const at = '2026-03-18T12:00:04Z';
    pagerduty().put('P1');
    pagerduty().log('acknowledge', 'P1', { created_at: at });
    await harness().advance(1);
    // Written late: exactly at the newest entry, and exactly at `since`.
    pagerduty().log('annotate', 'P1', { created_at: at });
    pagerduty().log('snooze', 'P1', { created_at: '2026-03-18T12:00:03Z' });
    await harness().advance(20);
    expect(harness().typesOf('P1').toSorted()).toEqual(['ACKNOWLEDGED', 'ANNOTATED', 'SNOOZED']);
    expect(callsOf('/log_entries').at(-1)).toContain(encodeURIComponent('2026-03-18T12:00:03Z'));
  });

  test('a second trigger is a reopening, and assignments are part of other acts', async () => {
    pagerduty().put('P1', { status: 'resolved', created_at: '2026-03-18T10:00:00Z' });
    await harness().watch();
    pagerduty().put('P1', { status: 'triggered' });
    pagerduty().log('trigger', 'P1');
    pagerduty().log('assign', 'P1');
    await harness().advance(5);
    pagerduty().log('assign', 'P1');
    await harness().advance(5);
    expect(harness().typesOf('P1')).toEqual(['REOPENED', 'REASSIGNED']);
  });

  test('an unknown entry type is an event of type UNKNOWN with its name', async () => {
    pagerduty().put('P1');
    await harness().watch();
    pagerduty().log('teleport', 'P1');
    await harness().advance(5);
    expect(harness().events()).toMatchObject([{ type: 'UNKNOWN', rawType: 'teleport_log_entry' }]);
  });

  test('1500 entries in one poll lead to a new list, and end the positions before', async () => {
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    pagerduty().log('annotate', 'P1');
    await harness().advance(6);
    const position = harness().lastPosition();
    let gaps = 0;
    harness().feed.watch(
      () => {},
      () => (gaps += 1),
    );
    harness().drop();
    for (let count = 0; count < 1_500; count += 1) pagerduty().log('annotate', 'P1');
    pagerduty().put('P1', { status: 'resolved' });
    pagerduty().put('P2', { status: 'triggered' });
    await harness().advance(30);
    expect(await openIds()).toEqual(['P2']);
    expect(gaps).toBe(1);
    expect(await harness().feed.eventsAfter(position)).toBe('expired');
    expect([harness().typesOf('P1'), harness().typesOf('P2')]).toEqual([['UNKNOWN'], ['UNKNOWN']]);
    pagerduty().log('annotate', 'P2');
    await harness().advance(5);
    expect(harness().typesOf('P2')).toEqual(['UNKNOWN', 'ANNOTATED']);
  });

  test('a 429 in the middle of paging loses nothing and doubles nothing', async () => {
    pagerduty().put('P1');
    await harness().watch();
    for (let count = 0; count < 250; count += 1) pagerduty().log('annotate', 'P1');
    pagerduty().intercept(/log_entries.*offset=100/, (_respond, response) =>
      response.writeHead(429, { 'retry-after': '20', 'content-type': 'application/json' }).end('{}'),
    );
    await harness().advance(60);
    const ids = harness()
      .events()
      .map(({ eventId }) => eventId);
    expect([ids.length, new Set(ids).size]).toEqual([250, 250]);
  });
});

describe('changes without an event', () => {
  test('a new title is shown by the next open list, and becomes an event of type UNKNOWN', async () => {
    pagerduty().put('P1', { title: 'Smoke' });
    await harness().watch();
    await harness().advance(30);
    pagerduty().put('P1', { title: 'Fire' });
    await harness().advance(31);
    expect(harness().changes).toMatchObject([{ incident: { title: 'Fire' }, events: [] }]);
    await harness().advance(15);
    expect(harness().events()).toMatchObject([{ type: 'UNKNOWN', rawType: null, incidentId: 'P1', source: 'POLL' }]);
    expect(harness().events()[0]?.occurredAt).toBe('2026-03-18T12:00:30.000Z');
  });

  test('an event that comes later explains a change of the open list', async () => {
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    await harness().advance(59);
    pagerduty().put('P1', { status: 'acknowledged' });
    await harness().advance(1);
    pagerduty().log('acknowledge', 'P1', { created_at: '2026-03-18T12:00:59Z' });
    await harness().advance(30);
    expect(harness().typesOf('P1')).toEqual(['ACKNOWLEDGED']);
  });

  test('an incident that PagerDuty no longer returns is removed', async () => {
    pagerduty().put('P1');
    await harness().watch();
    pagerduty().incidents.delete('P1');
    await harness().advance(75);
    expect(await openIds()).toEqual([]);
    expect(harness().changes[0]).toMatchObject({ incidentId: 'P1', incident: undefined });
    expect(harness().typesOf('P1')).toEqual(['UNKNOWN']);
  });

  test('an incident that falls between two pages stays open', async () => {
    pagerduty().put('P1');
    await harness().watch();
    pagerduty().intercept(/^\/incidents\?/, (_respond, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ incidents: [], limit: 100, offset: 0, more: false, total: null })),
    );
    await harness().advance(75);
    expect(callsOf('/incidents/P1')).toHaveLength(1);
    expect([await openIds(), harness().changes]).toEqual([['P1'], []]);
  });
});

test.each([5_000, -5_000])('a clock that is %s ms off changes neither events nor calls', async (clockErrorMs) => {
  const own = startFeed({ baseUrl: pagerduty().baseUrl, timers: timers(), clockErrorMs: () => clockErrorMs });
  pagerduty().put('P1', { status: 'triggered' });
  await own.watch();
  pagerduty().calls.length = 0;
  pagerduty().put('P1', { status: 'acknowledged' });
  pagerduty().log('acknowledge', 'P1');
  await own.advance(5);
  expect(own.typesOf('P1')).toEqual(['ACKNOWLEDGED']);
  own.feed.receive({ ...HINT, occurredAt: new Date(timers().now()).toISOString() }, 'RECEIVED');
  await own.advance(4);
  expect(own.typesOf('P1')).toEqual(['ACKNOWLEDGED', 'RESOLVED']);
  expect(callsOf('/incidents/P1')).toHaveLength(1);
  await own.stop();
});

test('a clock that is set back by an hour delays no poll and no read', async () => {
  let clockErrorMs = 0;
  const own = startFeed({ baseUrl: pagerduty().baseUrl, timers: timers(), clockErrorMs: () => clockErrorMs });
  pagerduty().put('P1', { status: 'triggered' });
  await own.watch();
  own.feed.receive({ ...HINT, occurredAt: new Date(timers().now()).toISOString() }, 'RECEIVED');
  await own.settle();
  const poll = pagerduty().hold(/^\/log_entries/);
  timers().advance(5_000);
  await poll.arrived;
  clockErrorMs = -3_600_000;
  poll.release();
  await own.settle();
  pagerduty().calls.length = 0;
  own.feed.receive({ ...HINT, eventId: 'E2', occurredAt: new Date(timers().now()).toISOString() }, 'RECEIVED');
  await own.advance(10);
  expect([callsOf('/incidents/P1').length, callsOf('/log_entries').length]).toEqual([1, 2]);
  await own.stop();
});

const HINT = { eventId: 'E1', rawType: 'incident.resolved', agent: null, incidentId: 'P1' };
