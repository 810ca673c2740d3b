import { describe, expect, test } from '@jest/globals';
import { mockGatewayPerTest } from '../../mock-gateway.js';
import { incidentBody, pagerDutyError } from '../../upstream-responses.js';

const { pagerduty, run } = mockGatewayPerTest({ referenceCacheSeconds: 60 });

const FIELD = { id: 'PF1', name: 'environment', data_type: 'string', field_type: 'single_value_fixed' };
const TYPES = { incident_types: [{ id: 'PT1', name: 'incident_default', parent: null }] };
const withOptions = (...options: string[]) => ({
  fields: [{ ...FIELD, enabled: true, field_options: options.map((value) => ({ data: { value } })) }],
});

const VALUES = '/incidents/PT4KHLK/custom_fields/values';
const TEAM_FIELD = { id: 'PF2', name: 'team', data_type: 'string', field_type: 'single_value', value: 'Mail' };

function expectState(value: string | null, others: readonly object[] = []): void {
  pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
  pagerduty.expects('GET', VALUES).respondsWith(200, { custom_fields: [{ ...FIELD, value }, ...others] });
}

function expectDefinitions(...options: string[]): void {
  pagerduty.expects('GET', '/incidents/types').respondsWith(200, TYPES);
  pagerduty.expects('GET', '/incidents/types/PT1/custom_fields').respondsWith(200, withOptions(...options));
}

function expectWrite(value: string): void {
  pagerduty.expects('PUT', VALUES).respondsWith(201, { custom_fields: [{ ...FIELD, value }] });
}

const setEnvironment = (value: string) =>
  run<{ answer: unknown }>(
    `mutation ($value: JSON) { answer: setIncidentCustomFields(input: {
      incident: { pagerDutyId: "PT4KHLK" }, fields: [{ name: "environment", value: $value }]
    }) { changed userErrors { code message field } } }`,
    { value },
  );
const CHANGED = { data: { answer: { changed: true, userErrors: [] } } };

test('definitions are cached over mutations, and read again before they refuse a value', async () => {
  expectState(null);
  expectDefinitions('production');
  expectWrite('production');
  expect(await setEnvironment('production')).toMatchObject(CHANGED);

  expectState('staging');
  expectWrite('production');
  expect(await setEnvironment('production')).toMatchObject(CHANGED);

  expectState('production');
  expectDefinitions('production', 'office');
  expectWrite('office');
  expect(await setEnvironment('office')).toMatchObject(CHANGED);

  expectState('office');
  // The second reading of these definitions discarded the cached ones.
  expectDefinitions('production', 'office');
  expectDefinitions('production', 'office');
  expect(await setEnvironment('moon')).toMatchObject({
    data: { answer: { changed: false, userErrors: [{ code: 'INVALID_INPUT' }] } },
  });
});

describe('a write whose response shows the named fields alone', () => {
  test('is followed by one read of the others', async () => {
    expectState(null, [TEAM_FIELD]);
    expectDefinitions('production');
    expectWrite('production');
    pagerduty.expects('GET', VALUES).respondsWith(200, { custom_fields: [TEAM_FIELD] });
    expect(await setEnvironment('production')).toMatchObject(CHANGED);
  });

  test('reports PARTIALLY_APPLIED if the others cannot be read', async () => {
    expectState(null, [TEAM_FIELD]);
    expectDefinitions('production');
    expectWrite('production');
    pagerduty.expects('GET', VALUES).respondsWith(403, pagerDutyError('Access Denied', 2010));
    const message = 'The fields are set. Check whether other fields lost their values: team.';
    const userErrors = [{ code: 'PARTIALLY_APPLIED', message }];
    expect(await setEnvironment('production')).toMatchObject({ data: { answer: { userErrors } } });
  });
});

test('a value that PagerDuty itself refuses is INVALID_INPUT at the fields', async () => {
  expectState(null);
  expectDefinitions('production');
  pagerduty.expects('PUT', VALUES).respondsWith(400, pagerDutyError('Invalid Input Provided', 2001));
  const userErrors = [{ code: 'INVALID_INPUT', field: ['input', 'fields'] }];
  expect(await setEnvironment('production')).toMatchObject({ data: { answer: { changed: false, userErrors } } });
});

function expectNoFields(): void {
  pagerduty.expects('GET', '/incidents/types').respondsWith(200, TYPES);
  pagerduty.expects('GET', '/incidents/types/PT1/custom_fields').respondsWith(200, { fields: [] });
}

test('a field of a type without fields is refused, and none is suggested', async () => {
  expectState(null);
  expectNoFields();
  expectNoFields();
  const message = 'Incidents of this type have no custom field “environment”.';
  const userErrors = [{ code: 'INVALID_INPUT', message, field: ['input', 'fields', '0', 'name'] }];
  expect(await setEnvironment('production')).toMatchObject({ data: { answer: { changed: false, userErrors } } });
});
