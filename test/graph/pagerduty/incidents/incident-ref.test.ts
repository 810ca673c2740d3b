import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';
import { incidentBody } from '../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

const SERVICE = { pagerDutyId: 'PIJ90N7' };

describe('a reference to an incident', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['the global id', { id: 'pagerduty://main/Incident/PT4KHLK' }, '/incidents/PT4KHLK'],
    ['the PagerDuty id', { pagerDutyId: 'PT4KHLK' }, '/incidents/PT4KHLK'],
    ['the incident number', { number: 1234 }, '/incidents/1234'],
  ])('can be %s', async (_, by, path) => {
    pagerduty.expects('GET', path).respondsWith(200, incidentBody());
    const { data } = await run('query ($by: IncidentRef!) { incident(by: $by) { number } }', { by });
    expect(data).toEqual({ incident: { number: 1234 } });
  });

  test('selects the account when nothing else does', async () => {
    pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, incidentBody());
    const document = '{ incident(by: { id: "pagerduty://second/Incident/PT4KHLK" }) { id account { key } } }';
    const { data } = await run(document);
    expect(data).toEqual({ incident: { id: 'pagerduty://second/Incident/PT4KHLK', account: { key: 'second' } } });
  });
});

/** Every refused reference, with the path inside the reference that is invalid. */
const REFUSED: readonly [string, Record<string, unknown>, readonly string[]][] = [
  ['the id of another type', { id: 'pagerduty://main/PagerDutyService/PT4KHLK' }, ['id']],
  ['an id of the other upstream', { id: 'cloudflare://main/Incident/PT4KHLK' }, ['id']],
  ['the id of an account nobody configured', { id: 'pagerduty://third/Incident/PT4KHLK' }, ['id']],
  ['an id of PagerDuty’s in the place of a global one', { id: 'PT4KHLK' }, ['id']],
  ['an empty id', { id: '' }, ['id']],
  ['an id with a path', { pagerDutyId: '../services' }, ['pagerDutyId']],
  ['a dot', { pagerDutyId: '.' }, ['pagerDutyId']],
  ['two dots', { pagerDutyId: '..' }, ['pagerDutyId']],
  ['an encoded path', { pagerDutyId: 'PT4%2Fnotes' }, ['pagerDutyId']],
  ['a line break', { pagerDutyId: 'PT4KHLK\r\nx: y' }, ['pagerDutyId']],
  ['a trailing line break', { pagerDutyId: 'PT4KHLK\n' }, ['pagerDutyId']],
  ['nothing', { pagerDutyId: '' }, ['pagerDutyId']],
  ['an id of 65 characters', { pagerDutyId: 'P'.repeat(65) }, ['pagerDutyId']],
  ['number 0', { number: 0 }, ['number']],
  ['an empty key', { dedup: { service: SERVICE, dedupKey: '' } }, ['dedup', 'dedupKey']],
  ['a blank key', { dedup: { service: SERVICE, dedupKey: ' ' } }, ['dedup', 'dedupKey']],
  ['a key of 256 characters', { dedup: { service: SERVICE, dedupKey: 'k'.repeat(256) } }, ['dedup', 'dedupKey']],
  ['a key with a line break', { dedup: { service: SERVICE, dedupKey: 'a\nb' } }, ['dedup', 'dedupKey']],
  ['a key on a service that is none', { dedup: { service: { id: 'x' }, dedupKey: 'k' } }, ['dedup', 'service', 'id']],
];

describe('an invalid reference is refused before PagerDuty is called', () => {
  test.each(REFUSED)('in a query: %s', async (_, by, field) => {
    const { data, errors } = await run('query ($by: IncidentRef!) { incident(by: $by) { id } }', { by });
    expect(data).toEqual({ incident: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['by', ...field] } }]);
  });

  test.each(REFUSED)('by every mutation: %s', async (_, incident, field) => {
    const document = `mutation ($incident: IncidentRef!) {
      acknowledge: acknowledgeIncident(input: { incident: $incident }) { changed incident { id } userErrors { code field } }
      resolve: resolveIncident(input: { incident: $incident, note: "Why" }) { changed incident { id } userErrors { code field } }
      note: addIncidentNote(input: { incident: $incident, content: "What" }) { note { id } userErrors { code field } }
      acknowledgeAll: acknowledgeIncidents(input: { incidents: [{ pagerDutyId: "PT4KHLL" }, $incident] }) { results { index } userErrors { code field } }
      resolveAll: resolveIncidents(input: { incidents: [{ pagerDutyId: "PT4KHLL" }, $incident] }) { results { index } userErrors { code field } }
    }`;
    const { data, errors } = await run(document, { incident });
    const one = [{ code: 'INVALID_INPUT', field: ['input', 'incident', ...field] }];
    const many = [{ code: 'INVALID_INPUT', field: ['input', 'incidents', '1', ...field] }];
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      acknowledge: { changed: false, incident: null, userErrors: one },
      resolve: { changed: false, incident: null, userErrors: one },
      note: { note: null, userErrors: one },
      acknowledgeAll: { results: [], userErrors: many },
      resolveAll: { results: [], userErrors: many },
    });
  });

  test('two accounts at once: the argument contradicts an id', async () => {
    const document = `mutation { acknowledgeIncident(input: {
      account: "second", incident: { id: "pagerduty://main/Incident/PT4KHLK" }
    }) { userErrors { code field message } } }`;
    expect((await run(document)).data).toEqual({
      acknowledgeIncident: {
        userErrors: [
          { code: 'INVALID_INPUT', field: ['input', 'incident', 'id'], message: 'The id belongs to another account.' },
        ],
      },
    });
  });
});

describe('a reference has exactly one member', () => {
  const QUERY = 'query ($by: IncidentRef!) { incident(by: $by) { id } }';

  test.each([
    ['two, in the document', '{ incident(by: { number: 1, pagerDutyId: "P1" }) { id } }', {}],
    ['none, in the document', '{ incident(by: {}) { id } }', {}],
    ['a null, in the document', '{ incident(by: { number: null }) { id } }', {}],
    ['two, in variables', QUERY, { by: { number: 1, pagerDutyId: 'P1' } }],
    ['none, in variables', QUERY, { by: {} }],
    ['a null, in variables', QUERY, { by: { number: null } }],
    ['one and a null, in variables', QUERY, { by: { number: 1, pagerDutyId: null } }],
  ])('not %s', async (_, document, variables) => {
    const code = document === QUERY ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED';
    const { status, errors } = await run(document, variables);
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toMatchObject({ code });
  });

  test.each([
    ['left out', {}],
    ['null', { id: null }],
  ])('not a variable that is %s', async (_, variables) => {
    const refused = [{ extensions: { code: 'BAD_USER_INPUT' } }];
    const query = await run('query ($id: String) { incident(by: { pagerDutyId: $id }) { id } }', variables);
    expect(query).toMatchObject({ data: { incident: null }, errors: refused });
    const document = `mutation ($id: String) {
      resolveIncident(input: { incident: { pagerDutyId: $id } }) { userErrors { code } }
    }`;
    expect(await run(document, variables)).toMatchObject({ data: { resolveIncident: null }, errors: refused });
  });
});
