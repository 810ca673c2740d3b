import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fieldValues, startTestSandbox, type TestSandbox } from '../harness.js';

let harness: TestSandbox;
beforeEach(async () => {
  harness = await startTestSandbox();
});
afterEach(() => harness.sandbox.stop());

const DAY_MS = 24 * 60 * 60_000;
const PATH = '/services/PSVC008/change_events';

async function sendChange(payload: object): Promise<void> {
  const body = { routing_key: harness.sandbox.pagerduty.routingKeys['kiosks'], payload };
  expect((await harness.pagerduty('/v2/change/enqueue', { body })).status).toBe(202);
}

describe('change events', () => {
  test.each(['+01:00', '+0100'])('are listed with null paging fields and nameless references (%s)', async (offset) => {
    await sendChange({ summary: 'New kiosk image', timestamp: `2026-03-18T12:30:00${offset}` });
    const { json } = await harness.pagerduty(PATH);
    expect(json).toMatchObject({ limit: null, offset: null, total: null, more: false });
    expect(json['change_events']).toEqual([
      {
        id: expect.stringMatching(/^\w{26}$/),
        type: 'change_event',
        summary: 'New kiosk image',
        timestamp: '2026-03-18T11:30:00Z',
        integration: { id: 'PINTG08', type: 'inbound_integration_reference' },
        services: [{ id: 'PSVC008', type: 'service_reference' }],
        links: [],
      },
    ]);
  });

  test('are not recognised when they are repeated', async () => {
    await sendChange({ summary: 'New kiosk image' });
    await sendChange({ summary: 'New kiosk image' });
    expect(fieldValues((await harness.pagerduty(PATH)).json['change_events'], 'summary')).toHaveLength(2);
  });

  test('are refused with a time that is not in UTC', async () => {
    const time = encodeURIComponent('2026-03-01T00:00:00+01:00');
    expect((await harness.pagerduty(`/change_events?since=${time}`)).status).toBe(400);
    expect((await harness.pagerduty('/change_events?since=2026-03-01T00:00:00Z')).status).toBe(200);
  });

  test('are kept for 90 days', async () => {
    await sendChange({ summary: 'New kiosk image' });
    harness.advanceClock(91 * DAY_MS);
    expect((await harness.pagerduty(PATH)).json['change_events']).toEqual([]);
  });
});
