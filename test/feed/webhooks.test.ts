import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { FeedUpdate, NewEvent } from '../../src/feed/feed-update.js';
import type { WebhookEvent } from '../../src/feed/incident-feed.js';
import { MemoryEventLog } from '../../src/store/memory/event-log.js';
import { feedUnderTest } from './feed-under-test.js';
import { START_TIME, startFeed } from './harness.js';

const { pagerduty, timers, harness, restart } = feedUnderTest({ webhookSubscriptionId: 'PWHK1' });

let nextId = 1;

function webhook(type: string, incidentId: string | null = 'P1', changes: Partial<WebhookEvent> = {}): WebhookEvent {
  const occurredAt = new Date(timers().now()).toISOString();
  return { eventId: `E${nextId++}`, rawType: `incident.${type}`, occurredAt, agent: null, incidentId, ...changes };
}

const shownStatus = async (id = 'P1') =>
  (await harness().feed.openIncidents()).incidents.find((incident) => incident.id === id)?.status;
const readsOf = (id: string) => pagerduty().calls.filter((url) => url === `/incidents/${id}`).length;

describe('a webhook', () => {
  test('leads to one read, which shows what the incident has become', async () => {
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    pagerduty().put('P1', { status: 'acknowledged', title: 'Fire' });
    const event = webhook('acknowledged', 'P1', { agent: { id: 'PU1', type: 'user_reference' } });
    harness().feed.receive(event, 'RECEIVED');
    await harness().settle();
    expect(harness().changes).toMatchObject([
      {
        incident: { title: 'Fire' },
        events: [{ type: 'ACKNOWLEDGED', source: 'WEBHOOK' }],
      },
    ]);
    expect(harness().events()).toMatchObject([{ ...event, incident: { title: 'Fire' } }]);
    expect(readsOf('P1')).toBe(1);
  });

  test('and the log entry of the same act are one event', async () => {
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    await harness().advance(2);
    pagerduty().put('P1', { status: 'acknowledged' });
    pagerduty().log('acknowledge', 'P1');
    harness().feed.receive(webhook('acknowledged'), 'RECEIVED');
    await harness().advance(20);
    expect(harness().events()).toMatchObject([{ type: 'ACKNOWLEDGED', source: 'WEBHOOK' }]);
  });

  test('of two acts in one second shows the second, and reports both', async () => {
    pagerduty().put('P1', { status: 'triggered', title: 'A' });
    await harness().watch();
    pagerduty().put('P1', { title: 'B' });
    harness().feed.receive(webhook('priority_updated'), 'RECEIVED');
    await harness().settle();
    pagerduty().put('P1', { title: 'C' });
    harness().feed.receive(webhook('annotated'), 'RECEIVED');
    await harness().advance(1);
    expect(harness().changes.map(({ incident }) => incident?.title)).toEqual(['B', 'C']);
    expect(harness().typesOf('P1')).toEqual(['PRIORITY_UPDATED', 'ANNOTATED']);
  });

  test('out of order is reported as it comes, and never decides the status', async () => {
    pagerduty().put('P1', { status: 'resolved' });
    await harness().watch();
    const acknowledged = webhook('acknowledged');
    timers().advance(100);
    harness().feed.receive(webhook('resolved'), 'RECEIVED');
    harness().feed.receive(acknowledged, 'RECEIVED');
    await harness().advance(3);
    expect(harness().typesOf('P1').toSorted()).toEqual(['ACKNOWLEDGED', 'RESOLVED']);
    expect(await shownStatus()).toBeUndefined();
  });

  test('and others of one read are reported together, the oldest first', async () => {
    pagerduty().put('P1');
    await harness().watch();
    const held = pagerduty().hold(/^\/incidents\/P1$/);
    harness().feed.receive(webhook('annotated'), 'RECEIVED');
    await held.arrived;
    const older = webhook('priority_updated');
    timers().advance(1_000);
    harness().feed.receive(webhook('acknowledged'), 'RECEIVED');
    harness().feed.receive(older, 'RECEIVED');
    held.release();
    await harness().advance(3);
    expect(
      harness()
        .changes.at(-1)
        ?.events.map(({ type }) => type),
    ).toEqual(['PRIORITY_UPDATED', 'ACKNOWLEDGED']);
  });

  test('47 hours late is an event of then, and reopens nothing', async () => {
    pagerduty().put('P1', { status: 'resolved' });
    await harness().watch();
    const occurredAt = new Date(START_TIME - 47 * 3_600_000).toISOString();
    harness().feed.receive(webhook('triggered', 'P1', { occurredAt }), 'RECEIVED');
    await harness().advance(10);
    expect(harness().events()).toMatchObject([{ type: 'TRIGGERED', occurredAt, incident: { status: 'resolved' } }]);
    expect(await shownStatus()).toBeUndefined();
  });

  test('of an unknown type is reported with its name; one without an incident is only a sign of life', async () => {
    pagerduty().put('P1');
    await harness().watch();
    harness().feed.receive(webhook('teleported'), 'RECEIVED');
    harness().feed.receive(webhook('', null, { rawType: 'pagey.ping' }), 'RECEIVED');
    await harness().settle();
    expect(harness().events()).toMatchObject([{ type: 'UNKNOWN', rawType: 'incident.teleported' }]);
    expect(harness().feed.status().webhook?.lastDeliveryAt).toBe(new Date(START_TIME).toISOString());
  });
});

