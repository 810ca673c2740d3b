import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fieldValues, startTestSandbox, type HttpResponse, type Json, type TestSandbox } from '../../harness.js';

let harness: TestSandbox;
beforeEach(async () => {
  harness = await startTestSandbox();
});
afterEach(() => harness.sandbox.stop());

function putIncidents(incidents: readonly object[]): Promise<HttpResponse> {
  return harness.pagerduty('/incidents', { method: 'PUT', body: { incidents } });
}

async function readIncident(id: string): Promise<Json | undefined> {
  return (await harness.pagerduty(`/incidents/${id}`)).json['incident'];
}

describe('many incidents', () => {
  test('are updated and returned together', async () => {
    const response = await putIncidents([
      { id: 'PINC060', type: 'incident_reference', status: 'acknowledged' },
      { id: 'PINC059', type: 'incident_reference', status: 'resolved' },
    ]);
    expect(response.status).toBe(200);
    expect(fieldValues(response.json['incidents'], 'status')).toEqual(['acknowledged', 'resolved']);
    expect(response.json).toMatchObject({ more: false, total: null });
  });

  test('are refused as a whole for one unknown id', async () => {
    const response = await putIncidents([
      { id: 'PINC060', type: 'incident_reference', status: 'resolved' },
      { id: 'PNOSUCH', type: 'incident_reference', status: 'resolved' },
    ]);
    expect(response.status).toBe(400);
    expect(response.json).toMatchObject({ error: { code: 1004 } });
    expect(await readIncident('PINC060')).toMatchObject({ status: 'triggered' });
  });

  test('251 are too many', async () => {
    const item = { id: 'PINC060', type: 'incident_reference', status: 'acknowledged' };
    const response = await putIncidents(Array.from({ length: 251 }, () => item));
    expect(response.status).toBe(413);
    expect(await readIncident('PINC060')).toMatchObject({ status: 'triggered' });
  });

  test('250 distinct ones are returned in one response', async () => {
    const made = await Promise.all(
      Array.from({ length: 250 }, () =>
        harness.pagerduty('/incidents', { body: { incident: { title: 'Fog', service: { id: 'PSVC001' } } } }),
      ),
    );
    const items = made.map(({ json }) => ({ id: json['incident']?.['id'], type: 'incident', status: 'resolved' }));
    const response = await putIncidents(items);
    expect(response.json['incidents']).toHaveLength(250);
  });
});
