import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createIncident, startPagerDutyHarness, updateIncidentsBody, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

function resolveBodies(count: number): object {
  return updateIncidentsBody(...Array.from({ length: count }, () => ({ id: 'QNOTHERE', status: 'resolved' })));
}

describe('changing many at once', () => {
  test('acknowledges one and resolves another in one call', async () => {
    const [first, second] = [await createIncident(harness), await createIncident(harness)];
    const { status, data } = await harness.put(
      '/incidents',
      updateIncidentsBody(
        { id: first, status: 'acknowledged' },
        { id: second, status: 'resolved', resolution: 'Gone.' },
      ),
    );
    expect(status).toBe(200);
    expect(data.incidents.map((incident: { id: string; status: string }) => [incident.id, incident.status])).toEqual([
      [first, 'acknowledged'],
      [second, 'resolved'],
    ]);
  });

  test('fails as a whole when one id is unknown', async () => {
    const id = await createIncident(harness);
    const { status, data } = await harness.put(
      '/incidents',
      updateIncidentsBody({ id, status: 'resolved' }, { id: 'QNOTHERE', status: 'resolved' }),
    );
    expect([status, data.error.code]).toEqual([400, 1004]);
    expect((await harness.get(`/incidents/${id}`)).data.incident.status).toBe('triggered');
  });

  test('accepts 250 incidents and no more', async () => {
    expect((await harness.put('/incidents', resolveBodies(250))).status).toBe(400);
    expect((await harness.put('/incidents', resolveBodies(251))).status).toBe(413);
  });
});
