import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startPagerDutyHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const PATH = '/incidents/PINC058/status_updates';
const USER = { subscriber_id: 'PUSR001', subscriber_type: 'user' };
const TEAM = { subscriber_id: 'PTEAM02', subscriber_type: 'team' };
const STRANGER = { subscriber_id: 'PNOTHERE', subscriber_type: 'user' };

const subscribe = (...subscribers: readonly object[]) => harness.post(`${PATH}/subscribers`, { subscribers }, '');
const unsubscribe = (...subscribers: readonly object[]) => harness.post(`${PATH}/unsubscribe`, { subscribers }, '');

describe('a status update', () => {
  test('may have an e-mail with a subject and a text', async () => {
    const update = { message: 'Mitigating', subject: 'Kiosks', html_message: '<p>Mitigating</p>' };
    const { status, data } = await harness.post(PATH, update);
    expect([status, data.status_update]).toMatchObject([200, update]);
  });

  test.each([
    ['without a message', { subject: 'Kiosks', html_message: '<p>Mitigating</p>' }],
    ['with a subject alone', { message: 'Mitigating', subject: 'Kiosks' }],
  ])('%s is refused', async (_, update) => {
    const { status, data } = await harness.post(PATH, update);
    expect([status, data.error.code]).toEqual([400, 2001]);
  });

  test('needs a From header with the key of an account', async () => {
    expect((await harness.post(PATH, { message: 'Mitigating' }, '')).status).toBe(400);
  });
});

describe('the subscribers of status updates', () => {
  test('are users and teams, each with a result of its own; a second time they are duplicates', async () => {
    const { status, data } = await subscribe(USER, TEAM);
    expect([status, data.subscriptions]).toMatchObject([
      200,
      [
        { ...USER, result: 'success', subscribable_id: 'PINC058', subscribable_type: 'incident' },
        { ...TEAM, result: 'success' },
      ],
    ]);
    const again = await subscribe(USER, STRANGER);
    expect(again.data.subscriptions).toMatchObject([{ result: 'duplicate' }, { result: 'unauthorized' }]);
  });

  test('are listed with a total that nobody requested', async () => {
    await subscribe(USER, TEAM);
    const { data } = await harness.get(`${PATH}/subscribers`);
    expect([data.total, data.more]).toEqual([2, false]);
    expect(data.subscribers).toMatchObject([{ ...USER, subscribed_via: null }, TEAM]);
  });

  test('are removed, and counted by what happened', async () => {
    await subscribe(USER);
    const { status, data } = await unsubscribe(USER, TEAM, STRANGER);
    expect([status, data]).toEqual([200, { deleted_count: 1, unauthorized_count: 1, non_existent_count: 1 }]);
    expect((await harness.get(`${PATH}/subscribers`)).data.subscribers).toEqual([]);
  });

  test.each([
    ['added', subscribe],
    ['removed', unsubscribe],
  ])('of an unknown type are not %s: 422', async (_, change) => {
    const { status, data } = await change({ ...USER, subscriber_type: 'ship' });
    expect([status, data.error.code]).toEqual([422, 2001]);
  });
});