describe('reads', () => {
  test('of a burst collapse to one that runs and one that waits', async () => {
    pagerduty().put('P1');
    await harness().watch();
    const held = pagerduty().hold(/^\/incidents\/P1$/);
    for (let count = 0; count < 50; count += 1) harness().feed.receive(webhook('annotated'), 'RECEIVED');
    await held.arrived;
    for (const round of [1, 2, 3]) {
      timers().advance(round * 1_000);
      harness().feed.receive(webhook('annotated'), 'RECEIVED');
      // oxlint-disable-next-line no-await-in-loop -- a wrong read would be sent now
      await setImmediate();
    }
    held.release();
    await harness().advance(3);
    expect(readsOf('P1')).toBe(2);
    expect(harness().typesOf('P1')).toHaveLength(53);
  });

  test('that are overtaken by a newer one never go back', async () => {
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    await harness().advance(4);
    const held = pagerduty().hold(/^\/incidents\/P1$/);
    harness().feed.receive(webhook('annotated'), 'RECEIVED');
    await held.arrived;
    // In the same second, so that `updated_at` does not order the two.
    pagerduty().put('P1', { status: 'acknowledged' });
    pagerduty().log('acknowledge', 'P1');
    const polled = new Promise<void>((resolve) => {
      harness().feed.watch(({ incident }) => incident?.status === 'acknowledged' && resolve());
    });
    timers().advance(1_000);
    await polled;
    held.release();
    await harness().settle();
    expect(await shownStatus()).toBe('acknowledged');
    expect(harness().changes.map(({ incident }) => incident?.status)).not.toContain('triggered');
  });

  test('share no read that a caller began before', async () => {
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    const held = pagerduty().hold(/^\/incidents\/P1$/);
    const read = harness().client.getIncident('P1');
    await held.arrived;
    pagerduty().put('P1', { status: 'acknowledged' });
    const shown = new Promise((resolve) => harness().feed.watch(({ incident }) => resolve(incident?.status)));
    harness().feed.receive(webhook('acknowledged'), 'RECEIVED');
    expect(await shown).toBe('acknowledged');
    held.release();
    await read;
  });

  test('of a new incident are repeated after 5 s, when the alert is attached', async () => {
    await harness().watch();
    pagerduty().put('P1', { status: 'triggered', alert_counts: { all: 0 } });
    harness().feed.receive(webhook('triggered'), 'RECEIVED');
    await harness().settle();
    const updated = pagerduty().incidents.get('P1')?.['updated_at'];
    await harness().advance(4);
    pagerduty().put('P1', { alert_counts: { all: 1 }, updated_at: updated });
    await harness().advance(1);
    expect(harness().changes.at(-1)).toMatchObject({ incident: { alert_counts: { all: 1 } }, events: [] });
    await harness().advance(20);
    expect([readsOf('P1'), harness().typesOf('P1')]).toEqual([2, ['TRIGGERED']]);
  });

  test('that fail hold no event back, and are repeated', async () => {
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    pagerduty().put('P1', { status: 'acknowledged' });
    for (let attempt = 0; attempt < 3; attempt += 1)
      pagerduty().intercept(/^\/incidents\/P1$/, (_respond, response) => response.writeHead(500).end());
    harness().feed.receive(webhook('acknowledged'), 'RECEIVED');
    await harness().settle();
    await harness().advance(2);
    expect(harness().events()).toMatchObject([{ type: 'ACKNOWLEDGED', incident: { status: 'triggered' } }]);
    await harness().advance(4);
    expect(await shownStatus()).toBe('acknowledged');
    expect(harness().typesOf('P1')).toEqual(['ACKNOWLEDGED']);
    expect(harness().logged).toContain('The live feed cannot read PagerDuty; it tries again');
  });

  test('of a storm are at most 200 a minute, and log entries show the rest within an interval', async () => {
    await harness().watch();
    const ids = Array.from({ length: 600 }, (_, index) => `PS${index}`);
    for (const id of ids) {
      pagerduty().put(id, { status: 'acknowledged' });
      pagerduty().log('acknowledge', id);
      harness().feed.receive(webhook('acknowledged', id), 'RECEIVED');
    }
    await harness().advance(10);
    expect((await harness().feed.openIncidents()).incidents).toHaveLength(600);
    expect(pagerduty().calls.filter((url) => url.startsWith('/incidents/PS')).length).toBeLessThanOrEqual(200);
    expect(
      new Set(
        harness()
          .events()
          .map(({ incidentId }) => incidentId),
      ).size,
    ).toBe(600);
    expect(harness().events()).toHaveLength(600);
  });
});

