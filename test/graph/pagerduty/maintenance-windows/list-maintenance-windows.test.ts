import { describe, expect, test } from '@jest/globals';
import type { LiveGateway } from '../../../server/harness.js';
import { inHours, windowGateways } from './window-gateway.js';

const { open, createWindow } = windowGateways();

const LIST = `query ($filter: MaintenanceWindowFilter) { maintenanceWindows(filter: $filter) { nodes { pagerDutyId } } }`;

interface Page {
  readonly nodes: readonly { readonly pagerDutyId: string }[];
}

async function list(gateway: LiveGateway, filter?: object): Promise<readonly string[]> {
  const { data } = await gateway.run(LIST, {}, { filter });
  return (data?.['maintenanceWindows'] as Page | undefined)?.nodes.map(({ pagerDutyId }) => pagerDutyId) ?? [];
}

/** A window of the seed, of another service. */
const SEEDED = 'PMW0001';

describe('a list of maintenance windows', () => {
  test('has those that run or will run, unless others are requested', async () => {
    const gateway = await open();
    const future = await createWindow(inHours(5), inHours(6));
    const over = await createWindow(inHours(0), inHours(2));
    await gateway.run(`mutation { endMaintenanceWindow(input: { window: { pagerDutyId: "${over}" } }) { ending } }`);
    expect(await list(gateway)).toEqual([SEEDED, future]);
    expect(await list(gateway, { statuses: ['FUTURE'] })).toEqual([future]);
    expect(await list(gateway, { statuses: ['ONGOING'] })).toEqual([SEEDED]);
    expect(await list(gateway, { statuses: ['PAST'] })).toEqual([over]);
    expect(await list(gateway, { statuses: ['PAST', 'FUTURE', 'ONGOING'] })).toEqual([SEEDED, future, over]);
    expect(await list(gateway, { services: [{ pagerDutyId: 'PSVC001' }] })).toEqual([future]);
    expect(await list(gateway, { query: 'dredg' })).toEqual([future]);
  });

  test.each([
    ['PAST with FUTURE', { statuses: ['PAST', 'FUTURE'] }, 'statuses'],
    ['no status', { statuses: [] }, 'statuses'],
    ['no service', { services: [] }, 'services'],
    ['a blank text', { query: ' ' }, 'query'],
  ])('is refused before any call for %s', async (_, filter, member) => {
    const gateway = await open();
    const { errors } = await gateway.run(LIST, {}, { filter });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['filter', member] } }]);
    expect(gateway.calls()).toEqual([]);
  });

  test('is read with the services in one call', async () => {
    const gateway = await open({ REFERENCE_CACHE_SECONDS: '0' });
    const { data } = await gateway.run('{ maintenanceWindows { nodes { services { name status } } } }');
    const services = [{ name: 'Port Check-in Kiosks', status: 'MAINTENANCE' }];
    expect(data).toEqual({ maintenanceWindows: { nodes: [{ services }] } });
    expect(gateway.calls()).toHaveLength(1);
  });
});

test('a service has its open windows, and a window can be read by its id', async () => {
  const gateway = await open();
  const id = `pagerduty://main/MaintenanceWindow/${SEEDED}`;
  const { data } = await gateway.run(`{
    service(by: { pagerDutyId: "PSVC008" }) { maintenanceWindows { nodes { id } } }
    other: service(by: { pagerDutyId: "PSVC001" }) { maintenanceWindows { nodes { id } } }
    node(id: "${id}") { ... on MaintenanceWindow { description status services { name } } }
    gone: node(id: "${id}0") { id }
  }`);
  expect(data).toEqual({
    service: { maintenanceWindows: { nodes: [{ id }] } },
    other: { maintenanceWindows: { nodes: [] } },
    node: {
      description: 'New kiosks, port by port',
      status: 'ONGOING',
      services: [{ name: 'Port Check-in Kiosks' }],
    },
    gone: null,
  });
});
