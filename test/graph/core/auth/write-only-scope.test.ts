import { describe, expect, test } from '@jest/globals';
import { getNamedType, isLeafType, isObjectType } from 'graphql';
import { createSchema } from '../../../../src/graph/schema.js';
import { errorCodes, liveGateways, type GraphQLResponse, type LiveGateway } from '../../../server/harness.js';

const { open } = liveGateways();
const ACTOR_ARGUMENT = 'actor: "tomasz.wilk@example.com"';
const openWithScopes = (ANONYMOUS_SCOPES: string): Promise<LiveGateway> => open({ ANONYMOUS_SCOPES });
const openWriteOnly = () => openWithScopes('INCIDENTS_WRITE,INCIDENTS_IMPERSONATE');

const triggerIncident = (more = '') => `triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "A page",
  dedupKey: "write/only", onDuplicate: RETURN_EXISTING, ${ACTOR_ARGUMENT} }) { ${more} }`;

/** A mutation that changes nothing, the state before it, and where its payload has the incident. */
const UNCHANGED: readonly [name: string, before: string, mutation: (selection: string) => string][] = [
  [
    'an acknowledge of what is acknowledged',
    `acknowledgeIncident(input: { incident: { number: 1260 }, ${ACTOR_ARGUMENT} }) { changed }`,
    (incident) =>
      `acknowledgeIncident(input: { incident: { number: 1260 }, ${ACTOR_ARGUMENT} }) { incident ${incident} }`,
  ],
  [
    'a resolve of what is resolved',
    `resolveIncident(input: { incident: { number: 1260 }, ${ACTOR_ARGUMENT} }) { changed }`,
    (incident) => `resolveIncident(input: { incident: { number: 1260 }, ${ACTOR_ARGUMENT} }) { incident ${incident} }`,
  ],
  [
    'a reopening of what is open',
    `updateIncident(input: { incident: { number: 1260 }, title: "Open", ${ACTOR_ARGUMENT} }) { userErrors { code } }`,
    (incident) => `reopenIncident(input: { incident: { number: 1260 }, ${ACTOR_ARGUMENT} }) { incident ${incident} }`,
  ],
  [
    'a trigger that returns what is there',
    triggerIncident('created'),
    (incident) => triggerIncident(`incident ${incident}`),
  ],
  [
    'an acknowledge of many of which one is acknowledged',
    `acknowledgeIncident(input: { incident: { number: 1260 }, ${ACTOR_ARGUMENT} }) { changed }`,
    (incident) =>
      `acknowledgeIncidents(input: { incidents: [{ number: 1260 }], ${ACTOR_ARGUMENT} }) { results { incident ${incident} } }`,
  ],
  [
    'a resolve of many of which one is resolved',
    `resolveIncident(input: { incident: { number: 1260 }, ${ACTOR_ARGUMENT} }) { changed }`,
    (incident) =>
      `resolveIncidents(input: { incidents: [{ number: 1260 }], ${ACTOR_ARGUMENT} }) { results { incident ${incident} } }`,
  ],
];

/** The incident in the payload of a mutation. */
function incidentOf({ data }: GraphQLResponse): unknown {
  const payload = data?.['answer'] as { incident?: unknown; results?: { incident: unknown }[] };
  return payload.results ? payload.results[0]?.incident : payload.incident;
}

