import { describe, expect, test } from '@jest/globals';
import { feedUnderTest } from './feed-under-test.js';
import { START_TIME } from './harness.js';

const { pagerduty, timers, harness } = feedUnderTest({ webhookSubscriptionId: 'PWHK1' });

const refuse = (pattern: RegExp, times: number) => {
  for (let count = 0; count < times; count += 1)
    pagerduty().intercept(pattern, (_respond, response) => response.writeHead(500).end());
};

describe('upstream calls', () => {
  test('without activity are at most 24 a minute, with one watcher and with a hundred', async () => {
    for (let count = 0; count < 1_500; count += 1) pagerduty().put(`P${count}`);
    await harness().watch();
    const perMinute: number[] = [];
    for (let minute = 0; minute < 6; minute += 1) {
      pagerduty().calls.length = 0;
      // oxlint-disable-next-line no-await-in-loop -- minutes follow one another
      await harness().advance(60);
      perMinute.push(pagerduty().calls.length);
      if (minute === 3) for (let count = 0; count < 100; count += 1) harness().feed.watch(() => {});
    }
    expect(Math.max(...perMinute)).toBeLessThanOrEqual(24);
    expect(perMinute.slice(4)).toEqual(perMinute.slice(2, 4));
  });

  test('are bounded although every poll repeats hundreds of entries of one second', async () => {
    pagerduty().put('P1');
    await harness().watch();
    for (let count = 0; count < 400; count += 1) pagerduty().log('annotate', 'P1');
    await harness().advance(10);
    pagerduty().calls.length = 0;
    await harness().advance(60);
    expect(pagerduty().calls.length).toBeLessThanOrEqual(24);
  });

  test('become fewer below a fifth of the rate limit, and never end', async () => {
    await harness().watch();
    pagerduty().remaining = 150;
    await harness().advance(10);
    pagerduty().calls.length = 0;
    await harness().advance(60);
    const polls = pagerduty().calls.filter((url) => url.startsWith('/log_entries'));
    expect(polls.length).toBeGreaterThanOrEqual(2);
    expect(polls.length).toBeLessThanOrEqual(4);
    expect(harness().feed.status().maxLagSeconds).toBe(20);
  });

  test('begin with the first watcher and end 60 s after the last', async () => {
    timers().advance(60_000);
    expect(pagerduty().calls).toEqual([]);
    expect(harness().feed.status()).toMatchObject({ source: null, maxLagSeconds: null });
    const end = await harness().watch();
    expect(pagerduty().calls.map((url) => url.split('?')[0])).toEqual(
      expect.arrayContaining(['/incidents', '/webhook_subscriptions/PWHK1', '/log_entries']),
    );
    expect(pagerduty().calls).toHaveLength(3);
    end();
    end();
    await harness().advance(59);
    const endAgain = await harness().watch();
    await harness().advance(70);
    expect(harness().feed.status().source).toBe('WEBHOOK');
    endAgain();
    await harness().advance(60);
    pagerduty().calls.length = 0;
    await harness().advance(120);
    expect([pagerduty().calls, harness().feed.status().source]).toEqual([[], null]);
  });
});

