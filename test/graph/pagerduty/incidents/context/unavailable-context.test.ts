import { describe, expect, test } from '@jest/globals';
import { wireIncident } from '../../../../upstream/pagerduty/wire-incident.js';
import { mockGateway } from '../../../mock-gateway.js';
import { pagerDutyError } from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

/** Each field with its endpoint and its selection. */
const FIELDS: readonly (readonly [field: string, endpoint: string, selection: string])[] = [
  ['pastIncidents', 'past_incidents', 'entries { title }'],
  ['relatedIncidents', 'related_incidents', 'entries { title }'],
  ['outlier', 'outlier_incident', 'entries: category'],
];

const TITLE = wireIncident()['title'];

async function readAfter(field: string, endpoint: string, selection: string, status: number, body: unknown) {
  pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, { incident: wireIncident() });
  pagerduty.expects('GET', `/incidents/PT4KHLK/${endpoint}`).respondsWith(status, body);
  return run(
    `{ incident(by: { pagerDutyId: "PT4KHLK" }) { title answer: ${field} { ${selection} unavailableReason } } }`,
  );
}

describe.each(FIELDS)('%s', (...field) => {
  test.each<[string, number, unknown]>([
    ['a 402', 402, pagerDutyError('Missing Account Ability', 2014)],
    ['a 403', 403, pagerDutyError('Access Denied', 2010)],
    ['a 404', 404, pagerDutyError('Not Found', 2100)],
    ['an empty list', 200, []],
    ['an empty object', 200, {}],
  ])('is null with a reason after %s', async (_, status, body) => {
    const { data, errors } = await readAfter(...field, status, body);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      incident: { title: TITLE, answer: { entries: null, unavailableReason: expect.stringMatching(/plan/) } },
    });
  });

  test.each<[string, number, unknown]>([
    ['UPSTREAM_UNAUTHENTICATED', 401, 'HTTP Token: Access denied.'],
    ['UPSTREAM_BAD_RESPONSE', 200, { unexpected: true }],
  ])('is null with the error %s, and the incident is complete', async (code, status, body) => {
    const { data, errors } = await readAfter(...field, status, body);
    expect(data).toEqual({ incident: { title: TITLE, answer: null } });
    expect(errors).toMatchObject([{ path: ['incident', 'answer'], extensions: { code } }]);
  });
});

test('an outlier that is an empty list in its place is null with a reason', async () => {
  const { data } = await readAfter('outlier', 'outlier_incident', 'entries: count', 200, { outlier_incident: [] });
  expect(data).toMatchObject({ incident: { answer: { entries: null, unavailableReason: expect.any(String) } } });
});

test('past incidents may be none', async () => {
  const { data } = await readAfter('pastIncidents', 'past_incidents', 'entries { title }', 200, {
    past_incidents: [],
    total: null,
    limit: 5,
  });
  expect(data).toMatchObject({ incident: { answer: { entries: [], unavailableReason: null } } });
});

test.each<[string, unknown, string | null]>([
  ['an object', { id: 'PDEP' }, 'PDEP'],
  ['a list', [{ id: 'PDEP' }, { id: 'PMORE' }], 'PDEP'],
  ['an empty list', [], null],
])('the services of a relation may be %s', async (_, services, id) => {
  const metadata = { dependent_services: services, supporting_services: services };
  const { data, errors } = await readAfter(
    'relatedIncidents',
    'related_incidents',
    'entries { relationships { dependentServiceId supportingServiceId } }',
    200,
    { related_incidents: [{ incident: { id: 'P3' }, relationships: [{ type: 'service_dependency', metadata }] }] },
  );
  expect(errors).toBeUndefined();
  const relationships = [{ dependentServiceId: id, supportingServiceId: id }];
  expect(data).toMatchObject({ incident: { answer: { entries: [{ relationships }] } } });
});
