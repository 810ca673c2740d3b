import { describe, expect, test } from '@jest/globals';
import { getNamedType, isLeafType, isObjectType, type GraphQLField, type GraphQLNamedType } from 'graphql';
import { SCOPES, type Scope } from '../../../../src/config/scopes.js';
import { requirementOf } from '../../../../src/graph/core/auth/requires-scope.js';
import { createSchema } from '../../../../src/graph/schema.js';
import { generator, seeded } from '../../../properties/random-operation.js';
import { bearer, codesOf, sha256, stage, type House } from '../../../server/harness.js';

const { open, file } = stage();
const schema = createSchema();

const fieldsOf = (name: 'Query' | 'Mutation') =>
  Object.values((name === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {});

const demandOf = (field: GraphQLField<unknown, unknown>) => requirementOf(field)?.demand;

/** With as little in it as the schema lets through. */
const minimal = generator({
  schema,
  chance: seeded(1),
  optional: 0,
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

function openFor(scopes: readonly Scope[], more: object = {}): Promise<House> {
  const entry = { name: 'caller', sha256: sha256(KEY), scopes, ...more };
  return open({ API_KEYS_FILE: file('scopes.json', [entry]) }, { secondAccount: true });
}

/** Fields without fields of their own and without arguments. */
function leavesOf(type: GraphQLNamedType): string[] {
  if (!isObjectType(type)) return [];
  const leaves = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
  return leaves.map(({ name }) => name);
}

const without = (scope: Scope) => SCOPES.filter((one) => one !== scope);

describe('the schema', () => {
  test('declares for every query and every mutation which scope it demands, or that it demands none', () => {
    const bare = [...fieldsOf('Query'), ...fieldsOf('Mutation')].filter((field) => demandOf(field) === undefined);
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  test('leaves open only what tells nothing of the upstreams', () => {
    const openToAll = fieldsOf('Query').filter((field) => demandOf(field) === 'NOTHING');
    expect(openToAll.map(({ name }) => name).toSorted()).toEqual(['errorCatalog', 'rateLimit', 'viewer']);
  });

  test('demands a scope to write for every mutation', () => {
    const others = fieldsOf('Mutation').filter((field) => !demandOf(field)?.endsWith('_WRITE'));
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  test('declares for every list that is read in pages which scope it demands', () => {
    const types = Object.values(schema.getTypeMap()).filter(isObjectType);
    const paged = types.flatMap((type) =>
      Object.values(type.getFields())
        .filter(({ args }) => args.some(({ name }) => name === 'first'))
        .map((field) => ({ name: `${type.name}.${field.name}`, demand: demandOf(field) })),
    );
    expect(paged.filter(({ demand }) => demand === undefined).map(({ name }) => name)).toEqual([]);
  });
});

describe('without the scope it demands', () => {
  test.each(SCOPES.filter((scope) => scope !== 'INCIDENTS_IMPERSONATE'))(
    'no field of %s asks an upstream',
    async (scope) => {
      const { ask, calls } = await openFor(without(scope));
      const guarded = [
        ...fieldsOf('Query').map((field) => ({ kind: 'query' as const, field })),
        ...fieldsOf('Mutation').map((field) => ({ kind: 'mutation' as const, field })),
      ].filter(({ field }) => demandOf(field) === scope);
      expect(guarded.length).toBeGreaterThan(0);
      for (const { kind, field } of guarded) {
        const answer = await ask(minimal.operation(kind, field), bearer(KEY));
        expect([field.name, answer.status, codesOf(answer)]).toEqual([field.name, 200, ['FORBIDDEN']]);
        expect(answer.errors[0]?.message).toBe(`This needs the scope ${scope}.`);
      }
      expect(calls()).toEqual([]);
    },
  );

  test('an object is not read by its id either: its type decides', async () => {
    const { ask, calls } = await openFor(['DESTINATIONS_READ']);
    const ids = ['pagerduty://main/Incident/PT4KHLK', 'pagerduty://main/PagerDutyService/PSVC001'];
    for (const id of ids)
      expect(codesOf(await ask(`{ node(id: "${id}") { id } }`, bearer(KEY)))).toEqual(['FORBIDDEN']);
    const both = await ask(
      `{ nodes(ids: ["${ids[0]}", "cloudflare://main/NotificationPolicy/00000000000000000000000000000000"]) { id } }`,
      bearer(KEY),
    );
    expect(codesOf(both)).toEqual(['FORBIDDEN']);
    expect(calls().filter(({ path }) => path.startsWith('/incidents') || path.startsWith('/services'))).toEqual([]);
  });

  test('an operation is refused however often it comes, also when it runs as code made for it', async () => {
    const { ask, calls } = await openFor(['DESTINATIONS_READ']);
    const answers = [];
    for (let time = 0; time < 4; time += 1) {
      answers.push(await ask('{ incidents { nodes { id } } pagerDutyDestinations { totalCount } }', bearer(KEY)));
    }
    expect(answers.map(codesOf)).toEqual(answers.map(() => ['FORBIDDEN']));
    expect(calls().every(({ path }) => !path.startsWith('/incidents'))).toBe(true);
  });

  test('nothing is reached from the other side', async () => {
    const reader = await openFor(['INCIDENTS_READ']);
    const services = await reader.ask('{ services(first: 2) { nodes { name destinations { id } } } }', bearer(KEY));
    expect(codesOf(services)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(services.data).toMatchObject({ services: { nodes: [{ destinations: null }, { destinations: null }] } });
    const looker = await openFor(['DESTINATIONS_READ']);
    const destinations = await looker.ask(
      '{ pagerDutyDestinations(first: 1) { nodes { name matchingServices { id } } } }',
      bearer(KEY),
    );
    expect(codesOf(destinations)).toEqual(['FORBIDDEN']);
    expect(looker.calls().some(({ path }) => path.startsWith('/services'))).toBe(false);
  });

  test('who may only write does not read by way of what a mutation answers', async () => {
    const { ask, calls } = await openFor(['INCIDENTS_WRITE'], { email: 'tomasz.wilk@example.com' });
    const document = `mutation { triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "A page" }) {
      created incident { title account { incidents { nodes { id } } } notes { content } } userErrors { code }
    } }`;
    const answer = await ask(document, bearer(KEY));
    expect(answer.data).toMatchObject({
      triggerIncident: { created: true, incident: { title: 'A page', account: { incidents: null }, notes: null } },
    });
    expect(codesOf(answer)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(calls().map(({ method }) => method)).toEqual(['POST']);
  });

  test('nothing that an answered incident refers to is read for who may only write: each field is tried', async () => {
    const { ask, calls } = await openFor(['INCIDENTS_WRITE'], { email: 'tomasz.wilk@example.com' });
    const incident = schema.getType('Incident');
    if (!isObjectType(incident)) throw new Error('There is no Incident.');
    const tried = Object.values(incident.getFields()).filter(({ type }) => isObjectType(getNamedType(type)));
    expect(tried.length).toBeGreaterThan(10);
    const refused = new Set<string>();
    for (const { name, type } of tried) {
      for (const inner of leavesOf(getNamedType(type))) {
        const before = calls().length;
        const answer = await ask(
          `mutation { triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "A page" }) { created incident { title ${name} { ${inner} } } } }`,
          bearer(KEY),
        );
        const made = calls().slice(before);
        expect([name, inner, made.map(({ method }) => method)]).toEqual([name, inner, ['POST']]);
        expect(answer.data).toMatchObject({ triggerIncident: { created: true, incident: { title: 'A page' } } });
        if (codesOf(answer).includes('FORBIDDEN')) refused.add(`${name}.${inner}`);
      }
    }
    expect([...refused]).toEqual(expect.arrayContaining(['service.status', 'assignees.email', 'notes.content']));
    expect([...refused]).not.toContain('service.name');
  });

  test('a mutation says that nothing was sent', async () => {
    const { ask } = await openFor(['INCIDENTS_READ']);
    const answer = await ask(
      'mutation { resolveIncident(input: { incident: { number: 1 } }) { changed } }',
      bearer(KEY),
    );
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', outcome: 'NOT_SENT', retryable: false });
  });
});

describe('an account that is not granted', () => {
  test('is refused when it is named, by key, by upstream id and by global id, and asks no upstream', async () => {
    const { ask, calls } = await openFor(SCOPES, { accounts: ['main'] });
    const documents = [
      '{ incidents(account: "second") { nodes { id } } }',
      '{ pagerDutyAccount(key: "second") { key } }',
      '{ incident(by: { id: "pagerduty://second/Incident/PT4KHLK" }) { id } }',
      '{ node(id: "pagerduty://second/Incident/PT4KHLK") { id } }',
      'mutation { resolveIncident(input: { account: "second", incident: { number: 1 } }) { changed } }',
    ];
    for (const document of documents) expect(codesOf(await ask(document, bearer(KEY)))).toEqual(['FORBIDDEN']);
    expect(calls()).toEqual([]);
  });

  test('is not listed', async () => {
    const { ask } = await openFor(SCOPES, { accounts: ['second'] });
    const document =
      '{ viewer { pagerDutyAccounts { key } cloudflareAccounts { key } } rateLimit { upstreams { account } } }';
    expect((await ask(document, bearer(KEY))).data).toEqual({
      viewer: { pagerDutyAccounts: [{ key: 'second' }], cloudflareAccounts: [] },
      rateLimit: { upstreams: [{ account: 'second' }] },
    });
  });

  test('is not fallen into as the default', async () => {
    const { ask } = await openFor(SCOPES, { accounts: ['second'] });
    expect(codesOf(await ask('{ incidents { nodes { id } } }', bearer(KEY)))).toEqual(['FORBIDDEN']);
  });
});
