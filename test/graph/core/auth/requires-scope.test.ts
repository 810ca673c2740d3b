import { describe, expect, test } from '@jest/globals';
import { getNamedType, isLeafType, isObjectType, type GraphQLField, type GraphQLNamedType } from 'graphql';
import { SCOPES, type Scope } from '../../../../src/config/scopes.js';
import { getRequirement } from '../../../../src/graph/core/auth/requires-scope.js';
import { createSchema } from '../../../../src/graph/schema.js';
import { createOperationGenerator, seededRandom } from '../../../properties/random-operation.js';
import { postForStream } from '../../../server/live/event-stream-client.js';
import { bearer, errorCodes, sha256, liveGateways, type LiveGateway } from '../../../server/harness.js';

const { open, writeFile } = liveGateways();
const schema = createSchema();

const ROOT_TYPES = {
  Query: schema.getQueryType(),
  Mutation: schema.getMutationType(),
  Subscription: schema.getSubscriptionType(),
};

const rootFields = (name: keyof typeof ROOT_TYPES) => Object.values(ROOT_TYPES[name]?.getFields() ?? {});

const requiredScope = (field: GraphQLField<unknown, unknown>) => getRequirement(field)?.scope;

/** A minimal valid operation. */
const minimal = createOperationGenerator({
  schema,
  random: seededRandom(1),
  optionalProbability: 0,
  depth: 0,
  scalars: {
    String: ['"PSVC001"'],
    ID: ['"pagerduty://main/Incident/PT4KHLK"'],
    Int: ['60'],
    Boolean: ['true'],
    EmailAddress: ['"ines.duarte@example.com"'],
    JSON: ['{}'],
    DateTime: ['"2026-11-21T00:00:00Z"'],
    URI: ['"https://example.com/"'],
  },
});

const KEY = 'pg_a-key-for-scopes';

function openGateway(scopes: readonly Scope[], more: object = {}): Promise<LiveGateway> {
  const entry = { name: 'caller', sha256: sha256(KEY), scopes, ...more };
  return open({ API_KEYS_FILE: writeFile('scopes.json', [entry]) }, { secondAccount: true });
}

/** Fields without subfields and without arguments. */
function leafFields(type: GraphQLNamedType): string[] {
  if (!isObjectType(type)) return [];
  const leaves = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
  return leaves.map(({ name }) => name);
}

const allScopesExcept = (scope: Scope) => SCOPES.filter((one) => one !== scope);

