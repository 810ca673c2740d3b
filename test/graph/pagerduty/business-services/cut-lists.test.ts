import { expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';

const { pagerduty, run } = mockGateway();

const service = { id: 'PBS1', name: 'Shop', type: 'business_service', status: 'impacted' };

test('lists that PagerDuty cuts off are marked, and at most 10 incidents are read', async () => {
  const impactors = Array.from({ length: 11 }, (_, index) => ({ id: `P${index}`, type: 'incident' }));
  pagerduty
    .expects('GET', '/business_services/impacts')
    .respondsWith(200, { limit: 1, more: true, services: [service] });
  pagerduty.expects('GET', '/business_services/impactors').respondsWith(200, { limit: 100, more: false, impactors });
  const noOpenOnes = { incidents: [], limit: 100, offset: 0, more: false, total: null };
  pagerduty.expects('GET', '/incidents').respondsWith(200, noOpenOnes);
  const gone = { error: { message: 'Not Found', code: 2100 } };
  for (const { id } of impactors.slice(0, 10)) pagerduty.expects('GET', `/incidents/${id}`).respondsWith(404, gone);
  const { data } = await run(`{ pagerDutyAccount { impactedBusinessServices {
    services { name impactingIncidents { incidents { number } hasMore } } hasMore
  } } }`);
  const impactingIncidents = { incidents: [], hasMore: true };
  expect(data).toEqual({
    pagerDutyAccount: { impactedBusinessServices: { services: [{ name: 'Shop', impactingIncidents }], hasMore: true } },
  });
});

test('entries that cannot be read are reported at the list that lacks them', async () => {
  const unreadable = { name: 'No id' };
  pagerduty
    .expects('GET', '/business_services/impacts')
    .respondsWith(200, { limit: 1, more: false, services: [service, unreadable] });
  pagerduty.expects('GET', '/business_services/impactors').respondsWith(200, {
    limit: 100,
    more: false,
    impactors: [unreadable, { id: 'P1', type: 'incident' }, unreadable],
  });
  pagerduty.expects('GET', '/incidents/P1').respondsWith(404, { error: { message: 'Not Found', code: 2100 } });
  const { data, errors } = await run(
    '{ pagerDutyAccount { impact: impactedBusinessServices { services { name impactingIncidents { incidents { number } } } } } }',
  );
  const impactingIncidents = { incidents: [] };
  expect(data).toEqual({ pagerDutyAccount: { impact: { services: [{ name: 'Shop', impactingIncidents }] } } });
  const path = ['pagerDutyAccount', 'impact', 'services'];
  expect(errors).toMatchObject([
    { path, message: expect.stringContaining('Omitted 1 entry') },
    { path: [...path, 0, 'impactingIncidents', 'incidents'], message: expect.stringContaining('Omitted 2 entries') },
  ]);
});
