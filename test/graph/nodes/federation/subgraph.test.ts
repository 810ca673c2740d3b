import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Kind, parse } from 'graphql';
import { sandboxGateway } from '../../../operations/sandbox-gateway.js';

const gateway = sandboxGateway({ FEDERATION: 'on', REFERENCE_CACHE_SECONDS: '0' });

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ... on Node { id } ... on PagerDutyService { name account } }
}`;
const PAYMENTS = { __typename: 'PagerDutyService', id: 'pagerduty://main/PagerDutyService/PSVC002' };
const FOUND = { ...PAYMENTS, account: 'main', name: 'Payments Gateway' };
const byName = (name: string) => ({ __typename: 'PagerDutyService', account: 'main', name });

const readEntities = (...representations: readonly unknown[]) => gateway.run(ENTITIES, { representations });

/** All nodes of a connection as representations. */
async function listRepresentations(field: string): Promise<readonly object[]> {
  const { data } = await gateway.run(`{ pagerDutyAccount { page: ${field} { nodes { __typename id } } } }`);
  return (data as { pagerDutyAccount: { page: { nodes: object[] } } }).pagerDutyAccount.page.nodes;
}

const committed = readFileSync(join(__dirname, '../../../../schema/subgraph.graphql'), 'utf8');

test('_service returns the committed schema', async () => {
  const { data } = await gateway.run('{ service: _service { sdl } }');
  const { sdl } = (data as { service: { sdl: string } }).service;
  expect(committed.endsWith(`\n${sdl}\n`)).toBe(true);
});

test('without the tags that docs/federation.md names, no mutation is left', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/federation.md'), 'utf8');
  const [, sentence = ''] = /^- Tags make contracts: without ([^.]+) is read-only/m.exec(page) ?? [];
  const named = [...sentence.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
  const mutations = parse(committed).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Mutation'
      ? (definition.fields ?? [])
      : [],
  );
  const tags = mutations.map(({ directives = [] }) => {
    const value = directives.find(({ name }) => name.value === 'tag')?.arguments?.[0]?.value;
    return value?.kind === Kind.STRING ? value.value : undefined;
  });
  expect(new Set(tags)).toEqual(new Set(named));
});

describe('_entities', () => {
  test('finds a service by its id, and by its account and name', async () => {
    const { data, errors } = await readEntities(PAYMENTS, byName(' Payments Gateway '), byName('No such service'));
    expect(errors).toBeUndefined();
    expect(data).toEqual({ _entities: [FOUND, FOUND, null] });
  });

  test('returns the other entities when one is refused', async () => {
    const { data, errors } = await readEntities({ ...PAYMENTS, __typename: 'Team' }, PAYMENTS);
    expect(data).toEqual({ _entities: [null, FOUND] });
    expect(errors).toMatchObject([
      { path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT', field: ['representations', '0', 'id'] } },
    ]);
  });

  test('names what is wrong with a blank name, and returns the other entities', async () => {
    const { data, errors } = await readEntities(byName(' '), byName('Payments Gateway'));
    expect(data).toEqual({ _entities: [null, FOUND] });
    expect(errors).toMatchObject([
      {
        message: 'The `name` of the representation is blank. Send the name of a service.',
        path: ['_entities', 0],
        extensions: { code: 'BAD_USER_INPUT', field: ['representations', '0', 'name'] },
      },
    ]);
  });

  test.each<[string, unknown]>([
    ['without a key', { __typename: 'PagerDutyService', name: 'Payments Gateway' }],
    ['with the key of another type', { ...byName('x'), __typename: 'Team' }],
    ['without a type', { id: PAYMENTS.id }],
    ['of a type that has no reads', { __typename: 'Priority', id: 'pagerduty://main/Priority/P1' }],
    ['of an unknown account', { ...byName('Payments Gateway'), account: 'other' }],
    ['that is a text', 'Payments Gateway'],
  ])('refuses a representation %s before any call', async (_, representation) => {
    const { data, errors } = await readEntities(representation);
    expect(data).toEqual({ _entities: [null] });
    expect(errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(gateway.sent).toEqual([]);
  });

  test.each([
    'services(first: 100)',
    'users(first: 100)',
    'incidents(first: 100, filter: { statuses: [TRIGGERED, ACKNOWLEDGED] })',
  ])('reads all of %s in one call', async (field) => {
    const representations = await listRepresentations(field);
    expect(representations.length).toBeGreaterThan(7);
    const earlier = gateway.sent.length;
    const read = 'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Node { id } } }';
    const { data, errors } = await gateway.run(read, { refs: representations });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ _entities: representations.map((one) => ({ id: (one as typeof PAYMENTS).id })) });
    expect(gateway.sent.length - earlier).toBe(1);
  });

  test('costs more with each representation, and has at most 500', async () => {
    const cost = async (count: number) => {
      const document = ENTITIES.replace('{', '{ rateLimit { cost }');
      const { data } = await gateway.run(document, { representations: Array.from({ length: count }, () => PAYMENTS) });
      return (data as { rateLimit: { cost: number } }).rateLimit.cost;
    };
    // One for the entry of the argument, five for the entity and its fields.
    expect((await cost(101)) - (await cost(1))).toBe(600);
    const earlier = gateway.sent.length;
    const { data, errors } = await readEntities(...Array.from({ length: 501 }, () => PAYMENTS));
    expect([data, gateway.sent.length]).toEqual([null, earlier]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['representations'] } }]);
  });
});

describe('a caller without the scope', () => {
  const restricted = sandboxGateway({ FEDERATION: 'on', ANONYMOUS_SCOPES: 'DESTINATIONS_READ' });

  test.each([PAYMENTS, byName('Payments Gateway')])('may not read %j', async (representation) => {
    const { data, errors } = await restricted.run(ENTITIES, { representations: [representation] });
    expect(data).toEqual({ _entities: [null] });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(restricted.sent).toEqual([]);
  });
});
