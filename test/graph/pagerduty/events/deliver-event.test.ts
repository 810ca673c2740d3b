import { expect, jest, test } from '@jest/globals';
import type { PagerDutyAccountContext } from '../../../../src/graph/core/context.js';
import { deliverEvent } from '../../../../src/graph/pagerduty/events/deliver-event.js';
import { wireIncident } from '../../../upstream/pagerduty/wire-incident.js';

const SENT_AT = Date.UTC(2026, 0, 1, 10);
const RESOLVE = { action: 'resolve', dedupKey: 'disk' } as const;

/** Delivers a resolve whose first attempt had an unknown outcome; PagerDuty has one incident of its key. */
async function countSent(status: string, createdAt: number, sentAt: number | undefined): Promise<number> {
  const incident = wireIncident({ status, created_at: new Date(createdAt).toISOString() });
  const sendEvent = jest.fn(async () => ({ dedupKey: 'disk' }));
  const context = {
    client: {
      listIncidents: async () => ({ items: [incident], more: false }),
      toPagerDutyTime: (ours: number) => ({ earliest: ours, latest: ours }),
    },
    events: { sendEvent },
    routingKeys: { edge: 'key' },
    requestScope: { counter: { upstreamCalls: 0 } },
  } as unknown as PagerDutyAccountContext;
  await deliverEvent({ kind: 'ALERT_EVENT', event: RESOLVE, integration: 'edge' }, context, sentAt);
  return sendEvent.mock.calls.length;
}

test('a resolve that may have been sent does not resolve an alert that began after it', async () => {
  expect(await countSent('triggered', SENT_AT + 5_000, SENT_AT)).toBe(0);
});

test.each([
  ['its alert is still open', 'triggered', SENT_AT - 60_000, SENT_AT],
  ['the alert began in the same second', 'acknowledged', SENT_AT, SENT_AT],
  ['its alert is resolved', 'resolved', SENT_AT - 60_000, SENT_AT],
  ['it was never sent', 'triggered', SENT_AT + 5_000, undefined],
])('a resolve is sent if %s', async (_why, status, createdAt, sentAt) => {
  expect(await countSent(status, createdAt, sentAt)).toBe(1);
});
