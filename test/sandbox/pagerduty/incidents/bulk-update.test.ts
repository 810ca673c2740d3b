import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { column, setStage, type Answer, type Json, type Stage } from '../../harness.js';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.sandbox.stop());

function bulk(incidents: readonly object[]): Promise<Answer> {
  return stage.pagerduty('/incidents', { method: 'PUT', body: { incidents } });
}

async function read(id: string): Promise<Json | undefined> {
  return (await stage.pagerduty(`/incidents/${id}`)).json['incident'];
}

describe('many incidents', () => {
  test('are changed together and answered together', async () => {
    const answer = await bulk([
      { id: 'PINC060', type: 'incident_reference', status: 'acknowledged' },
      { id: 'PINC059', type: 'incident_reference', status: 'resolved' },
    ]);
    expect(answer.status).toBe(200);
    expect(column(answer.json['incidents'], 'status')).toEqual(['acknowledged', 'resolved']);
    expect(answer.json).toMatchObject({ more: false, total: null });
  });

  test('one unknown id refuses all', async () => {
    const answer = await bulk([
      { id: 'PINC060', type: 'incident_reference', status: 'resolved' },
      { id: 'PNOSUCH', type: 'incident_reference', status: 'resolved' },
    ]);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 1004 } });
    expect(await read('PINC060')).toMatchObject({ status: 'triggered' });
  });

  test('251 are too many', async () => {
    const item = { id: 'PINC060', type: 'incident_reference', status: 'acknowledged' };
    const answer = await bulk(Array.from({ length: 251 }, () => item));
    expect(answer.status).toBe(413);
    expect(await read('PINC060')).toMatchObject({ status: 'triggered' });
  });

  test('250 distinct ones come back in one answer', async () => {
    const made = await Promise.all(
      Array.from({ length: 250 }, () =>
        stage.pagerduty('/incidents', { body: { incident: { title: 'Fog', service: { id: 'PSVC001' } } } }),
      ),
    );
    const items = made.map(({ json }) => ({ id: json['incident']?.['id'], type: 'incident', status: 'resolved' }));
    const answer = await bulk(items);
    expect(answer.json['incidents']).toHaveLength(250);
  });
});
