import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startPagerDutyHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const VALUES = '/incidents/PINC060/custom_fields/values';
const set = (...fields: readonly object[]) => harness.put(VALUES, { custom_fields: fields }, '');

interface FieldValue {
  readonly name: string;
  readonly value: unknown;
}

async function readValue(name: string): Promise<unknown> {
  return (await harness.get(VALUES)).data.custom_fields.find((field: FieldValue) => field.name === name).value;
}

describe('the values of custom fields', () => {
  test('are bare, and are set by name or by id without a From header', async () => {
    const { status } = await set(
      { name: 'affected_sailings', value: 14 },
      { id: 'PFLD003', value: true },
      { name: 'ports', value: ['island', 'north_quay'] },
    );
    expect(status).toBe(201);
    expect(await Promise.all(['affected_sailings', 'passengers_informed', 'ports'].map(readValue))).toEqual([
      14,
      true,
      ['island', 'north_quay'],
    ]);
  });

  test('are removed by null', async () => {
    expect(await readValue('environment')).toBe('production');
    await set({ name: 'environment', value: null });
    expect(await readValue('environment')).toBeNull();
  });

  test.each([
    ['of an unknown field', { name: 'tide', value: 'high' }, "field.name: doesn't match any valid key"],
    ['that is no option', { name: 'environment', value: 'moon' }, expect.stringContaining('field.environment')],
    ['of another type', { name: 'affected_sailings', value: 'many' }, expect.stringContaining('field.affected')],
  ])('%s are refused, with all others of the call', async (_, field, message) => {
    const { status, data } = await set({ name: 'refund_rate', value: 0.5 }, field);
    expect([status, data.error]).toMatchObject([400, { code: 2001, errors: [message] }]);
    expect(await readValue('refund_rate')).toBeNull();
  });
});

describe('incident types', () => {
  test('are those in use by default, and their order starts with the base type', async () => {
    const list = async (filter: string) => (await harness.get('/incidents/types', { filter })).data.incident_types;
    const [enabled, disabled, all] = await Promise.all(['enabled', 'disabled', 'all'].map(list));
    expect((await harness.get('/incidents/types')).data.incident_types).toEqual(enabled);
    expect(all).toHaveLength(enabled.length + disabled.length);
    expect(disabled.length).toBeGreaterThan(0);
    expect(all[0]).toMatchObject({ name: 'incident_default', parent: null });
    expect(all[1].parent).toEqual({ id: all[0].id, type: 'incident_type_reference' });
  });

  test('have their fields by id or name, with options on request', async () => {
    const query = { 'include[]': ['field_options'] };
    const byId = (await harness.get('/incidents/types/PTYPE01/custom_fields', query)).data.fields;
    expect((await harness.get('/incidents/types/incident_default/custom_fields', query)).data.fields).toEqual(byId);
    const environment = byId.find(({ name }: { name: string }) => name === 'environment');
    expect(environment).toMatchObject({ data_type: 'string', field_type: 'single_value_fixed' });
    expect(environment.field_options.map(({ data }: { data: FieldValue }) => data.value)).toEqual([
      'production',
      'staging',
      'office',
    ]);
  });

  test('that are unknown are a 404', async () => {
    expect((await harness.get('/incidents/types/storm')).status).toBe(404);
    expect((await harness.get('/incidents/types/storm/custom_fields')).status).toBe(404);
  });
});
