import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startPagerDutyHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const DAY_MS = 24 * 60 * 60_000;
const OF_SERVICE = '/services/PSVC008/change_events';
const LINK = { href: 'https://ci.example.com/881', text: 'Build' };

const send = (payload: object, details: object = {}) =>
  harness.sendChange({
    routing_key: harness.testSandbox.sandbox.pagerduty.routingKeys['kiosks'],
    payload: { summary: 'New kiosk image', ...payload },
    ...details,
  });

async function listSummaries(path: string, query: Record<string, string> = {}): Promise<string[]> {
  return (await harness.get(path, query)).data.change_events.map(({ summary }: { summary: string }) => summary);
}

const countIncidents = async () => (await harness.get('/incidents', { total: 'true' })).data.total;

describe('a change event', () => {
  test('is accepted, and is listed for its service with its time in UTC', async () => {
    const payload = {
      source: 'ci-runner-7',
      // The form of PagerDuty's own examples: an offset without a colon.
      timestamp: '2026-03-18T12:30:00.315+0100',
      custom_details: { build: '881' },
    };
    const { status, data } = await send(payload, { links: [LINK] });
    expect([status, data]).toEqual([202, { status: 'success', message: expect.any(String) }]);
    const { change_events: events } = (await harness.get(OF_SERVICE)).data;
    expect(events).toMatchObject([{ ...payload, timestamp: '2026-03-18T11:30:00Z', links: [LINK] }]);
    expect(events[0].id).toHaveLength(26);
    expect(JSON.stringify(events)).not.toContain('routing_key');
    expect((await harness.get(`/change_events/${events[0].id}`)).data.change_event).toEqual(events[0]);
  });

  test('is stored twice when it is sent twice, because it has no key', async () => {
    await send({});
    await send({});
    expect(await listSummaries(OF_SERVICE)).toHaveLength(2);
  });

  test('makes no incident', async () => {
    const before = await countIncidents();
    await send({});
    expect(await countIncidents()).toBe(before);
  });

  test('with more than 50 links is refused in a format of its own', async () => {
    const { status, data } = await send({}, { links: Array.from({ length: 51 }, () => LINK) });
    expect([status, data]).toEqual([400, { error: ['links should have at most 50 item(s)'] }]);
  });

  test('without a summary is refused', async () => {
    const { status, data } = await send({ summary: undefined });
    expect([status, data.status]).toEqual([400, 'invalid event']);
  });
});

describe('the lists of change events', () => {
  test('are paged, although their paging fields are null', async () => {
    const { status, data } = await harness.get('/change_events', { limit: '1', offset: '0', total: 'true' });
    expect([status, data]).toMatchObject([200, { limit: null, offset: null, total: null, more: true }]);
    expect(data.change_events).toHaveLength(1);
  });

  test('are limited to a window', async () => {
    await send({ summary: 'Early', timestamp: '2026-03-18T09:00:00Z' });
    await send({ summary: 'Late', timestamp: '2026-03-18T11:00:00Z' });
    const window = { since: '2026-03-18T10:00:00Z', until: '2026-03-18T11:00:00Z' };
    expect(await listSummaries(OF_SERVICE, window)).toEqual(['Late']);
    expect(await listSummaries('/change_events', window)).toContain('Late');
    expect(await listSummaries('/change_events', window)).not.toContain('Early');
  });

  test.each(['/change_events', OF_SERVICE])('%s takes times in UTC only', async (path) => {
    const { status, data } = await harness.get(path, { since: '2026-03-01T01:00:00+01:00' });
    expect([status, data.error.code]).toEqual([400, 2001]);
  });

  test('omit an event after 90 days', async () => {
    await send({});
    harness.testSandbox.advanceClock(91 * DAY_MS);
    expect(await listSummaries(OF_SERVICE)).toEqual([]);
  });
});
