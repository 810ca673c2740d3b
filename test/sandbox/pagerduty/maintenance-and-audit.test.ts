import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fieldValues, toList, startTestSandbox, textField, type HttpResponse, type TestSandbox } from '../harness.js';

let harness: TestSandbox;
beforeEach(async () => {
  harness = await startTestSandbox();
});
afterEach(() => harness.sandbox.stop());

const HOUR = 3_600_000;

const createWindow = (more: object = {}): Promise<HttpResponse> =>
  harness.pagerduty('/maintenance_windows', {
    body: {
      maintenance_window: {
        type: 'maintenance_window',
        start_time: '2026-03-18T14:00:00+01:00',
        end_time: '2026-03-18T15:00:00Z',
        description: 'Database upgrade',
        services: [{ id: 'PSVC001', type: 'service_reference' }],
        ...more,
      },
    },
  });

const windowId = (response: HttpResponse) => textField(response.json['maintenance_window'], 'id');

const listWindows = async (query: string) =>
  fieldValues((await harness.pagerduty(`/maintenance_windows?${query}`)).json['maintenance_windows'], 'description');

const serviceStatus = async () => (await harness.pagerduty('/services/PSVC001')).json['service']?.['status'];

const createIncident = async () => {
  const body = {
    incident: { type: 'incident', title: 'Fog', service: { id: 'PSVC001', type: 'service_reference' } },
  };
  return (await harness.pagerduty('/incidents', { body })).status;
};

describe('a maintenance window', () => {
  test('prevents incidents of its services from its start to its end', async () => {
    const response = await createWindow();
    expect([response.status, response.json['maintenance_window']]).toMatchObject([
      201,
      {
        sequence_number: 2,
        start_time: '2026-03-18T13:00:00Z',
        services: [{ id: 'PSVC001', type: 'service_reference' }],
        teams: [{ id: 'PTEAM01' }],
        created_by: { id: 'PUSR001' },
      },
    ]);
    expect(await createIncident()).toBe(201);
    harness.advanceClock(HOUR);
    expect([await serviceStatus(), await createIncident()]).toEqual(['maintenance', 400]);
    harness.advanceClock(2 * HOUR);
    expect(await createIncident()).toBe(201);
  });

  test('is listed by its state, by service and by team', async () => {
    await createWindow();
    expect(await listWindows('filter=ongoing')).toEqual(['New kiosks, port by port']);
    expect(await listWindows('filter=future')).toEqual(['Database upgrade']);
    expect(await listWindows('filter=open&query=upgrade')).toEqual(['Database upgrade']);
    expect(await listWindows('service_ids[]=PSVC008')).toEqual(['New kiosks, port by port']);
    expect(await listWindows('team_ids[]=PTEAM01')).toEqual(['Database upgrade']);
    expect(await listWindows('filter=past')).toEqual([]);
  });

  test('is updated; is deleted before it begins, ended while it runs, and kept once it is over', async () => {
    const path = `/maintenance_windows/${windowId(await createWindow())}`;
    const changed = {
      start_time: '2026-03-18T12:30:00Z',
      end_time: '2026-03-18T16:00:00Z',
      services: [{ id: 'PSVC001', type: 'service_reference' }],
    };
    const put = await harness.pagerduty(path, { method: 'PUT', body: { maintenance_window: changed } });
    expect(put.json['maintenance_window']).toMatchObject({ start_time: '2026-03-18T12:30:00Z' });
    harness.advanceClock(HOUR);
    expect((await harness.pagerduty(path, { method: 'DELETE' })).status).toBe(204);
    expect((await harness.pagerduty(path)).json['maintenance_window']).toMatchObject({
      end_time: '2026-03-18T13:00:00Z',
    });
    expect((await harness.pagerduty(path, { method: 'DELETE' })).status).toBe(405);
    const other = `/maintenance_windows/${windowId(await createWindow({ start_time: '2026-03-18T14:00:00Z' }))}`;
    expect((await harness.pagerduty(other, { method: 'DELETE' })).status).toBe(204);
    expect((await harness.pagerduty(other)).status).toBe(404);
  });

  test.each([
    ['an end in the past', { start_time: '2026-03-17T10:00:00Z', end_time: '2026-03-17T12:00:00Z' }, 2001],
    ['no service', { services: [] }, 2001],
    ['an unknown service', { services: [{ id: 'PNOSUCH' }] }, 2002],
  ])('with %s is refused', async (_what, wrong, code) => {
    const response = await createWindow(wrong);
    expect([response.status, response.json['error']]).toMatchObject([400, { code }]);
  });
});

test('an integration is read by its id, through its service and without its key', async () => {
  const { json } = await harness.pagerduty('/services/PSVC003/integrations/PINTG10');
  expect(json['integration']).toMatchObject({
    type: 'events_api_v2_inbound_integration',
    name: 'Cloudflare',
    service: { id: 'PSVC003', type: 'service_reference' },
  });
  expect(json['integration']).not.toHaveProperty('integration_key');
  expect((await harness.pagerduty('/services/PSVC001/integrations/PINTG10')).status).toBe(404);
});

const auditRecords = async (query: string) => (await harness.pagerduty(`/audit/records?${query}`)).json;

describe('the audit records', () => {
  const MONTH = 'since=2026-02-20T12:00:00Z';

  test('list the changes of the last day with their actors and details', async () => {
    const { records } = await auditRecords('');
    expect(fieldValues(records, 'id')).toEqual(['PAUD001', 'PAUD002']);
    expect(toList(records)[0]).toMatchObject({
      execution_time: '2026-03-18T10:00:00.000Z',
      actors: [{ id: 'PUSR008', type: 'user_reference' }],
      root_resource: { id: 'PSCHED3', type: 'schedule_reference' },
      action: 'update',
      details: { fields: [{ name: 'name', value: 'Platform Primary' }] },
    });
  });

  test('are paginated by a cursor to the end', async () => {
    const first = await auditRecords(`${MONTH}&limit=2`);
    const last = await auditRecords(`${MONTH}&limit=2&cursor=${textField(first, 'next_cursor')}`);
    expect([fieldValues(first['records'], 'id'), fieldValues(last['records'], 'id')]).toEqual([
      ['PAUD001', 'PAUD002'],
      ['PAUD003'],
    ]);
    expect(last['next_cursor']).toBeNull();
  });

  test('are filtered by kind, actor and action, and go back 31 days', async () => {
    expect(fieldValues((await auditRecords(`${MONTH}&root_resource_types[]=users`))['records'], 'id')).toEqual([
      'PAUD002',
    ]);
    expect(fieldValues((await auditRecords(`${MONTH}&actor_id=PUSR005`))['records'], 'id')).toEqual(['PAUD003']);
    expect(fieldValues((await auditRecords(`${MONTH}&actions[]=create`))['records'], 'id')).toEqual(['PAUD003']);
    expect(await auditRecords('since=2026-01-01T00:00:00Z')).toMatchObject({ error: { code: 2005 } });
  });
});
