import { describe, expect, test } from '@jest/globals';
import type { InjectOptions } from 'fastify';
import { request } from 'undici';
import { sha256, liveGateways, type LiveGateway } from '../harness.js';

const { open, writeFile } = liveGateways();

const READER = 'pg_the-key-of-a-reader';
const WRITER = 'pg_the-key-of-a-writer';
const VIEWER = '{ viewer { name } }';
const RESOLVE = 'resolveIncident(input: { incident: { number: 1 } }) { changed }';

const openGateway = (more: Record<string, string> = {}) => {
  const keys = [
    { name: 'reader', sha256: sha256(READER), scopes: ['INCIDENTS_READ'] },
    { name: 'writer', sha256: sha256(WRITER), scopes: ['INCIDENTS_WRITE'] },
  ];
  return open({ API_KEYS_FILE: writeFile('keys.json', keys), ...more });
};

async function inject({ gateway }: LiveGateway, options: InjectOptions): Promise<{ status: number; code: unknown }> {
  const response = await gateway.app.inject({ method: 'POST', url: '/graphql', ...options });
  const { errors = [] } = response.json<{ errors?: { extensions: { code: string } }[] }>();
  return { status: response.statusCode, code: errors[0]?.extensions.code };
}

const requestAs = (key: string, payload: object | string) => ({
  headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  payload,
});

const getRequestAs = (key: string, parameters: Record<string, string>) => ({
  method: 'GET' as const,
  url: `/graphql?${new URLSearchParams(parameters).toString()}`,
  headers: { authorization: `Bearer ${key}`, 'apollo-require-preflight': '1' },
});

describe('credentials', () => {
  test.each([
    ['a right one first', [READER, 'pg_wrong']],
    ['a right one last', ['pg_wrong', READER]],
    ['two right ones', [READER, WRITER]],
  ])('in two headers are refused as ambiguous: %s', async (_what, shown) => {
    const { url } = await openGateway();
    const headers = ['content-type', 'application/json', ...shown.flatMap((key) => ['Authorization', `Bearer ${key}`])];
    const body = JSON.stringify({ query: VIEWER });
    const response = await request(`${url}/graphql`, { method: 'POST', headers, body });
    await response.body.dump();
    expect(response.statusCode).toBe(401);
  });

  test.each([
    ['a tab instead of a space', `Bearer\t${READER}`],
    ['letters of other alphabets', 'Bearer pg_\u00e9'],
    ['more than one word', `Bearer ${READER} ${READER}`],
    ['an empty header', ''],
    ['twelve thousand letters', `Bearer ${'x'.repeat(12_000)}`],
  ])('with %s are a 401', async (_what, authorization) => {
    const house = await openGateway({ ANONYMOUS_SCOPES: 'INCIDENTS_READ' });
    expect((await inject(house, { headers: { authorization }, payload: { query: VIEWER } })).status).toBe(401);
  });

  test('are read from no other place', async () => {
    const house = await openGateway();
    const url = `/graphql?access_token=${READER}`;
    const headers = { 'proxy-authorization': `Bearer ${READER}`, cookie: `authorization=Bearer ${READER}` };
    expect((await inject(house, { url, headers, payload: { query: VIEWER } })).status).toBe(401);
  });
});

describe('a mutation', () => {
  test.each([
    ['in a fragment', { query: `mutation { ...F } fragment F on Mutation { ${RESOLVE} }` }],
    ['beside a query', { query: `query A ${VIEWER} mutation B { ${RESOLVE} }`, operationName: 'B' }],
  ])('%s is not run by GET', async (_what, parameters) => {
    const house = await openGateway();
    expect(await inject(house, getRequestAs(WRITER, parameters))).toEqual({ status: 405, code: 'BAD_REQUEST' });
    expect(house.calls()).toEqual([]);
  });

  test('is checked as the operation that runs, not as the first one', async () => {
    const house = await openGateway();
    const payload = { query: `query A ${VIEWER} mutation B { ${RESOLVE} }`, operationName: 'B' };
    expect((await inject(house, requestAs(READER, payload))).code).toBe('FORBIDDEN');
    expect(house.calls()).toEqual([]);
  });
});

describe('a hash', () => {
  test('of another text is refused', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256('{ another }') } };
    expect(await inject(await openGateway(), requestAs(READER, { query: VIEWER, extensions }))).toEqual({
      status: 400,
      code: 'BAD_REQUEST',
    });
  });

  test('runs with the scopes of the caller, not of the one who registered it', async () => {
    const house = await openGateway();
    const query = `mutation { ${RESOLVE} }`;
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(query) } };
    await inject(house, requestAs(WRITER, { query, extensions }));
    const before = house.calls().length;
    expect((await inject(house, requestAs(READER, { extensions }))).code).toBe('FORBIDDEN');
    expect(house.calls()).toHaveLength(before);
  });
});

describe('names of inherited properties', () => {
  test.each([
    [
      'variables',
      '{"query":"{ viewer { name } }","variables":{"__proto__":{"scopes":["INCIDENTS_WRITE"]}}}',
      'BAD_REQUEST',
    ],
    ['extensions', '{"query":"{ viewer { name } }","extensions":{"constructor":{"prototype":{}}}}', 'BAD_REQUEST'],
    ['an operation', { query: `query A ${VIEWER}`, operationName: 'constructor' }, 'OPERATION_RESOLUTION_FAILURE'],
    ['an account', { query: '{ incidents(account: "__proto__") { nodes { id } } }' }, 'BAD_USER_INPUT'],
    ['an id’s account', { query: '{ node(id: "pagerduty://constructor/Incident/P1") { id } }' }, 'BAD_USER_INPUT'],
    ['an id’s type', { query: '{ node(id: "pagerduty://main/constructor/P1") { id } }' }, 'BAD_USER_INPUT'],
  ])('name nothing: %s', async (_what, payload, code) => {
    const house = await openGateway();
    expect((await inject(house, requestAs(READER, payload))).code).toBe(code);
    expect(house.calls()).toEqual([]);
  });
});
