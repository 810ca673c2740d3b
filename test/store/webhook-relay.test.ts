import { describe, expect, test } from '@jest/globals';
import { deferred } from '../deferred.js';
import { IMPLEMENTATIONS } from './store-harness.js';

const webhook = (eventId: string) => ({ account: 'main', event: { eventId, agent: null } });

describe.each(IMPLEMENTATIONS)('webhooks %s', (_where, setUp) => {
  const { store, otherStore } = setUp();

  test('reach the listeners of every replica once, in order', async () => {
    const received: Record<'one' | 'other', unknown[]> = { one: [], other: [] };
    const last = { one: deferred<void>(), other: deferred<void>() };
    for (const [name, { webhookRelay }] of [
      ['one', store()],
      ['other', otherStore()],
    ] as const) {
      webhookRelay.follow((one) => {
        received[name].push(one);
        if (JSON.stringify(one).includes('E2')) last[name].resolve();
        return true;
      });
    }
    for (const id of ['E0', 'E1', 'E2']) await store().webhookRelay.publish(webhook(id));
    await Promise.all([last.one.promise, last.other.promise]);
    const expected = ['E0', 'E1', 'E2'].map(webhook);
    expect(received).toEqual({ one: expected, other: expected });
  });
});