const countReads = (prefix: string) => pagerduty().calls.filter((url) => url.startsWith(`/incidents/${prefix}`)).length;

describe('reads without log entries', () => {
  test('of a storm are at most 200 a minute, and none is forgotten', async () => {
    await harness().watch();
    const ids = Array.from({ length: 300 }, (_, index) => `PS${index}`);
    for (const id of ids) {
      pagerduty().put(id, { status: 'resolved' });
      harness().feed.receive(webhook('resolved', id), 'RECEIVED');
    }
    await harness().advance(55);
    expect(countReads('PS')).toBe(200);
    await harness().advance(10);
    expect([countReads('PS'), harness().events().length]).toEqual([300, 300]);
  });

  test('that begin before their event are repeated once', async () => {
    pagerduty().put('P1');
    await harness().watch();
    const occurredAt = new Date(timers().now() + 5_000).toISOString();
    harness().feed.receive(webhook('annotated', 'P1', { occurredAt }), 'RECEIVED');
    await harness().advance(30);
    expect([readsOf('P1'), harness().typesOf('P1')]).toEqual([2, ['ANNOTATED']]);
  });

  test('that show too little are made up for by the open list, without a second event', async () => {
    pagerduty().put('P1', { status: 'triggered' });
    await harness().watch();
    await harness().advance(2);
    harness().feed.receive(webhook('acknowledged'), 'RECEIVED');
    await harness().settle();
    pagerduty().put('P1', { status: 'acknowledged' });
    await harness().advance(90);
    expect([await shownStatus(), harness().typesOf('P1')]).toEqual(['acknowledged', ['ACKNOWLEDGED']]);
  });
});

test('an event whose read a restart has lost is shown by the next list', async () => {
  pagerduty().put('P1', { status: 'triggered' });
  await harness().watch();
  const held = pagerduty().hold(/^\/incidents\/P1$/);
  pagerduty().put('P1', { status: 'resolved' });
  pagerduty().put('P2', { status: 'triggered' });
  harness().feed.receive(webhook('resolved'), 'RECEIVED');
  await held.arrived;
  await restart();
  await harness().watch();
  expect((await harness().feed.openIncidents()).incidents.map(({ id }) => id)).toEqual(['P2']);
});

test('an event whose log entry another replica reports during the read is not reported again', async () => {
  const log = new MemoryEventLog<NewEvent, FeedUpdate>();
  const own = startFeed({ baseUrl: pagerduty().baseUrl, timers: timers(), log });
  pagerduty().put('P1', { status: 'triggered' });
  await own.watch();
  const held = pagerduty().hold(/^\/incidents\/P1$/);
  pagerduty().put('P1', { status: 'acknowledged' });
  const hint = webhook('acknowledged');
  own.feed.receive(hint, 'RECEIVED');
  await held.arrived;
  const { occurredAt, agent } = hint;
  const entry = { eventId: 'RLOG', type: 'ACKNOWLEDGED', rawType: 'acknowledge_log_entry', source: 'POLL' } as const;
  const event = { ...entry, occurredAt, agent, incidentId: 'P1' };
  log.deliver({ events: [{ position: '1', event }], update: { kind: 'incident', incidentId: 'P1' }, isOwn: false });
  held.release();
  await own.advance(20);
  expect(own.events()).toMatchObject([{ eventId: 'RLOG' }]);
  expect(own.changes.at(-1)).toMatchObject({ incident: { status: 'acknowledged' } });
  await own.stop();
});