describe('a pause without watchers', () => {
  test('leaves no gap in the log: events of the pause follow', async () => {
    pagerduty().put('P1', { status: 'triggered' });
    const end = await harness().watch();
    pagerduty().log('annotate', 'P1');
    await harness().advance(10);
    const position = harness().lastPosition();
    end();
    await harness().advance(60);
    pagerduty().put('P1', { status: 'resolved' });
    pagerduty().log('resolve', 'P1');
    await harness().advance(600);
    await harness().watch();
    await harness().advance(10);
    expect(await harness().feed.eventsAfter(position)).toMatchObject([{ type: 'RESOLVED', incidentId: 'P1' }]);
    expect((await harness().feed.openIncidents()).incidents).toEqual([]);
  });

  test('begins with the events of webhooks whose read was still to come', async () => {
    pagerduty().put('P1');
    const end = await harness().watch();
    harness().feed.receive(HINT, 'RECEIVED');
    await harness().settle();
    const position = harness().lastPosition();
    end();
    await harness().advance(59);
    harness().feed.receive({ ...HINT, eventId: 'E2' }, 'RECEIVED');
    await harness().settle();
    harness().feed.receive({ ...HINT, eventId: 'E3', occurredAt: new Date(timers().now()).toISOString() }, 'RECEIVED');
    pagerduty().log('annotate', 'P1');
    await harness().advance(1);
    expect(harness().feed.status().source).toBeNull();
    await harness().watch();
    await harness().advance(20);
    expect(await harness().feed.eventsAfter(position)).toMatchObject([{ eventId: 'E2' }, { eventId: 'E3' }]);
  });

  test('in the middle of a long list ends with a whole list at once', async () => {
    for (let count = 0; count < 1_500; count += 1) pagerduty().put(`P${count}`);
    const end = await harness().watch();
    await harness().advance(100);
    end();
    await harness().advance(65);
    await harness().watch();
    expect((await harness().feed.openIncidents()).incidents).toHaveLength(1_500);
  });

  test('in which too much happened ends the positions before', async () => {
    pagerduty().put('P1');
    const end = await harness().watch();
    pagerduty().log('annotate', 'P1');
    await harness().advance(10);
    const position = harness().lastPosition();
    end();
    await harness().advance(60);
    for (let count = 0; count < 1_200; count += 1) pagerduty().log('annotate', 'P1');
    await harness().watch();
    await harness().settle();
    expect(await harness().feed.eventsAfter(position)).toBe('expired');
  });
});

describe('a failing PagerDuty', () => {
  test('fails the first list for those who wait, and the feed tries again', async () => {
    refuse(/^\/incidents\?/, 3);
    harness().feed.watch(() => {});
    const waiting = harness().feed.openIncidents();
    waiting.catch(() => {});
    await harness().settle();
    await harness().advance(2);
    await expect(waiting).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await harness().advance(15);
    expect((await harness().feed.openIncidents()).incidents).toEqual([]);
  });

  test('is logged once when it begins and once when it ends, and shows in the lag', async () => {
    await harness().watch();
    refuse(/^\/log_entries/, 12);
    await harness().advance(58);
    const { maxLagSeconds, failingSince } = harness().feed.status();
    expect(maxLagSeconds).toBeGreaterThan(30);
    expect(Date.parse(failingSince ?? '')).toBe(START_TIME + 5_000);
    await harness().advance(120);
    const failures = harness().logged.filter((message) => /cannot read/.test(message));
    const recoveries = harness().logged.filter((message) => /reads PagerDuty again/.test(message));
    expect([failures.length, recoveries.length]).toEqual([1, 1]);
    expect(harness().feed.status()).toMatchObject({ maxLagSeconds: 5, failingSince: null });
  });
});

test('a closed feed starts no more, and ends what waits', async () => {
  const held = pagerduty().hold(/^\/incidents\?/);
  harness().feed.watch(() => {});
  const waiting = harness().feed.openIncidents();
  waiting.catch(() => {});
  await held.arrived;
  harness().feed.close();
  await expect(waiting).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  await expect(harness().feed.openIncidents()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  held.release();
});

test('a closed feed aborts the read in flight, and starts none that waits', async () => {
  pagerduty().put('P1');
  await harness().watch();
  const aborted = new Promise((resolve) => {
    pagerduty().intercept(/^\/incidents\/P1$/, (_respond, response) => {
      response.once('close', resolve);
      harness().feed.receive({ ...HINT, eventId: 'E2' }, 'RECEIVED');
      harness().feed.close();
    });
  });
  harness().feed.receive(HINT, 'RECEIVED');
  await aborted;
  pagerduty().calls.length = 0;
  await harness().advance(10);
  expect(pagerduty().calls).toEqual([]);
});

const HINT = {
  eventId: 'E1',
  rawType: 'incident.annotated',
  occurredAt: new Date(START_TIME).toISOString(),
  agent: null,
  incidentId: 'P1',
};

test('a watcher that fails disturbs no other', async () => {
  pagerduty().put('P1');
  harness().feed.watch(() => {
    throw new Error('watcher');
  });
  await harness().watch();
  pagerduty().log('annotate', 'P1');
  await harness().advance(10);
  expect(harness().typesOf('P1')).toEqual(['ANNOTATED']);
  expect(harness().logged).toContain('A watcher of incidents failed');
});
