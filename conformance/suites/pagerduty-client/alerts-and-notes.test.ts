import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startPagerDutyHarness, updateIncidentBody, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const INCIDENT = '/incidents/PINC058';
const TARGET = { id: 'PINC060', type: 'incident_reference' };

interface Alert {
  readonly id: string;
  readonly status: string;
}

const listAlerts = async (query: Record<string, string[]> = {}): Promise<readonly Alert[]> =>
  (await harness.get(`${INCIDENT}/alerts`, query)).data.alerts;
const change = (alerts: readonly Alert[], fields: object, from?: string) =>
  harness.put(`${INCIDENT}/alerts`, { alerts: alerts.map(({ id }) => ({ id, type: 'alert', ...fields })) }, from);
const readNewestEntry = async (path: string) =>
  (await harness.get(`${path}/log_entries`, { 'include[]': ['channels'] })).data.log_entries[0];
const createNote = async (): Promise<string> =>
  (await harness.post(`${INCIDENT}/notes`, { note: { content: 'Fog.' } })).data.note.id;
const statusOf = async (path: string) => (await harness.get(path)).data.incident.status;

describe('alerts', () => {
  test('resolve their incident when the last open one is resolved', async () => {
    const [first, ...rest] = await listAlerts({ 'statuses[]': ['triggered'] });
    await change(rest, { status: 'resolved' });
    expect(await statusOf(INCIDENT)).not.toBe('resolved');
    const { status, data } = await change(first ? [first] : [], { status: 'resolved' });
    expect([status, data.alerts]).toMatchObject([200, [{ id: first?.id, status: 'resolved' }]]);
    expect(await statusOf(INCIDENT)).toBe('resolved');
  });

  test('leave their incident when they are moved, and are in the log of both', async () => {
    const [moved] = await listAlerts();
    await change(moved ? [moved] : [], { incident: TARGET });
    expect((await listAlerts()).map(({ id }) => id)).not.toContain(moved?.id);
    expect((await readNewestEntry('/incidents/PINC060')).type).toBe('link_log_entry');
    expect((await readNewestEntry(INCIDENT)).type).toBe('unlink_log_entry');
  });

  test('are not moved to a resolved incident, nor any other of the call', async () => {
    const before = await listAlerts();
    await harness.put('/incidents/PINC060', updateIncidentBody({ status: 'resolved' }));
    expect((await change(before, { incident: TARGET })).status).toBe(400);
    expect(await listAlerts()).toEqual(before);
  });

  test('are changed all or not at all, at most 250 at once, and by somebody', async () => {
    const [alert = { id: '', status: '' }] = await listAlerts();
    const stranger = { id: 'PNOTHERE', status: '' };
    expect((await change([alert, stranger], { status: 'resolved' })).status).toBe(400);
    expect(
      (
        await change(
          Array.from({ length: 251 }, () => alert),
          { status: 'resolved' },
        )
      ).status,
    ).toBe(413);
    expect((await change([alert], { status: 'resolved' }, '')).status).toBe(400);
    expect(await listAlerts()).toContainEqual(alert);
  });
});

describe('notes', () => {
  test('keep their author and get a time of change', async () => {
    const id = await createNote();
    harness.testSandbox.advanceClock(60_000);
    const { data } = await harness.put(`${INCIDENT}/notes/${id}`, { note: { content: 'Haze.' } });
    expect(data.note).toMatchObject({ user: { id: 'PUSR001' }, updated_at: '2026-03-18T12:01:00Z' });
  });

  test('are changed by somebody, but are deleted without a From header', async () => {
    const id = await createNote();
    expect((await harness.put(`${INCIDENT}/notes/${id}`, { note: { content: 'Haze.' } }, '')).status).toBe(400);
    expect((await harness.delete(`${INCIDENT}/notes/${id}`)).status).toBe(204);
    expect((await harness.delete(`${INCIDENT}/notes/${id}`)).status).toBe(404);
  });

  test('stay in the log when they are deleted', async () => {
    const id = await createNote();
    await harness.delete(`${INCIDENT}/notes/${id}`);
    expect(await readNewestEntry(INCIDENT)).toMatchObject({ type: 'annotate_log_entry', channel: { summary: 'Fog.' } });
  });
});
