import { afterEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createSchema } from '../../src/graph/schema.js';
import { corruptJson, corruptions } from './corrupt-json.js';
import { rewrittenSandbox } from './rewritten-sandbox.js';
import { everyFieldSelection } from './every-field.js';
import { propertyRuns } from './property-runs.js';

const rewritten = rewrittenSandbox();
const schema = createSchema();
const everyFieldOf = (type: string, depth = 1) => everyFieldSelection(schema, type, depth);

const QUERIES: Readonly<Record<string, string>> = {
  incidents: `{ incidents(first: 3) ${everyFieldOf('IncidentConnection')} }`,
  incident: `{ incident(by: { number: 1258 }) ${everyFieldOf('Incident')} }`,
  services: `{ services(first: 3) ${everyFieldOf('PagerDutyServiceConnection')} }`,
  pagerDutyAccount: `{ pagerDutyAccount ${everyFieldOf('PagerDutyAccount')} }`,
  pagerDutyDestinations: `{ pagerDutyDestinations(first: 3) ${everyFieldOf('PagerDutyDestinationConnection')} }`,
  cloudflareAccount: `{ cloudflareAccount ${everyFieldOf('CloudflareAccount')} }`,
  viewer: `{ viewer ${everyFieldOf('Viewer')} rateLimit ${everyFieldOf('RateLimit')} }`,
};

const incident = (input: string, fields = everyFieldOf('Incident')) =>
  `(input: { incident: { number: 1258 } ${input} }) { incident ${fields} userErrors ${everyFieldOf('UserError')} }`;

const MUTATIONS: Readonly<Record<string, string>> = {
  triggerIncident: `mutation { triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "No bookings" }) {
    created incident ${everyFieldOf('Incident')} userErrors ${everyFieldOf('UserError')} } }`,
  resolveIncident: `mutation { resolveIncident${incident('note: "Rolled back."')} }`,
  updateIncident: `mutation { updateIncident${incident('title: "Another"')} }`,
  createPagerDutyConnectToken: `mutation { createPagerDutyConnectToken(input: {})
    ${everyFieldOf('CreatePagerDutyConnectTokenPayload', 2)} }`,
  deletePagerDutyDestinations: `mutation { deletePagerDutyDestinations(input: { expectedIds: [] })
    ${everyFieldOf('DeletePagerDutyDestinationsPayload', 2)} }`,
};

afterEach(() => {
  rewritten.rewrite = () => ({});
  rewritten.sandbox().control.pagerduty.reset();
  rewritten.sandbox().control.cloudflare.reset();
});

/** Runs a document while every response is corrupted, and expects no internal error. */
async function expectEveryFieldOrError(document: string, times: number): Promise<void> {
  expect((await rewritten.run(document)).errors).toBeUndefined();
  const property = fc.asyncProperty(corruptions, fc.nat(), fc.boolean(), async (changes, name, isNew) => {
    rewritten.rewrite = ({ text }) => ({ text: corruptJson(text, changes) });
    // The plan of a repeated document exists already.
    const { errors = [] } = await rewritten.run(
      isNew ? document.replace(/^(?:mutation)?/, (kind) => `${kind || 'query'} N${name}`) : document,
    );
    const internal = errors.filter(({ extensions }) => extensions['code'] === 'INTERNAL_SERVER_ERROR');
    expect({ internal, logged: rewritten.log.filter(({ message }) => message === 'Internal error') }).toEqual({
      internal: [],
      logged: [],
    });
  });
  await fc.assert(property, propertyRuns(times));
}

describe('whatever an upstream sends, every field has a value or an error', () => {
  test.each(Object.keys(QUERIES))('%s', (name) => expectEveryFieldOrError(QUERIES[name] ?? '', 25));
  test.each(Object.keys(MUTATIONS))('%s', (name) => expectEveryFieldOrError(MUTATIONS[name] ?? '', 15));
});

const markDetails = (key: string, value: unknown): unknown => (key === 'details' ? 'HERE' : value);

test('a value nested too deep to serialize makes its field alone null', async () => {
  const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
  rewritten.rewrite = ({ text }) => ({
    text: JSON.stringify(JSON.parse(text, markDetails)).replaceAll('"HERE"', deep),
  });
  const { data, errors } = await rewritten.run(
    '{ incident(by: { number: 1258 }) { number details alerts(first: 1) { nodes { status details } } } }',
  );
  expect(data).toMatchObject({ incident: { number: 1258, details: null, alerts: { nodes: [{ details: null }] } } });
  expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions['code']])).toEqual([
    ['details', 'UPSTREAM_BAD_RESPONSE'],
    ['details', 'UPSTREAM_BAD_RESPONSE'],
  ]);
});
