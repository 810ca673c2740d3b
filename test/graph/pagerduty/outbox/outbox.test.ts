import { describe, expect, test } from '@jest/globals';
import {
  comeBack,
  find,
  goDown,
  incidentsOf,
  limitCalls,
  openGateway,
  openWithFile,
  resolve,
  resolveInPagerDuty,
  sandbox,
  send,
  SERVICE,
  settled,
  trigger,
} from './outbox-harness.js';

const event = (dedupKey: string, summary = 'Disk full') => ({
  trigger: { summary, source: 'db03', severity: 'CRITICAL', dedupKey },
});

describe('a trigger during an outage', () => {
  test('is queued, and delivered once under its key', async () => {
    const gateway = await openWithFile();
    goDown();
    const payload = await trigger(gateway, { title: 'Disk', dedupKey: 'outage-1' });
    expect(payload).toMatchObject({ created: false, incident: null, userErrors: [], queued: { state: 'WAITING' } });
    expect(await find(gateway, payload.queued?.id)).toMatchObject({ state: 'WAITING', title: 'Disk', incident: null });
    comeBack();
    const done = await settled(gateway, payload);
    const [incident, ...others] = await incidentsOf('outage-1');
    expect(others).toEqual([]);
    expect(done).toMatchObject({ state: 'DELIVERED', incident: { pagerDutyId: incident?.id, status: 'TRIGGERED' } });
  });

  test('is found and not created again if only its response was lost', async () => {
    const gateway = await openWithFile();
    const { control } = sandbox();
    control.pagerduty.addFault({ kind: 'lost', method: 'POST', path: '/incidents' });
    control.pagerduty.addFault({ kind: '503', method: 'GET', path: '/incidents', times: 3 });
    const payload = await trigger(gateway, { title: 'Lost', dedupKey: 'lost-1' });
    expect(payload.queued).toMatchObject({ mayHaveBeenSent: true });
    const [incident] = await incidentsOf('lost-1');
    comeBack();
    expect(await settled(gateway, payload)).toMatchObject({
      state: 'DELIVERED',
      incident: { pagerDutyId: incident?.id },
    });
    expect(await incidentsOf('lost-1')).toHaveLength(1);
  });

  test('has one result for its idempotency key', async () => {
    const gateway = await openWithFile();
    limitCalls();
    const input = { title: 'Keyed', idempotencyKey: 'keyed-1' };
    const first = await trigger(gateway, input);
    expect((await trigger(gateway, input)).queued?.id).toBe(first.queued?.id);
    const done = await settled(gateway, first);
    expect(done).toMatchObject({ state: 'DELIVERED' });
    expect((await trigger(gateway, input)).queued).toEqual(done);
  });

  test('tells why PagerDuty refused it later', async () => {
    const gateway = await openWithFile();
    limitCalls();
    const service = { pagerDutyId: 'PNOSUCH' };
    const payload = await trigger(gateway, { title: 'Nowhere', dedupKey: 'refused-1', service });
    expect(await settled(gateway, payload)).toMatchObject({
      state: 'REFUSED',
      reason: expect.stringContaining('PNOSUCH'),
      incident: null,
    });
  });

  test('expires, and says so in the log', async () => {
    const gateway = await openWithFile({ OUTBOX_TTL_SECONDS: '1' });
    goDown();
    const payload = await trigger(gateway, { title: 'Old', dedupKey: 'old-1' });
    expect(await settled(gateway, payload)).toMatchObject({ state: 'EXPIRED', mayHaveBeenSent: true });
    expect(gateway.log).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'A queued item was not delivered: expired' }),
    );
    comeBack();
    expect(await incidentsOf('old-1')).toEqual([]);
  });

  test('is never queued if PagerDuty refuses it', async () => {
    const gateway = await openWithFile();
    const payload = await trigger(gateway, { title: 'Nowhere', service: { pagerDutyId: 'PNOSUCH' } });
    expect(payload).toMatchObject({ queued: null, userErrors: [{ code: 'NOT_FOUND' }] });
  });

  test('is refused before any call without an outbox', async () => {
    const gateway = await openGateway();
    expect(await trigger(gateway, { title: 'Disk' })).toMatchObject({
      queued: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'whenUnavailable'] }],
    });
    expect(await send(gateway, event('no-outbox'))).toMatchObject({ userErrors: [{ code: 'INVALID_INPUT' }] });
    expect(gateway.calls().filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

describe('a resolve during an outage', () => {
  test('cancels a trigger that was never sent', async () => {
    const gateway = await openWithFile();
    limitCalls();
    const queued = await trigger(gateway, { title: 'Short', dedupKey: 'short-1' });
    const { errors } = await gateway.run(
      `mutation ($input: ResolveIncidentInput!) { resolveIncident(input: $input) { cancelledTriggers } }`,
      {},
      { input: { incident: { dedup: { service: SERVICE, dedupKey: 'short-1' } } } },
    );
    expect(errors[0]?.message).toMatch(/^Queued triggers were cancelled: 1\. /);
    expect(await find(gateway, queued.queued?.id)).toMatchObject({ state: 'CANCELLED', mayHaveBeenSent: false });
    const later = await trigger(gateway, { title: 'Later', dedupKey: 'later-1' });
    await settled(gateway, later);
    expect(await incidentsOf('short-1')).toEqual([]);
    expect(await resolve(gateway, 'short-1')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
  });

  test('of an alert follows a trigger that may have been sent, also without QUEUE', async () => {
    const gateway = await openWithFile();
    goDown();
    const opened = await send(gateway, event('alert-1'));
    expect(opened).toMatchObject({ accepted: false, queued: { state: 'WAITING', mayHaveBeenSent: true } });
    const again = await send(gateway, event('alert-1', 'Disk still full'));
    const closed = await send(gateway, { resolve: { dedupKey: 'alert-1' } }, null);
    expect(closed).toMatchObject({ accepted: false, queued: { action: 'RESOLVE', title: null } });
    expect(await find(gateway, again.queued?.id)).toMatchObject({ state: 'CANCELLED' });
    comeBack();
    expect(await settled(gateway, opened)).toMatchObject({ state: 'DELIVERED' });
    expect(await settled(gateway, closed)).toMatchObject({ state: 'DELIVERED' });
    expect(await incidentsOf('alert-1')).toMatchObject([{ status: 'resolved' }]);
  });
});

test('an alert that was resolved pages nobody again because PagerDuty returns a list that cannot be read', async () => {
  const gateway = await openWithFile();
  const { pagerduty } = sandbox().control;
  pagerduty.addFault({ kind: 'lost', method: 'POST', path: '/v2/enqueue', times: 100 });
  pagerduty.addFault({ kind: '503', method: 'GET', path: '/incidents', times: 100 });
  const queued = await send(gateway, event('unreadable-1'));
  expect(queued).toMatchObject({ queued: { state: 'WAITING', mayHaveBeenSent: true } });
  pagerduty.faults.clear();
  pagerduty.addFault({ kind: 'wrong-shape', method: 'GET', path: '/incidents' });
  await resolveInPagerDuty('unreadable-1');
  expect(await settled(gateway, queued)).toMatchObject({ state: 'DELIVERED' });
  expect(await incidentsOf('unreadable-1')).toMatchObject([{ status: 'resolved' }]);
});

test('the account lists what waits', async () => {
  const gateway = await openWithFile();
  const query = '{ pagerDutyAccount { outbox { waiting oldestQueuedAt queuedTriggers(first: 1) { title } } } }';
  const read = async () => (await gateway.run(query)).data;
  expect(await read()).toEqual({
    pagerDutyAccount: { outbox: { waiting: 0, oldestQueuedAt: null, queuedTriggers: [] } },
  });
  goDown();
  await trigger(gateway, { title: 'First', dedupKey: 'list-1' });
  await send(gateway, event('list-2'));
  expect(await read()).toMatchObject({
    pagerDutyAccount: { outbox: { waiting: 2, queuedTriggers: [{ title: 'First' }] } },
  });
});
