import { afterEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createSchema } from '../../src/graph/schema.js';
import { damaged, damages } from './corrupt-json.js';
import { rewrittenSandbox } from './rewritten-sandbox.js';
import { everyField } from './every-field.js';
import { runs } from './property-runs.js';

const stage = rewrittenSandbox();
const schema = createSchema();
const all = (type: string, depth = 1) => everyField(schema, type, depth);

const QUERIES: Readonly<Record<string, string>> = {
  incidents: `{ incidents(first: 3) ${all('IncidentConnection')} }`,
  incident: `{ incident(by: { number: 1258 }) ${all('Incident')} }`,
  services: `{ services(first: 3) ${all('PagerDutyServiceConnection')} }`,
  pagerDutyAccount: `{ pagerDutyAccount ${all('PagerDutyAccount')} }`,
  pagerDutyDestinations: `{ pagerDutyDestinations(first: 3) ${all('PagerDutyDestinationConnection')} }`,
  cloudflareAccount: `{ cloudflareAccount ${all('CloudflareAccount')} }`,
  viewer: `{ viewer ${all('Viewer')} rateLimit ${all('RateLimit')} }`,
};

const incident = (input: string, fields = all('Incident')) =>
  `(input: { incident: { number: 1258 } ${input} }) { incident ${fields} userErrors ${all('UserError')} }`;

const MUTATIONS: Readonly<Record<string, string>> = {
  triggerIncident: `mutation { triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "No bookings" }) {
    created incident ${all('Incident')} userErrors ${all('UserError')} } }`,
  resolveIncident: `mutation { resolveIncident${incident('note: "Rolled back."')} }`,
  updateIncident: `mutation { updateIncident${incident('title: "Another"')} }`,
  createPagerDutyConnectToken: `mutation { createPagerDutyConnectToken(input: {})
    ${all('CreatePagerDutyConnectTokenPayload', 2)} }`,
  deletePagerDutyDestinations: `mutation { deletePagerDutyDestinations(input: { expectedIds: [] })
    ${all('DeletePagerDutyDestinationsPayload', 2)} }`,
};

afterEach(() => {
  stage.rewrite = () => ({});
  stage.sandbox().control.pagerduty.reset();
  stage.sandbox().control.cloudflare.reset();
});

/** Runs a document while every answer is damaged, and expects no error that the gateway cannot explain. */
async function withstands(document: string, times: number): Promise<void> {
  expect((await stage.run(document)).errors).toBeUndefined();
  const property = fc.asyncProperty(damages, fc.nat(), fc.boolean(), async (changes, name, isNew) => {
    stage.rewrite = ({ text }) => ({ text: damaged(text, changes) });
    // A document that was seen before runs compiled, a new one does not.
    const { errors = [] } = await stage.run(
      isNew ? document.replace(/^(?:mutation)?/, (kind) => `${kind || 'query'} N${name}`) : document,
    );
    const internal = errors.filter(({ extensions }) => extensions['code'] === 'INTERNAL_SERVER_ERROR');
    expect({ internal, logged: stage.log.filter(({ message }) => message === 'Internal error') }).toEqual({
      internal: [],
      logged: [],
    });
  });
  await fc.assert(property, runs(times));
}

describe('whatever an upstream puts into an answer, every field is told or why it cannot be', () => {
  test.each(Object.keys(QUERIES))('%s', (name) => withstands(QUERIES[name] ?? '', 25));
  test.each(Object.keys(MUTATIONS))('%s', (name) => withstands(MUTATIONS[name] ?? '', 15));
});

const here = (key: string, value: unknown): unknown => (key === 'details' ? 'HERE' : value);

test('a value nested so deep that it cannot be written down costs its field alone', async () => {
  const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
  stage.rewrite = ({ text }) => ({ text: JSON.stringify(JSON.parse(text, here)).replaceAll('"HERE"', deep) });
  const { data, errors } = await stage.run(
    '{ incident(by: { number: 1258 }) { number details alerts(first: 1) { nodes { status details } } } }',
  );
  expect(data).toMatchObject({ incident: { number: 1258, details: null, alerts: { nodes: [{ details: null }] } } });
  expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions['code']])).toEqual([
    ['details', 'UPSTREAM_BAD_RESPONSE'],
    ['details', 'UPSTREAM_BAD_RESPONSE'],
  ]);
});
