import { describe, expect, test } from '@jest/globals';
import { ALL_SCOPES, errorCodes, liveGateways, type LiveGateway } from '../../../server/harness.js';

const { open, sandbox } = liveGateways();
const control = () => sandbox().control.pagerduty;
const openGateway = (ANONYMOUS_SCOPES = ALL_SCOPES) => open({ ANONYMOUS_SCOPES });

const SET = `mutation ($fields: [CustomFieldInput!]!) { answer: setIncidentCustomFields(input: {
  incident: { pagerDutyId: "PINC060" }, fields: $fields, actor: "tomasz.wilk@example.com"
}) { changed incident { customFields { name value } } userErrors { code message field } } }`;

interface SetAnswer {
  readonly changed: boolean;
  readonly incident: { readonly customFields: readonly { readonly name: string; readonly value: unknown }[] } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly field: string[] | null }[];
}

async function setFields(gateway: LiveGateway, values: Readonly<Record<string, unknown>>): Promise<SetAnswer> {
  const fields = Object.entries(values).map(([name, value]) => ({ name, value }));
  const { data, errors } = await gateway.run(SET, {}, { fields });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data?.['answer'] as SetAnswer;
}

/** The values that are not null. */
function valuesOf({ incident }: SetAnswer): Readonly<Record<string, unknown>> {
  const set = (incident?.customFields ?? []).filter(({ value }) => value !== null);
  return Object.fromEntries(set.map(({ name, value }) => [name, value]));
}

const writesOf = (gateway: LiveGateway) => gateway.calls().filter(({ method }) => method === 'PUT').length;

/** Seeded values of the incident. */
const SEEDED = { environment: 'production', affected_sailings: 12 };

describe('custom fields of an incident', () => {
  test('are set with values of every type, and others stay', async () => {
    const values = {
      passengers_informed: true,
      refund_rate: 0.25,
      dashboard: 'https://status.example/fog',
      tags: ['fog', 'night'],
      ports: ['island', 'north_quay'],
      environment: 'staging',
    };
    const answer = await setFields(await openGateway(), { ...values, detected_at: '2026-03-18T13:30:00+02:00' });
    expect([answer.changed, answer.userErrors]).toEqual([true, []]);
    expect(valuesOf(answer)).toEqual({ ...SEEDED, ...values, detected_at: '2026-03-18T11:30:00Z' });
  });

  test('of a number may be larger than any integer of a double', async () => {
    const document = SET.replace('$fields: [CustomFieldInput!]!', '').replace('mutation ()', 'mutation');
    const gateway = await openGateway();
    const set = document.replace('$fields', '[{ name: "refund_rate", value: 123456789012345678901 }]');
    const { data } = await gateway.run(set);
    expect(data?.['answer']).toMatchObject({ changed: true, userErrors: [] });
  });

  test('lose their value with null', async () => {
    expect(valuesOf(await setFields(await openGateway(), { environment: null }))).toEqual({ affected_sailings: 12 });
  });

  test('are not written again if they have the values', async () => {
    const gateway = await openGateway();
    await setFields(gateway, { tags: ['fog', 'night'], detected_at: '2026-03-18T11:30:00Z' });
    const again = { tags: ['night', 'fog'], detected_at: '2026-03-18T13:30:00+02:00', ports: null, ...SEEDED };
    expect((await setFields(gateway, again)).changed).toBe(false);
    expect(writesOf(gateway)).toBe(1);
  });

  test('keep their values even if PagerDuty clears those that a write omits', async () => {
    control().setSwitches({ unnamedFieldValues: 'cleared' });
    const gateway = await openGateway();
    expect(valuesOf(await setFields(gateway, { tags: ['fog'] }))).toEqual({ ...SEEDED, tags: ['fog'] });
    expect(writesOf(gateway)).toBe(2);
  });
});

/** Wrong values, and the values that the message names instead. */
const WRONG_VALUES: readonly (readonly [name: string, value: unknown, taken: string])[] = [
  ['environment', 'moon', 'only its options, such as: production, staging, office'],
  ['affected_sailings', '12', 'an integer between -(2^53 - 1) and 2^53 - 1'],
  ['affected_sailings', 1.5, 'an integer between -(2^53 - 1) and 2^53 - 1'],
  ['affected_sailings', 2 ** 53, 'an integer between -(2^53 - 1) and 2^53 - 1'],
  ['passengers_informed', 'yes', 'true or false'],
  ['refund_rate', '0.5', 'a number'],
  ['detected_at', '2026-03-18T11:30:00', 'an RFC 3339 date-time with an offset'],
  ['dashboard', 'status page', 'an absolute URL'],
  ['tags', 'fog', 'a list of 1 to 55 different strings'],
  ['tags', [], 'a list of 1 to 55 different strings'],
  ['tags', ['fog', 'fog'], 'a list of 1 to 55 different strings'],
  ['tags', Array.from({ length: 56 }, (_, index) => `tag ${index}`), 'a list of 1 to 55 different strings'],
  ['tags', ['x'.repeat(256)], 'text of 1 to 255 characters'],
  ['ports', ['island', 'moon'], 'only its options, such as: north_quay, south_quay, island'],
];

