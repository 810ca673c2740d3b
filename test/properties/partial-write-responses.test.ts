import { beforeEach, describe, expect, test } from '@jest/globals';
import { rewrittenSandbox, type GraphQLResponse } from './rewritten-sandbox.js';
import type { UpstreamResponse, ResponseChanges } from './rewriting-dispatcher.js';

const rewritten = rewrittenSandbox();
const ACTOR = 'tomasz.wilk@example.com';
const INCIDENT = 'number title status service { name status } teams { name } assignees { name }';

/** Every mutation whose response contains the changed incident. */
const WRITES: Readonly<Record<string, string>> = {
  triggerIncident: `service: { pagerDutyId: "PSVC001" }, title: "Bare"`,
  acknowledgeIncident: `incident: { number: 1260 }`,
  resolveIncident: `incident: { number: 1260 }`,
  updateIncident: `incident: { number: 1260 }, title: "Bare"`,
  setIncidentCustomFields: `incident: { number: 1260 }, fields: [{ name: "tags", value: ["fog"] }]`,
  reassignIncident: `incident: { number: 1260 }, to: { users: [{ pagerDutyId: "PUSR002" }] }`,
  snoozeIncident: `incident: { number: 1258 }, durationSeconds: 60`,
};

const BULK: readonly string[] = ['acknowledgeIncidents', 'resolveIncidents'];

let writes = 0;
let reads: string[] = [];

/** The members that remain of each incident and note in the response to a write. */
function keepMembers(members: readonly string[]): (answered: UpstreamResponse) => ResponseChanges {
  const bare = (one: Record<string, unknown>) => Object.fromEntries(members.map((name) => [name, one[name]]));
  return ({ method, path, text }) => {
    if (method === 'GET') reads.push(path);
    if (method === 'GET' || !path.startsWith('/incidents')) return {};
    writes += 1;
    reads = [];
    return {
      text: JSON.stringify(JSON.parse(text), (key, value: unknown) => {
        if (key === 'incident' || key === 'note') return bare(value as Record<string, unknown>);
        return key === 'incidents' ? (value as Record<string, unknown>[]).map(bare) : value;
      }),
    };
  };
}

beforeEach(() => {
  rewritten.sandbox().control.pagerduty.reset();
  rewritten.sandbox().control.cloudflare.reset();
  writes = 0;
  reads = [];
});

const mutationPayload = ({ data }: GraphQLResponse) => (data?.['answer'] ?? {}) as Record<string, unknown>;

describe.each([
  ['its id and status', ['id', 'status']],
  ['its id alone', ['id']],
])('a write response with the incident’s %s', (_, members) => {
  beforeEach(() => {
    rewritten.rewrite = keepMembers(members);
  });

  test.each(Object.entries(WRITES))('%s succeeds, and the selected fields are read once', async (name, input) => {
    const document = `mutation { answer: ${name}(input: { ${input}, actor: "${ACTOR}" }) {
      incident { ${INCIDENT} } userErrors { code } } }`;
    const response = await rewritten.run(document);
    expect(response.errors).toBeUndefined();
    expect(mutationPayload(response)).toMatchObject({
      incident: { number: expect.any(Number), title: expect.any(String), service: { name: expect.any(String) } },
      userErrors: [],
    });
    expect([writes, reads.length]).toEqual([1, 1]);
  });

  test.each(Object.entries(WRITES))('%s reads nothing when only the id is selected', async (name, input) => {
    await rewritten.run(`mutation { answer: ${name}(input: { ${input}, actor: "${ACTOR}" }) { incident { id } } }`);
    expect([writes, reads]).toEqual([1, []]);
  });

  test.each(BULK)('%s succeeds, and each incident is returned completely', async (name) => {
    const incidents = '[{ number: 1260 }, { number: 1259 }]';
    const response =
      await rewritten.run(`mutation { answer: ${name}(input: { incidents: ${incidents}, actor: "${ACTOR}" }) {
      results { changed incident { ${INCIDENT} } userErrors { code } } userErrors { code } } }`);
    expect(response.errors).toBeUndefined();
    expect(mutationPayload(response)).toMatchObject({
      results: [
        { incident: { number: 1260 }, userErrors: [] },
        { incident: { number: 1259 }, userErrors: [] },
      ],
      userErrors: [],
    });
  });
});

test('a note in a response with its id alone is found among the notes', async () => {
  rewritten.rewrite = keepMembers(['id']);
  const response = await rewritten.run(`mutation { answer: addIncidentNote(
    input: { incident: { number: 1260 }, content: "Bare", actor: "${ACTOR}" }) {
    note { content createdAt author { name } } userErrors { code } } }`);
  expect(response.errors).toBeUndefined();
  expect(mutationPayload(response)).toEqual({
    note: { content: 'Bare', createdAt: expect.any(String), author: { name: 'Tomasz Wilk' } },
    userErrors: [],
  });
  expect(writes).toBe(1);
});

test('an incident without an id leaves the others successful and its own outcome unknown', async () => {
  rewritten.rewrite = ({ method, text }) => {
    if (method !== 'PUT') return {};
    const { incidents } = JSON.parse(text) as { incidents: object[] };
    return { text: JSON.stringify({ incidents: [{}, ...incidents.slice(1)] }) };
  };
  const response = await rewritten.run(`mutation { answer: resolveIncidents(
    input: { incidents: [{ number: 1260 }, { number: 1259 }], actor: "${ACTOR}" }) {
    results { incident { status } userErrors { code } } } }`);
  expect(mutationPayload(response)).toMatchObject({
    results: [
      { incident: null, userErrors: [{ code: 'OUTCOME_UNKNOWN' }] },
      { incident: { status: 'RESOLVED' }, userErrors: [] },
    ],
  });
});

test('a read that fails after a write makes its fields null: the write succeeded', async () => {
  const bare = keepMembers(['id', 'status']);
  rewritten.rewrite = (answered) =>
    answered.method === 'GET' && writes > 0 ? { status: 500, text: '' } : bare(answered);
  const response = await rewritten.run(`mutation { answer: resolveIncident(
    input: { incident: { number: 1260 }, actor: "${ACTOR}" }) {
    changed incident { status service { name } } userErrors { code } } }`);
  expect(mutationPayload(response)).toEqual({
    changed: true,
    incident: { status: 'RESOLVED', service: null },
    userErrors: [],
  });
  expect(response.errors).toMatchObject([
    { path: ['answer', 'incident', 'service'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
  ]);
});
