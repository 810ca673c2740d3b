import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { column, rows, setStage, text, type Answer, type Stage } from '../harness.js';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.sandbox.stop());

const HOUR = 3_600_000;

const plan = (more: object = {}): Promise<Answer> =>
  stage.pagerduty('/maintenance_windows', {
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

const idOf = (answer: Answer) => text(answer.json['maintenance_window'], 'id');

const listed = async (query: string) =>
  column((await stage.pagerduty(`/maintenance_windows?${query}`)).json['maintenance_windows'], 'description');

const status = async () => (await stage.pagerduty('/services/PSVC001')).json['service']?.['status'];

const create = async () => {
  const body = {
    incident: { type: 'incident', title: 'Fog', service: { id: 'PSVC001', type: 'service_reference' } },
  };
  return (await stage.pagerduty('/incidents', { body })).status;
};

describe('a window of maintenance', () => {
  test('keeps incidents from its services from its start to its end', async () => {
    const answer = await plan();
    expect([answer.status, answer.json['maintenance_window']]).toMatchObject([
      201,
      {
        sequence_number: 2,
        start_time: '2026-03-18T13:00:00Z',
        services: [{ id: 'PSVC001', type: 'service_reference' }],
        teams: [{ id: 'PTEAM01' }],
        created_by: { id: 'PUSR001' },
      },
    ]);
    expect(await create()).toBe(201);
    stage.wait(HOUR);
    expect([await status(), await create()]).toEqual(['maintenance', 400]);
    stage.wait(2 * HOUR);
    expect(await create()).toBe(201);
  });

  test('is listed by what it is to the present, by service and by team', async () => {
    await plan();
    expect(await listed('filter=ongoing')).toEqual(['New kiosks, port by port']);
    expect(await listed('filter=future')).toEqual(['Database upgrade']);
    expect(await listed('filter=open&query=upgrade')).toEqual(['Database upgrade']);
    expect(await listed('service_ids[]=PSVC008')).toEqual(['New kiosks, port by port']);
    expect(await listed('team_ids[]=PTEAM01')).toEqual(['Database upgrade']);
    expect(await listed('filter=past')).toEqual([]);
  });

  test('is changed; is deleted before it begins, ended while it runs, and stays once it is over', async () => {
    const path = `/maintenance_windows/${idOf(await plan())}`;
    const changed = {
      start_time: '2026-03-18T12:30:00Z',
      end_time: '2026-03-18T16:00:00Z',
      services: [{ id: 'PSVC001', type: 'service_reference' }],
    };
    const put = await stage.pagerduty(path, { method: 'PUT', body: { maintenance_window: changed } });
    expect(put.json['maintenance_window']).toMatchObject({ start_time: '2026-03-18T12:30:00Z' });
    stage.wait(HOUR);
    expect((await stage.pagerduty(path, { method: 'DELETE' })).status).toBe(204);
    expect((await stage.pagerduty(path)).json['maintenance_window']).toMatchObject({
      end_time: '2026-03-18T13:00:00Z',
    });
    expect((await stage.pagerduty(path, { method: 'DELETE' })).status).toBe(405);
    const other = `/maintenance_windows/${idOf(await plan({ start_time: '2026-03-18T14:00:00Z' }))}`;
    expect((await stage.pagerduty(other, { method: 'DELETE' })).status).toBe(204);
    expect((await stage.pagerduty(other)).status).toBe(404);
  });

  test.each([
    ['an end in the past', { start_time: '2026-03-17T10:00:00Z', end_time: '2026-03-17T12:00:00Z' }, 2001],
    ['no service', { services: [] }, 2001],
    ['an unknown service', { services: [{ id: 'PNOSUCH' }] }, 2002],
  ])('with %s is refused', async (_what, wrong, code) => {
    const answer = await plan(wrong);
    expect([answer.status, answer.json['error']]).toMatchObject([400, { code }]);
  });
});

test('an integration is read by its id, through its own service and without its key', async () => {
  const { json } = await stage.pagerduty('/services/PSVC003/integrations/PINTG10');
  expect(json['integration']).toMatchObject({
    type: 'events_api_v2_inbound_integration',
    name: 'Cloudflare',
    service: { id: 'PSVC003', type: 'service_reference' },
  });
  expect(json['integration']).not.toHaveProperty('integration_key');
  expect((await stage.pagerduty('/services/PSVC001/integrations/PINTG10')).status).toBe(404);
});

const found = async (query: string) => (await stage.pagerduty(`/audit/records?${query}`)).json;

describe('the audit of the account', () => {
  const MONTH = 'since=2026-02-20T12:00:00Z';

  test('tells the changes of the last day, who made them and what became of what', async () => {
    const { records } = await found('');
    expect(column(records, 'id')).toEqual(['PAUD001', 'PAUD002']);
    expect(rows(records)[0]).toMatchObject({
      execution_time: '2026-03-18T10:00:00.000Z',
      actors: [{ id: 'PUSR008', type: 'user_reference' }],
      root_resource: { id: 'PSCHED3', type: 'schedule_reference' },
      action: 'update',
      details: { fields: [{ name: 'name', value: 'Platform Primary' }] },
    });
  });

  test('is walked by a cursor to its end', async () => {
    const first = await found(`${MONTH}&limit=2`);
    const last = await found(`${MONTH}&limit=2&cursor=${text(first, 'next_cursor')}`);
    expect([column(first['records'], 'id'), column(last['records'], 'id')]).toEqual([
      ['PAUD001', 'PAUD002'],
      ['PAUD003'],
    ]);
    expect(last['next_cursor']).toBeNull();
  });

  test('is filtered by kind, actor and action, and looks back 31 days', async () => {
    expect(column((await found(`${MONTH}&root_resource_types[]=users`))['records'], 'id')).toEqual(['PAUD002']);
    expect(column((await found(`${MONTH}&actor_id=PUSR005`))['records'], 'id')).toEqual(['PAUD003']);
    expect(column((await found(`${MONTH}&actions[]=create`))['records'], 'id')).toEqual(['PAUD003']);
    expect(await found('since=2026-01-01T00:00:00Z')).toMatchObject({ error: { code: 2005 } });
  });
});
