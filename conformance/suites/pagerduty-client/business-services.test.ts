import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createIncident, startPagerDutyHarness, type Query, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeAll(async () => {
  harness = await startPagerDutyHarness();
});
afterAll(() => harness.testSandbox.sandbox.stop());

const PATH = '/business_services';
const listImpacts = async (query: Query = {}) => (await harness.get(`${PATH}/impacts`, query)).data;

describe('business services', () => {
  test('are listed with paging fields, and read one by one as in the list', async () => {
    const { status, data } = await harness.get(PATH, { limit: '2', total: 'true' });
    expect([status, data.more, data.total, data.business_services.length]).toEqual([200, true, 3, 2]);
    const one = await harness.get(`${PATH}/PBS0001`);
    expect([one.status, one.data.business_service]).toEqual([200, data.business_services[0]]);
  });

  test('have no web address, and a team without a name', async () => {
    const { business_service: service } = (await harness.get(`${PATH}/PBS0001`)).data;
    expect(service).toMatchObject({ type: 'business_service', html_url: null, team: { id: 'PTEAM01' } });
    expect(service.team).not.toHaveProperty('summary');
    expect((await harness.get(`${PATH}/PBS0003`)).data.business_service.team).toBeNull();
  });

  test('return 404 with code 2100 for an unknown id', async () => {
    const { status, data } = await harness.get(`${PATH}/PNOTHERE`);
    expect([status, data.error.code]).toEqual([404, 2100]);
  });
});

describe('impacts', () => {
  test('are listed without pages, the impacted services first', async () => {
    const data = await listImpacts();
    expect(data).toMatchObject({ limit: 100, more: false });
    expect(data).not.toHaveProperty('offset');
    const states = data.services.map(({ status }: { status: string }) => status);
    expect(states).toEqual(['impacted', 'not_impacted', 'not_impacted']);
  });

  test('are limited to services by their ids', async () => {
    const { services } = await listImpacts({ 'ids[]': ['PBS0002', 'PBS0003'] });
    expect(services.map(({ id }: { id: string }) => id).toSorted()).toEqual(['PBS0002', 'PBS0003']);
  });

  test('have the priority and the number of impacted services only on request', async () => {
    const plain = await listImpacts();
    expect([plain, ...plain.services].filter((one) => 'additional_fields' in one)).toEqual([]);
    const fields = ['services.highest_impacting_priority', 'total_impacted_count'];
    const { services, additional_fields: counts } = await listImpacts({ 'additional_fields[]': fields });
    const impacted = services.filter(({ status }: { status: string }) => status === 'impacted');
    expect(counts).toEqual({ total_impacted_count: impacted.length });
    expect(impacted[0].additional_fields.highest_impacting_priority).toEqual({
      id: expect.stringMatching(/^PPRIO/),
      order: expect.any(Number),
    });
    expect(services.at(-1).additional_fields).toEqual({ highest_impacting_priority: null });
  });

  test('come from open incidents with a priority, which are the impactors', async () => {
    const readImpact = async () => {
      const [{ status }] = (await listImpacts({ 'ids[]': ['PBS0002'] })).services;
      const { impactors } = (await harness.get(`${PATH}/impactors`, { 'ids[]': ['PBS0002'] })).data;
      return { status, ids: impactors.map(({ id }: { id: string }) => id) };
    };
    const service = { id: 'PSVC008', type: 'service_reference' };
    // A service in maintenance takes no incidents.
    await harness.delete('/maintenance_windows/PMW0001');
    const before = await readImpact();
    await createIncident(harness, { service });
    expect(await readImpact()).toEqual(before);
    const id = await createIncident(harness, { service, priority: { id: 'PPRIO01', type: 'priority_reference' } });
    expect(await readImpact()).toEqual({ status: 'impacted', ids: [...before.ids, id] });
    await harness.put(`/incidents/${id}`, { incident: { type: 'incident_reference', status: 'resolved' } });
    expect(await readImpact()).toEqual(before);
  });
});