describe.each(UNCHANGED)('of %s a caller with write scopes alone', (_, before, mutation) => {
  test('gets the id and the status', async () => {
    const { run } = await openWriteOnly();
    await run(`mutation { ${before} }`);
    const response = await run(`mutation { answer: ${mutation('{ id pagerDutyId status }')} }`);
    expect(errorCodes(response)).toEqual([]);
    expect(incidentOf(response)).toEqual({
      id: expect.stringMatching(/^pagerduty:/),
      pagerDutyId: expect.any(String),
      status: expect.any(String),
    });
  });

  test('gets nothing else: a nullable field is null and names the scope', async () => {
    const { run } = await openWriteOnly();
    await run(`mutation { ${before} }`);
    const response = await run(`mutation { answer: ${mutation('{ status url service { name } resolvedAt }')} }`);
    expect(incidentOf(response)).toEqual({ status: expect.any(String), url: null, service: null, resolvedAt: null });
    expect(errorCodes(response)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    expect(response.errors[0]?.message).toContain('INCIDENTS_READ');
  });

  test('gets nothing else: a non-null field makes the incident null', async () => {
    const { run } = await openWriteOnly();
    await run(`mutation { ${before} }`);
    const response = await run(`mutation { answer: ${mutation('{ status title }')} }`);
    expect(incidentOf(response)).toBeNull();
    expect(new Set(errorCodes(response))).toEqual(new Set(['FORBIDDEN']));
  });

  test('gets all fields when it also has the read scope', async () => {
    const { run } = await openWithScopes('INCIDENTS_READ,INCIDENTS_WRITE,INCIDENTS_IMPERSONATE');
    await run(`mutation { ${before} }`);
    const response = await run(`mutation { answer: ${mutation('{ status title service { name } }')} }`);
    expect(errorCodes(response)).toEqual([]);
    expect(incidentOf(response)).toMatchObject({ title: expect.any(String), service: { name: expect.any(String) } });
  });
});

/** One selection for each field of an incident. */
function nullableIncidentFields(): string[] {
  const incident = createSchema().getType('Incident');
  const fields = isObjectType(incident) ? Object.values(incident.getFields()) : [];
  return fields.map(({ name, type }) => (isLeafType(getNamedType(type)) ? name : `${name} { __typename }`));
}

const acknowledge = (incident: string) =>
  `mutation { answer: acknowledgeIncident(input: { incident: { number: 1260 }, ${ACTOR_ARGUMENT} }) { incident { ${incident} } } }`;

test('no field of an unchanged incident but id, status and account is returned, each selected alone', async () => {
  const { run } = await openWriteOnly();
  await run(acknowledge('id'));
  const reported: string[] = [];
  for (const selection of nullableIncidentFields()) {
    const { data } = await run(acknowledge(selection));
    const { incident } = (data?.['answer'] ?? {}) as { incident?: Record<string, unknown> | null };
    reported.push(...Object.entries(incident ?? {}).flatMap(([name, value]) => (value === null ? [] : [name])));
  }
  expect(reported.toSorted()).toEqual(['account', 'id', 'pagerDutyId', 'status']);
});

test('an incident that a caller changed is returned to it, even with write scopes alone', async () => {
  const { run } = await openWriteOnly();
  const response = await run(
    `mutation { answer: acknowledgeIncident(input: { incident: { number: 1260 }, ${ACTOR_ARGUMENT} }) { changed incident { number title } } }`,
  );
  expect(response.data).toMatchObject({ answer: { changed: true, incident: { number: 1260 } } });
});

const deleteDestinations = (dryRun: boolean) => `mutation { answer: deletePagerDutyDestinations(
  input: { expectedIds: [], dryRun: ${dryRun} }) {
  deletedIds destinations { name } affectedPolicies { losesLastDestination } userErrors { code message } } }`;

describe('of destinations that are not deleted a caller with write scopes alone', () => {
  test.each([false, true])('gets neither names nor policies (dry run: %s)', async (dryRun) => {
    const { run } = await openWithScopes('DESTINATIONS_WRITE');
    const response = await run(deleteDestinations(dryRun));
    expect(response.data).toEqual({
      answer: {
        deletedIds: [],
        destinations: null,
        affectedPolicies: null,
        userErrors: [
          {
            code: 'CONFIRMATION_REQUIRED',
            message: expect.stringMatching(
              /^Cloudflare would delete all destinations, but \d+ of them are not in `expectedIds`\.$/,
            ),
          },
        ],
      },
    });
    expect(errorCodes(response)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  test('gets both when it also has the read scope', async () => {
    const { run } = await openWithScopes('DESTINATIONS_WRITE,DESTINATIONS_READ');
    const { data } = await run(deleteDestinations(false));
    expect(data).toMatchObject({ answer: { userErrors: [{ message: expect.stringContaining('Website Edge') }] } });
    expect(data).toMatchObject({ answer: { destinations: expect.arrayContaining([{ name: 'Website Edge' }]) } });
  });
});
