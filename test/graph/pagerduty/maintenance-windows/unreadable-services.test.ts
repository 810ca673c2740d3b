import { expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';

const { pagerduty, run } = mockGateway();

test('a window whose service cannot be read is listed with the others, and an error', async () => {
  const window = {
    id: 'PMW0001',
    type: 'maintenance_window',
    start_time: '2026-01-01T10:00:00Z',
    end_time: '2026-01-01T12:00:00Z',
    services: [{ name: 'No id' }, { id: 'PSVC001', type: 'service_reference', summary: 'Mail' }],
  };
  pagerduty
    .expects('GET', '/maintenance_windows')
    .respondsWith(200, { maintenance_windows: [window], limit: 20, offset: 0, more: false });
  const { data, errors } = await run('{ maintenanceWindows { nodes { services { name } } } }');
  expect(data).toEqual({ maintenanceWindows: { nodes: [{ services: [{ name: 'Mail' }] }] } });
  expect(errors).toMatchObject([
    { path: ['maintenanceWindows', 'nodes', 0, 'services'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
  ]);
});
