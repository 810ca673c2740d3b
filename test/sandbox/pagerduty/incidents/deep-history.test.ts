import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fieldValues, startTestSandbox, START_TIME, textField, type Json, type TestSandbox } from '../../harness.js';

let harness: TestSandbox;
beforeAll(async () => {
  harness = await startTestSandbox({ incidents: 12_000, historyMonths: 8 });
});
afterAll(() => harness.sandbox.stop());

async function listIncidents(query: string): Promise<Json> {
  const response = await harness.pagerduty(`/incidents?${query}`);
  expect(response.status).toBe(200);
  return response.json;
}

describe('a deep history', () => {
  test('has as many incidents as requested, over as many months', async () => {
    expect((await listIncidents('date_range=all&total=true&limit=1'))['total']).toBe(12_000);
    const [oldest] = fieldValues(
      (await listIncidents('date_range=all&limit=1&sort_by=created_at:asc'))['incidents'],
      'created_at',
    );
    const days = (START_TIME - Date.parse(oldest ?? '')) / 86_400_000;
    expect(days).toBeGreaterThan(239);
    expect(days).toBeLessThanOrEqual(240);
  });

  test('ends at the ten thousandth entry of a list', async () => {
    expect((await listIncidents('date_range=all&limit=100&offset=9900'))['more']).toBe(true);
    expect((await harness.pagerduty('/incidents?date_range=all&limit=100&offset=9901')).status).toBe(400);
  });

  test('adjacent windows return every incident in between, and those of their common second twice', async () => {
    const count = async (since: string, until: string) =>
      Number((await listIncidents(`since=${since}&until=${until}&total=true&limit=1`))['total']);
    const newest = (await listIncidents('limit=1&sort_by=created_at:desc&until=2026-02-01T00:00:00Z'))['incidents'];
    const middle = textField(newest?.['0'], 'created_at');
    const [start, end] = ['2025-12-01T00:00:00Z', '2026-03-01T00:00:00Z'];
    const both = (await count(start, middle)) + (await count(middle, end));
    expect(both - (await count(start, end))).toBe(await count(middle, middle));
    expect(await count(middle, middle)).toBeGreaterThan(0);
  });

  test('grows during a read', async () => {
    const body = { incident: { title: 'Fog', service: { id: 'PSVC001' } } };
    const { json } = await harness.pagerduty('/incidents', { body });
    expect(json['incident']).toMatchObject({ incident_number: 13_201 });
    expect((await listIncidents('date_range=all&total=true&limit=1'))['total']).toBe(12_001);
  });
});
