import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startPagerDutyHarness, type VendorClientHarness } from './harness.js';

// What an account gets without the plan of a feature.

let harness: VendorClientHarness;
beforeAll(async () => {
  harness = await startPagerDutyHarness();
});
afterAll(() => harness.testSandbox.sandbox.stop());

const INCIDENT = '/incidents/PINC060';
const setSwitches = (switches: { aiops?: 'off' | 'empty'; customFields?: 'unavailable' }) =>
  harness.testSandbox.sandbox.control.pagerduty.setSwitches(switches);

describe('without AIOps', () => {
  const CONTEXT = ['past_incidents', 'related_incidents', 'outlier_incident'];

  test.each([...CONTEXT, 'related_change_events'])('%s are refused with 403', async (name) => {
    setSwitches({ aiops: 'off' });
    expect((await harness.get(`${INCIDENT}/${name}`)).status).toBe(403);
  });

  test.each(CONTEXT)('%s may also be an empty list instead of an object', async (name) => {
    setSwitches({ aiops: 'empty' });
    const { status, data } = await harness.get(`${INCIDENT}/${name}`);
    expect([status, data]).toEqual([200, []]);
  });
});

describe('without custom fields', () => {
  test('their definitions are refused with 402, their values with 403', async () => {
    setSwitches({ customFields: 'unavailable' });
    const values = `${INCIDENT}/custom_fields/values`;
    const refused = await Promise.all([
      harness.get('/incidents/types/major_incident/custom_fields'),
      harness.get(values),
      harness.put(values, { custom_fields: [{ name: 'tags', value: [] }] }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([402, 403, 403]);
  });

  test('incident types are still listed', async () => {
    setSwitches({ customFields: 'unavailable' });
    expect((await harness.get('/incidents/types')).data.incident_types.length).toBeGreaterThan(0);
  });
});
