import { describe, expect, test } from '@jest/globals';
import { errorCodes, type LiveGateway } from '../../../server/harness.js';
import { textField } from '../../../sandbox/harness.js';
import { inHours, windowGateways, writesOf } from './window-gateway.js';

const { open, control, listWindows, readStatus } = windowGateways();

const SERVICES = [{ pagerDutyId: 'PSVC001' }];
const CREATE = `mutation ($input: CreateMaintenanceWindowInput!) { answer: createMaintenanceWindow(input: $input) {
  window { id status start end description services { pagerDutyId } createdBy { name } }
  userErrors { code field message }
} }`;

const create = (gateway: LiveGateway, input: object) =>
  gateway.run(CREATE, {}, { input: { services: SERVICES, end: inHours(2), description: 'Dredging', ...input } });

describe('creating a maintenance window', () => {
  test('silences its services at once, and no others', async () => {
    const gateway = await open({ REFERENCE_CACHE_SECONDS: '30' });
    const read = '{ service(by: { pagerDutyId: "PSVC001" }) { status openIncidents { nodes { number } } } }';
    const before = (await gateway.run(read)).data?.['service'] as { status: string };
    const end = inHours(2);
    const { data } = await create(gateway, { end });
    const services = SERVICES;
    const createdBy = { name: 'Tomasz Wilk' };
    const window = { status: 'ONGOING', end, description: 'Dredging', services, createdBy };
    expect(data).toMatchObject({ answer: { window, userErrors: [] } });
    expect((await gateway.run(read)).data?.['service']).toEqual({ ...before, status: 'MAINTENANCE' });
    expect(await readStatus('PSVC002')).not.toBe('maintenance');
  });

  test('in the future silences nothing yet, and keeps the times in whole seconds', async () => {
    const [start, end] = [inHours(5), inHours(6)];
    const { data } = await create(await open(), { start: start.replace('Z', '.789Z'), end });
    expect(data).toMatchObject({ answer: { window: { status: 'FUTURE', start, end } } });
    expect(await readStatus('PSVC001')).not.toBe('maintenance');
  });

  test('is refused before any call for bad input', async () => {
    const gateway = await open();
    const INVALID: readonly (readonly [input: object, field: string[]])[] = [
      [{ start: inHours(-1) }, ['start']],
      [{ end: inHours(-0.1) }, ['end']],
      [{ start: inHours(3), end: inHours(2) }, ['end']],
      [{ start: inHours(3), end: inHours(3) }, ['end']],
      [{ start: '2099-01-01T10:00:00.200Z', end: '2099-01-01T10:00:00.900Z' }, ['end']],
      [{ start: inHours(1), end: inHours(367 * 24 + 1) }, ['end']],
      [{ services: [] }, ['services']],
      [{ services: [{ pagerDutyId: '../x' }] }, ['services', '0', 'pagerDutyId']],
      [{ services: [{ id: 'pagerduty://main/Incident/PINC001' }] }, ['services', '0', 'id']],
    ];
    for (const [input, field] of INVALID) {
      const userErrors = [{ code: 'INVALID_INPUT', field: ['input', ...field] }];
      expect((await create(gateway, input)).data).toMatchObject({ answer: { window: null, userErrors } });
    }
    const services = Array.from({ length: 101 }, (_, index) => ({ pagerDutyId: `P${index}` }));
    const userErrors = [{ code: 'LIMIT_EXCEEDED', field: ['input', 'services'] }];
    expect((await create(gateway, { services })).data).toMatchObject({ answer: { userErrors } });
    expect(gateway.calls()).toEqual([]);
  });

  test('of an unknown service is NOT_FOUND with its id', async () => {
    const { data } = await create(await open(), { services: [{ pagerDutyId: 'PNOBODY' }] });
    const userErrors = [
      { code: 'NOT_FOUND', field: ['input', 'services'], message: 'PagerDuty service PNOBODY not found.' },
    ];
    expect(data).toMatchObject({ answer: { window: null, userErrors } });
  });

  test('without a description makes one window after a lost response', async () => {
    const gateway = await open();
    control().addFault({ kind: 'lost', method: 'POST' });
    const { data } = await create(gateway, { description: null });
    expect(data).toMatchObject({ answer: { window: { status: 'ONGOING', description: null }, userErrors: [] } });
    expect(writesOf(gateway)).toEqual(['POST']);
  });

  test.each(['lost', 'lost-502'] as const)('makes one window after the fault %s', async (kind) => {
    const gateway = await open();
    control().addFault({ kind, method: 'POST' });
    const { data } = await create(gateway, {});
    const windows = await listWindows('Dredging');
    expect(windows).toHaveLength(1);
    const id = `pagerduty://main/MaintenanceWindow/${textField(windows[0], 'id')}`;
    expect(data).toMatchObject({ answer: { window: { id }, userErrors: [] } });
    expect(writesOf(gateway)).toEqual(['POST']);
  });

  test('with a key makes one window, also if the first result could not be checked', async () => {
    const gateway = await open();
    control().addFault({ kind: 'lost-502', method: 'POST' });
    control().addFault({ kind: '500', method: 'GET', path: '/maintenance_windows', times: 3 });
    const input = { end: inHours(2), idempotencyKey: 'dredging' };
    const lost = await create(gateway, input);
    expect(lost.errors).toMatchObject([{ extensions: { outcome: 'UNKNOWN' } }]);
    const { data } = await create(gateway, input);
    expect(data).toMatchObject({ answer: { window: { status: 'ONGOING' }, userErrors: [] } });
    expect((await create(gateway, input)).data).toEqual(data);
    expect(await listWindows('Dredging')).toHaveLength(1);
    expect(writesOf(gateway)).toEqual(['POST']);
  });

  test('does not take an older window of the same description for the lost one', async () => {
    const gateway = await open();
    await create(gateway, { end: inHours(3) });
    control().addFault({ kind: '503', method: 'POST' });
    expect(errorCodes(await create(gateway, {}))).toEqual(['UPSTREAM_UNAVAILABLE']);
    expect(await listWindows('Dredging')).toHaveLength(1);
  });

  test('needs INCIDENTS_WRITE, and no more', async () => {
    const reader = await open({ ANONYMOUS_SCOPES: 'INCIDENTS_READ' });
    expect(errorCodes(await create(reader, {}))).toEqual(['FORBIDDEN']);
    expect(reader.calls()).toEqual([]);
    const writer = await open({ ANONYMOUS_SCOPES: 'INCIDENTS_WRITE' });
    expect((await create(writer, {})).data).toMatchObject({ answer: { window: { status: 'ONGOING' } } });
  });
});