describe('a wrong value', () => {
  test('is refused by name, with what the field takes, before the write', async () => {
    const gateway = await openGateway();
    for (const [name, value, taken] of WRONG_VALUES) {
      const { changed, incident, userErrors } = await setFields(gateway, { passengers_informed: false, [name]: value });
      expect([changed, incident]).toEqual([false, null]);
      const message = `The custom field “${name}” takes ${taken}.`;
      const index = name === 'passengers_informed' ? '0' : '1';
      expect(userErrors).toEqual([{ code: 'INVALID_INPUT', message, field: ['input', 'fields', index, 'value'] }]);
    }
    expect(writesOf(gateway)).toBe(0);
  });

  test.each([
    ['paper_log', 'The custom field “paper_log” is disabled. An administrator can enable it in PagerDuty.'],
    [
      'commander',
      'Incidents of this type have no custom field “commander”. Use one of: environment, affected_sailings, ' +
        'passengers_informed, refund_rate, detected_at, dashboard, tags, ports.',
    ],
  ])('of the field %s, which the incident cannot have, is refused before the write', async (name, message) => {
    const gateway = await openGateway();
    const { userErrors } = await setFields(gateway, { [name]: 'Ana' });
    expect(userErrors).toEqual([{ code: 'INVALID_INPUT', message, field: ['input', 'fields', '0', 'name'] }]);
    expect(writesOf(gateway)).toBe(0);
  });

  test('does not hide another one', async () => {
    const { userErrors } = await setFields(await openGateway(), {
      environment: 'moon',
      ports: ['island'],
      tags: 'fog',
    });
    expect(userErrors.map(({ field }) => field?.[2])).toEqual(['0', '2']);
  });

  test.each([
    ['INVALID_INPUT', [], []],
    ['LIMIT_EXCEEDED', Array.from({ length: 101 }, (_, index) => ({ name: `f${index}`, value: 1 })), []],
    ['INVALID_INPUT', [{ name: ' ', value: 1 }], ['0', 'name']],
    ['INVALID_INPUT', [{ name: 'tags' }], ['0', 'value']],
    ['INVALID_INPUT', [{ name: 'tags', value: { deep: 1 } }], ['0', 'value']],
    [
      'INVALID_INPUT',
      [
        { name: 'tags', value: null },
        { name: 'tags', value: null },
      ],
      ['1', 'name'],
    ],
  ])('that no field can have is %s before any call', async (code, fields, path) => {
    const gateway = await openGateway();
    const { data } = await gateway.run(SET, {}, { fields });
    expect(data).toMatchObject({ answer: { userErrors: [{ code, field: ['input', 'fields', ...path] }] } });
    expect(gateway.calls()).toEqual([]);
  });
});

describe('a write of custom fields', () => {
  test.each([
    ['kept', 1],
    ['cleared', 2],
  ] as const)('whose response is lost is checked; values that it omits are %s', async (unnamedFieldValues, writes) => {
    control().setSwitches({ unnamedFieldValues });
    control().faults.add({ kind: 'lost', method: 'PUT' });
    const gateway = await openGateway();
    const answer = await setFields(gateway, { tags: ['fog'] });
    expect([answer.changed, writesOf(gateway)]).toEqual([true, writes]);
    expect(valuesOf(answer)).toEqual({ ...SEEDED, tags: ['fog'] });
  });

  test('needs the scope INCIDENTS_WRITE', async () => {
    const gateway = await openGateway('INCIDENTS_READ');
    expect(errorCodes(await gateway.run(SET, {}, { fields: [{ name: 'tags', value: null }] }))).toEqual(['FORBIDDEN']);
    expect(gateway.calls()).toEqual([]);
  });

  test('is unavailable if the plan has no custom fields', async () => {
    control().setSwitches({ customFields: 'unavailable' });
    const gateway = await openGateway();
    const { userErrors } = await setFields(gateway, { tags: ['fog'] });
    expect(userErrors).toMatchObject([{ code: 'FEATURE_UNAVAILABLE' }]);
    expect(writesOf(gateway)).toBe(0);
  });
});
