import { describe, expect, test } from '@jest/globals';
import { liveGateways } from '../../../server/harness.js';

const { open, sandbox } = liveGateways();
const READ = { ANONYMOUS_SCOPES: 'INCIDENTS_READ' };
const withoutFields = () => sandbox().control.pagerduty.setSwitches({ customFields: 'unavailable' });

const TYPES = `{ pagerDutyAccount { incidentTypes {
  name enabled parent { name } customFields { name dataType kind enabled options }
} } }`;

/** The response to `TYPES`. */
interface TypesResponse {
  readonly pagerDutyAccount: { readonly incidentTypes: readonly { readonly customFields: unknown }[] };
}

describe('the incident types of an account', () => {
  test('have their parents, and are listed when they are disabled', async () => {
    const { data } = await (
      await open(READ)
    ).run('{ pagerDutyAccount { incidentTypes { name enabled parent { name } } } }');
    const parent = { name: 'incident_default' };
    expect(data?.['pagerDutyAccount']).toEqual({
      incidentTypes: [
        { name: 'incident_default', enabled: true, parent: null },
        { name: 'major_incident', enabled: true, parent },
        { name: 'security_incident', enabled: true, parent },
        { name: 'storm_drill', enabled: false, parent },
      ],
    });
  });

  test('have the custom fields of their parents, each read once', async () => {
    const gateway = await open(READ);
    const { data } = await gateway.run(TYPES);
    const { incidentTypes } = (data as unknown as TypesResponse).pagerDutyAccount;
    const [base, major] = incidentTypes.map(({ customFields }) => customFields as { name: string }[]);
    expect(base).toHaveLength(9);
    expect(base).toContainEqual({
      name: 'ports',
      dataType: 'STRING',
      kind: 'MULTI_VALUE_FIXED',
      enabled: true,
      options: ['north_quay', 'south_quay', 'island'],
    });
    expect(base).toContainEqual(expect.objectContaining({ name: 'paper_log', enabled: false, options: null }));
    expect(major?.map(({ name }) => name)).toEqual([...(base ?? []).map(({ name }) => name), 'commander']);
    expect(gateway.calls()).toHaveLength(5);
  });

  test('have null fields if the plan has none', async () => {
    withoutFields();
    const { data, errors } = await (await open(READ)).run(TYPES);
    const { incidentTypes } = (data as unknown as TypesResponse).pagerDutyAccount;
    expect(incidentTypes.map(({ customFields }) => customFields)).toEqual([null, null, null, null]);
    expect(errors).toEqual([]);
  });
});

const VALUES = '{ incident(by: { pagerDutyId: "PINC060" }) { customFields { name dataType kind value } } }';

describe('the custom fields of an incident', () => {
  test('have values of their types, or null', async () => {
    const { data } = await (await open(READ)).run(VALUES);
    const { customFields } = (data as unknown as { incident: { customFields: unknown[] } }).incident;
    expect(customFields).toHaveLength(9);
    expect(customFields.slice(0, 3)).toEqual([
      { name: 'environment', dataType: 'STRING', kind: 'SINGLE_VALUE_FIXED', value: 'production' },
      { name: 'affected_sailings', dataType: 'INTEGER', kind: 'SINGLE_VALUE', value: 12 },
      { name: 'passengers_informed', dataType: 'BOOLEAN', kind: 'SINGLE_VALUE', value: null },
    ]);
  });

  test('are null if the plan has none', async () => {
    withoutFields();
    const { data, errors } = await (await open(READ)).run(VALUES);
    expect([data, errors]).toEqual([{ incident: { customFields: null } }, []]);
  });
});