describe('the schema', () => {
  test('declares the required scope, or that none is required, for every root field', () => {
    const bare = [...rootFields('Query'), ...rootFields('Mutation'), ...rootFields('Subscription')].filter(
      (field) => requiredScope(field) === undefined,
    );
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  test('requires no scope only for fields without upstream data', () => {
    const openToAll = rootFields('Query').filter((field) => requiredScope(field) === 'NOTHING');
    expect(openToAll.map(({ name }) => name).toSorted()).toEqual(['errorCatalog', 'rateLimit', 'viewer']);
  });

  test('requires a write scope for every mutation', () => {
    const others = rootFields('Mutation').filter((field) => !requiredScope(field)?.endsWith('_WRITE'));
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  test('declares the required scope for every connection', () => {
    const types = Object.values(schema.getTypeMap()).filter(isObjectType);
    const paged = types.flatMap((type) =>
      Object.values(type.getFields())
        .filter(({ args }) => args.some(({ name }) => name === 'first'))
        .map((field) => ({ name: `${type.name}.${field.name}`, demand: requiredScope(field) })),
    );
    expect(paged.filter(({ demand }) => demand === undefined).map(({ name }) => name)).toEqual([]);
  });
});

describe('without the required scope', () => {
  test.each(SCOPES.filter((scope) => scope !== 'INCIDENTS_IMPERSONATE'))(
    'no field of %s calls an upstream',
    async (scope) => {
      const { run, calls } = await openGateway(allScopesExcept(scope));
      const guarded = [
        ...rootFields('Query').map((field) => ({ kind: 'query' as const, field })),
        ...rootFields('Mutation').map((field) => ({ kind: 'mutation' as const, field })),
      ].filter(({ field }) => requiredScope(field) === scope);
      expect(guarded.length).toBeGreaterThan(0);
      for (const { kind, field } of guarded) {
        const response = await run(minimal.operation(kind, field), bearer(KEY));
        expect([field.name, response.status, errorCodes(response)]).toEqual([field.name, 200, ['FORBIDDEN']]);
        expect(response.errors[0]?.message).toBe(`Scope ${scope} is required.`);
      }
      expect(calls()).toEqual([]);
    },
  );

  test('no subscription starts or calls an upstream', async () => {
    const { url, calls } = await openGateway(allScopesExcept('INCIDENTS_READ'));
    expect(rootFields('Subscription').map(requiredScope)).toEqual(['INCIDENTS_READ', 'INCIDENTS_READ']);
    for (const field of rootFields('Subscription')) {
      const query = minimal.operation('subscription', field);
      const { rest } = await postForStream(`${url}/graphql`, { query }, bearer(KEY));
      expect(await rest()).toMatchObject([
        { event: 'next', data: { errors: [{ message: 'Scope INCIDENTS_READ is required.' }] } },
        { event: 'complete' },
      ]);
    }
    expect(calls()).toEqual([]);
  });

  test('an object is not read by its id either, because its type decides', async () => {
    const { run, calls } = await openGateway(['DESTINATIONS_READ']);
    const ids = ['pagerduty://main/Incident/PT4KHLK', 'pagerduty://main/PagerDutyService/PSVC001'];
    for (const id of ids)
      expect(errorCodes(await run(`{ node(id: "${id}") { id } }`, bearer(KEY)))).toEqual(['FORBIDDEN']);
    const both = await run(
      `{ nodes(ids: ["${ids[0]}", "cloudflare://main/NotificationPolicy/00000000000000000000000000000000"]) { id } }`,
      bearer(KEY),
    );
    expect(errorCodes(both)).toEqual(['FORBIDDEN']);
    expect(calls().filter(({ path }) => path.startsWith('/incidents') || path.startsWith('/services'))).toEqual([]);
  });

  test('an operation is refused on every execution, also when its plan exists', async () => {
    const { run, calls } = await openGateway(['DESTINATIONS_READ']);
    const responses = [];
    for (let time = 0; time < 4; time += 1) {
      responses.push(await run('{ incidents { nodes { id } } pagerDutyDestinations { totalCount } }', bearer(KEY)));
    }
    expect(responses.map(errorCodes)).toEqual(responses.map(() => ['FORBIDDEN']));
    expect(calls().every(({ path }) => !path.startsWith('/incidents'))).toBe(true);
  });

  test('no object is reached through the other upstream', async () => {
    const reader = await openGateway(['INCIDENTS_READ']);
    const services = await reader.run('{ services(first: 2) { nodes { name destinations { id } } } }', bearer(KEY));
    expect(errorCodes(services)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(services.data).toMatchObject({ services: { nodes: [{ destinations: null }, { destinations: null }] } });
    const looker = await openGateway(['DESTINATIONS_READ']);
    const destinations = await looker.run(
      '{ pagerDutyDestinations(first: 1) { nodes { name matchingServices { id } } } }',
      bearer(KEY),
    );
    expect(errorCodes(destinations)).toEqual(['FORBIDDEN']);
    expect(looker.calls().some(({ path }) => path.startsWith('/services'))).toBe(false);
  });

  test('a caller with write scopes alone reads nothing through the payload of a mutation', async () => {
    const { run, calls } = await openGateway(['INCIDENTS_WRITE'], { email: 'tomasz.wilk@example.com' });
    const document = `mutation { triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "A page" }) {
      created incident { title account { incidents { nodes { id } } } notes { content } } userErrors { code }
    } }`;
    const response = await run(document, bearer(KEY));
    expect(response.data).toMatchObject({
      triggerIncident: { created: true, incident: { title: 'A page', account: { incidents: null }, notes: null } },
    });
    expect(errorCodes(response)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(calls().map(({ method }) => method)).toEqual(['POST']);
  });

  test('a caller with write scopes alone reads no relation of a returned incident: each field is tried', async () => {
    const { run, calls } = await openGateway(['INCIDENTS_WRITE'], { email: 'tomasz.wilk@example.com' });
    const incident = schema.getType('Incident');
    if (!isObjectType(incident)) throw new Error('There is no Incident.');
    const tried = Object.values(incident.getFields()).filter(({ type }) => isObjectType(getNamedType(type)));
    expect(tried.length).toBeGreaterThan(10);
    const refused = new Set<string>();
    for (const { name, type } of tried) {
      for (const inner of leafFields(getNamedType(type))) {
        const before = calls().length;
        const response = await run(
          `mutation { triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "A page" }) { created incident { title ${name} { ${inner} } } } }`,
          bearer(KEY),
        );
        const made = calls().slice(before);
        expect([name, inner, made.map(({ method }) => method)]).toEqual([name, inner, ['POST']]);
        expect(response.data).toMatchObject({ triggerIncident: { created: true, incident: { title: 'A page' } } });
        if (errorCodes(response).includes('FORBIDDEN')) refused.add(`${name}.${inner}`);
      }
    }
    expect([...refused]).toEqual(expect.arrayContaining(['service.status', 'assignees.email', 'notes.content']));
    expect([...refused]).not.toContain('service.name');
  });

  test('a mutation reports that nothing was sent', async () => {
    const { run } = await openGateway(['INCIDENTS_READ']);
    const response = await run(
      'mutation { resolveIncident(input: { incident: { number: 1 } }) { changed } }',
      bearer(KEY),
    );
    expect(response.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', outcome: 'NOT_SENT', retryable: false });
  });
});

describe('an account without a grant', () => {
  test('is refused by key, by upstream id and by global id, without an upstream call', async () => {
    const { run, calls } = await openGateway(SCOPES, { accounts: ['main'] });
    const documents = [
      '{ incidents(account: "second") { nodes { id } } }',
      '{ pagerDutyAccount(key: "second") { key } }',
      '{ incident(by: { id: "pagerduty://second/Incident/PT4KHLK" }) { id } }',
      '{ node(id: "pagerduty://second/Incident/PT4KHLK") { id } }',
      'mutation { resolveIncident(input: { account: "second", incident: { number: 1 } }) { changed } }',
    ];
    for (const document of documents) expect(errorCodes(await run(document, bearer(KEY)))).toEqual(['FORBIDDEN']);
    expect(calls()).toEqual([]);
  });

  test('is not listed', async () => {
    const { run } = await openGateway(SCOPES, { accounts: ['second'] });
    const document =
      '{ viewer { pagerDutyAccounts { key } cloudflareAccounts { key } } rateLimit { upstreams { account } } }';
    expect((await run(document, bearer(KEY))).data).toEqual({
      viewer: { pagerDutyAccounts: [{ key: 'second' }], cloudflareAccounts: [] },
      rateLimit: { upstreams: [{ account: 'second' }] },
    });
  });

  test('is not used as the default', async () => {
    const { run } = await openGateway(SCOPES, { accounts: ['second'] });
    expect(errorCodes(await run('{ incidents { nodes { id } } }', bearer(KEY)))).toEqual(['FORBIDDEN']);
  });
});
