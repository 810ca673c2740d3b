import { describe, expect, test } from '@jest/globals';
import { eventIds, feedReplicas, type FeedReplica } from './replicas-harness.js';

const { openWatched, pagerduty, timers, annotated, advance, advanceUntil } = feedReplicas();

const callsOf = (path: string) => pagerduty().calls.filter((url) => url.startsWith(path));

describe('two replicas with watchers', () => {
  test('make as many upstream calls as one while nothing happens', async () => {
    for (let count = 0; count < 150; count += 1) pagerduty().put(`P${count}`);
    await openWatched(2, { webhookSubscriptionId: 'PWHK1' });
    await advance(10);
    pagerduty().calls.length = 0;
    await advance(60);
    expect(callsOf('/log_entries')).toHaveLength(12);
    expect(callsOf('/incidents')).toHaveLength(2);
    expect(callsOf('/webhook_subscriptions')).toHaveLength(2);
  });

  test('show a change that one of them polled, with one event', async () => {
    pagerduty().put('P1');
    const replicas = await openWatched(2);
    pagerduty().put('P1', { status: 'acknowledged' });
    const eventId = pagerduty().log('acknowledge', 'P1');
    await advanceUntil(() => replicas.every((one) => one.events().length > 0));
    await advance(15);
    for (const one of replicas) {
      expect(eventIds(one)).toEqual([eventId]);
      expect(one.events()[0]?.incident).toMatchObject({ status: 'acknowledged' });
      expect((await one.feed.openIncidents()).incidents).toMatchObject([{ id: 'P1', status: 'acknowledged' }]);
    }
    expect(replicas[1]?.events()[0]?.position).toBe(replicas[0]?.events()[0]?.position);
  });

  test('show a change without an event at both, and its event of type UNKNOWN once', async () => {
    pagerduty().put('P1', { title: 'Smoke' });
    const replicas = await openWatched(2);
    pagerduty().put('P1', { title: 'Fire' });
    await advanceUntil(() => replicas.every((one) => one.events().length > 0));
    await advance(90);
    for (const one of replicas) {
      expect(one.typesOf('P1')).toEqual(['UNKNOWN']);
      expect(one.changes[0]).toMatchObject({ incident: { title: 'Fire' }, events: [] });
    }
  });

  test('read an incident once for a webhook, at the replica that received it', async () => {
    pagerduty().put('P1');
    const replicas = await openWatched(2);
    const [one, other] = replicas;
    pagerduty().calls.length = 0;
    expect(other?.feed.receive(annotated('E1'), 'RECEIVED')).toBe(true);
    expect(one?.feed.receive(annotated('E1'), 'HANDLED')).toBe(false);
    await advanceUntil(() => replicas.every((replica) => replica.events().length > 0));
    pagerduty().log('annotate', 'P1');
    await advance(20);
    for (const replica of replicas) expect(eventIds(replica)).toEqual(['E1']);
    expect(callsOf('/incidents/P1')).toHaveLength(1);
  });

  test('drop the log entry of what the other one reported', async () => {
    pagerduty().put('P1');
    const replicas = await openWatched(2);
    replicas[1]?.feed.receive(annotated('E1'), 'RECEIVED');
    await advanceUntil(() => replicas.every((replica) => replica.events().length > 0));
    pagerduty().log('annotate', 'P1');
    await advance(20);
    expect(replicas.map(eventIds)).toEqual([['E1'], ['E1']]);
  });

  test('report an act by its log entry, if the one that received its webhook is killed before it has read', async () => {
    pagerduty().put('P1');
    const [receiver, other] = await openWatched(2, { leaseMs: 1_000, webhookSubscriptionId: 'PWHK1' });
    if (!receiver || !other) throw new Error('There are no replicas.');
    const read = pagerduty().hold(/^\/incidents\/P1$/);
    const webhook = annotated('E1');
    receiver.feed.receive(webhook, 'RECEIVED');
    other.feed.receive(webhook, 'HANDLED');
    await read.arrived;
    const entryId = pagerduty().log('annotate', 'P1');
    await receiver.kill();
    await advanceUntil(() => other.logged.includes('The live feed polls for all replicas'));
    await advance(20);
    expect(eventIds(other)).toEqual([entryId]);
  });

  test('leave a webhook to the one that polls, if the receiver has no watchers', async () => {
    pagerduty().put('P1');
    const replicas = await openWatched(2);
    const [idle] = await openWatched(1, { isWatched: false });
    expect(idle?.feed.receive(annotated('E1'), 'RECEIVED')).toBe(false);
    expect(replicas.map(({ feed }) => feed.receive(annotated('E1'), 'UNHANDLED'))).toEqual([true, false]);
    await advanceUntil(() => replicas.every((replica) => replica.events().length > 0));
    expect(replicas.map(eventIds)).toEqual([['E1'], ['E1']]);
  });
});

describe('a replica that no longer polls', () => {
  test.each([
    ['because it stops', (replica: FeedReplica) => replica.stop()],
    ['because it is killed', (replica: FeedReplica) => replica.kill()],
  ])('%s is replaced, and no event is missed or doubled', async (_why, end) => {
    pagerduty().put('P1');
    const [one, other] = await openWatched(2, { leaseMs: 1_000 });
    if (!one || !other) throw new Error('There are no replicas.');
    const before = pagerduty().log('annotate', 'P1');
    await advanceUntil(() => other.events().length > 0);
    await end(one);
    const during = pagerduty().log('snooze', 'P1');
    await advanceUntil(() => other.events().length > 1);
    const after = pagerduty().log('escalate', 'P1');
    await advanceUntil(() => other.events().length > 2);
    expect(eventIds(other)).toEqual([before, during, after]);
    expect(other.logged).toContain('The live feed polls for all replicas');
  });

  test('leaves a log that another one continues, although the first one polled only once', async () => {
    pagerduty().put('P1');
    const [one] = await openWatched(1);
    if (!one) throw new Error('There is no replica.');
    one.feed.receive(annotated('E1'), 'RECEIVED');
    await advanceUntil(() => one.events().length > 0);
    const position = one.lastPosition();
    await one.stop();
    timers().advance(5_000);
    const missed = pagerduty().log('snooze', 'P1');
    timers().advance(5_000);
    const [other] = await openWatched(1);
    await advance(10);
    expect(await other?.feed.eventsAfter(position)).toMatchObject([{ eventId: missed }]);
  });

  test('leaves a log that a replica without watchers so far continues', async () => {
    pagerduty().put('P1');
    const [one] = await openWatched(1, { leaseMs: 500 });
    if (!one) throw new Error('There is no replica.');
    one.feed.receive(annotated('E1'), 'RECEIVED');
    await advanceUntil(() => one.events().length > 0);
    const { position } = one.events()[0] ?? { position: '' };
    await one.kill();
    pagerduty().log('annotate', 'P1');
    const missed = pagerduty().log('snooze', 'P1');
    const [other] = await openWatched(1);
    if (!other) throw new Error('There is no replica.');
    await advanceUntil(() => other.events().length > 0);
    await advance(10);
    expect(eventIds(other)).toEqual([missed]);
    const events = await other.feed.eventsAfter(position);
    expect(events).toMatchObject([{ eventId: missed, incident: { id: 'P1' } }]);
  });
});
