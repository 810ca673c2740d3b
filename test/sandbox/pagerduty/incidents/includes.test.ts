import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fieldValues, toList, startTestSandbox, textField, type Json, type TestSandbox } from '../../harness.js';

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

describe('order and includes', () => {
  test('two sort fields are accepted, and the first takes precedence', async () => {
    const response = await listIncidents('date_range=all&limit=100&sort_by=urgency:desc,created_at:asc');
    const urgencies = fieldValues(response['incidents'], 'urgency');
    expect(urgencies).toEqual(urgencies.toSorted());
    const high = toList(response['incidents']).filter((i) => textField(i, 'urgency') === 'high');
    const times = high.map((i) => textField(i, 'created_at'));
    expect(times).toEqual(times.toSorted());
  });

  test('a third sort field is refused', async () => {
    expect((await harness.pagerduty('/incidents?sort_by=urgency,created_at,incident_number')).status).toBe(400);
  });

  test('relations are references until include[] names them', async () => {
    const plain = (await listIncidents('limit=1&sort_by=created_at:desc'))['incidents']?.['0'];
    expect(plain?.['service']).toMatchObject({ type: 'service_reference', summary: 'Payments Gateway' });
    expect(plain?.['service']).not.toHaveProperty('status');
    expect(plain?.['priority']).not.toHaveProperty('html_url');
    const names = ['services', 'teams', 'assignees', 'escalation_policies', 'priorities', 'body'];
    const query = names.map((name) => `include[]=${name}`).join('&');
    const whole = (await listIncidents(`limit=1&sort_by=created_at:desc&${query}`))['incidents']?.['0'];
    expect(whole).toMatchObject({
      service: { type: 'service', status: 'critical' },
      teams: [{ type: 'team', name: 'Payments' }],
      assignments: [{ assignee: { type: 'user', email: expect.stringContaining('@example.com') } }],
      escalation_policy: { type: 'escalation_policy', num_loops: 3 },
      priority: { type: 'priority', color: 'eb6016' },
      body: { type: 'incident_body' },
    });
  });

  test('the conference bridge is null unless it is included', async () => {
    const path = '/incidents/PINC058';
    expect((await harness.pagerduty(path)).json['incident']?.['conference_bridge']).toBeNull();
    const requested = await harness.pagerduty(`${path}?include[]=conference_bridge`);
    expect(requested.json['incident']?.['conference_bridge']).toMatchObject({ conference_number: expect.any(String) });
  });

  test('an incident is found by its number and by its id', async () => {
    const byNumber = await harness.pagerduty('/incidents/1260');
    expect(byNumber.json['incident']).toMatchObject({ id: 'PINC060', incident_number: 1260 });
    expect((await harness.pagerduty('/incidents/1999')).status).toBe(404);
  });
});
