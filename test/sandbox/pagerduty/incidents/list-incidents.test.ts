import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  fieldValues,
  toList,
  startTestSandbox,
  START_TIME,
  textField,
  type Json,
  type TestSandbox,
} from '../../harness.js';

let harness: TestSandbox;
beforeAll(async () => {
  harness = await startTestSandbox();
});
afterAll(() => harness.sandbox.stop());

async function listIncidents(query: string): Promise<Json> {
  const response = await harness.pagerduty(`/incidents?${query}`);
  expect(response.status).toBe(200);
  return response.json;
}

const incidentIds = (response: Json) => fieldValues(response['incidents'], 'id');

describe('the window of the incident list', () => {
  test('without dates, only the last month is returned', async () => {
    const created = fieldValues((await listIncidents('limit=100'))['incidents'], 'created_at');
    expect(created.length).toBeLessThan(60);
    expect(created.every((at) => Date.parse(at) >= Date.parse('2026-02-18T12:00:00Z'))).toBe(true);
  });

  test('open incidents older than a month are returned only with date_range=all', async () => {
    const open = 'statuses[]=triggered&statuses[]=acknowledged&limit=100';
    const recent = new Set(incidentIds(await listIncidents(open)));
    const hidden = incidentIds(await listIncidents(`${open}&date_range=all`)).filter((id) => !recent.has(id));
    expect(hidden).toHaveLength(3);
  });

  test('more than 180 days are refused without the name of the invalid parameter', async () => {
    const response = await harness.pagerduty('/incidents?since=2025-09-01T00:00:00Z');
    expect(response.status).toBe(400);
    expect(response.json).toMatchObject({
      error: { code: 2001, message: 'Invalid Input Provided', errors: [' is invalid.'] },
    });
  });

  test('an invalid time is refused with 2004', async () => {
    const response = await harness.pagerduty('/incidents?since=yesterday');
    expect(response.json).toMatchObject({ error: { code: 2004 } });
  });

  test('a window of five months returns its incidents', async () => {
    const response = await listIncidents('since=2025-10-18T00:00:00Z&until=2026-02-18T00:00:00Z&limit=100');
    const created = fieldValues(response['incidents'], 'created_at');
    expect(created.length).toBeGreaterThan(10);
    expect(created.every((at) => at > '2025-10-18' && at < '2026-02-19')).toBe(true);
  });
});

describe('pagination', () => {
  test('total is null unless requested', async () => {
    expect((await listIncidents('date_range=all'))['total']).toBeNull();
    expect((await listIncidents('date_range=all&total=true'))['total']).toBe(60);
  });

  test('more is true until the last page, and pages do not overlap', async () => {
    const first = await listIncidents('date_range=all&limit=40');
    const second = await listIncidents('date_range=all&limit=40&offset=40');
    expect([first['more'], second['more']]).toEqual([true, false]);
    expect(new Set([...incidentIds(first), ...incidentIds(second)]).size).toBe(60);
  });

  test('a page has 25 entries by default', async () => {
    expect(await listIncidents('date_range=all')).toMatchObject({ limit: 25, offset: 0, more: true });
  });

  test("offset and limit beyond 10000 are refused with the upstream's message", async () => {
    const response = await harness.pagerduty('/incidents?offset=9990&limit=25');
    expect(response.status).toBe(400);
    expect(response.json).toEqual({
      error: {
        message: 'Arguments Caused Error',
        code: 2002,
        errors: [
          'Offset+limit exceeds maximum allowed value of 10000. Please try to refine your search to reduce the returned set of records below this number, like adding a date range.',
        ],
      },
    });
  });
});

describe('filters', () => {
  test('values of one filter are alternatives, and all filters must match', async () => {
    const response = await listIncidents(
      'date_range=all&limit=100&service_ids[]=PSVC001&service_ids[]=PSVC002&urgencies[]=high',
    );
    const incidents = toList(response['incidents']);
    expect(incidents.length).toBeGreaterThan(0);
    expect(incidents.every((i) => textField(i, 'urgency') === 'high')).toBe(true);
    expect(new Set(incidents.map((i) => textField(i['service'], 'id')))).toEqual(new Set(['PSVC001', 'PSVC002']));
  });

  test('a filter by users never returns resolved incidents', async () => {
    const response = await listIncidents(
      'date_range=all&limit=100&user_ids[]=PUSR001&user_ids[]=PUSR003&user_ids[]=PUSR011',
    );
    const statuses = new Set(fieldValues(response['incidents'], 'status'));
    expect(statuses).toEqual(new Set(['triggered', 'acknowledged']));
  });

  test('a team has the incidents of its services', async () => {
    const response = await listIncidents('date_range=all&limit=100&team_ids[]=PTEAM02');
    const services = toList(response['incidents']).map((incident) => textField(incident['service'], 'summary'));
    expect(new Set(services)).toEqual(new Set(['Payments Gateway']));
  });

  test('an empty incident_key is ignored, and everything is returned', async () => {
    expect((await listIncidents('date_range=all&total=true&incident_key='))['total']).toBe(60);
  });

  test('an incident is found by its own key', async () => {
    const { incidents } = await listIncidents('date_range=all&limit=100');
    const keyed = toList(incidents).find((i) => i['incident_key'] !== null);
    expect(incidentIds(await listIncidents(`date_range=all&incident_key=${textField(keyed, 'incident_key')}`))).toEqual(
      [keyed?.['id']],
    );
  });

  test('an unknown status is refused', async () => {
    const response = await harness.pagerduty('/incidents?statuses[]=open');
    expect(response.status).toBe(400);
    expect(response.json).toMatchObject({
      error: { code: 2001, errors: ['Status must be a list of triggered, acknowledged, or resolved.'] },
    });
  });
});

test('the same clock gives the same seed', async () => {
  const twin = await startTestSandbox({ now: () => new Date(START_TIME) });
  try {
    const path = '/incidents?date_range=all&limit=100';
    expect((await twin.pagerduty(path)).textField).toBe((await harness.pagerduty(path)).textField);
    expect((await twin.cloudflare('/history')).textField).toBe((await harness.cloudflare('/history')).textField);
  } finally {
    await twin.sandbox.stop();
  }
});
