import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../../src/gateway.js';

const LEGACY_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

/** Accept headers of clients, and the expected media type. */
const ACCEPT_CASES: readonly (readonly [who: string, accept: string | undefined, type: string])[] = [
  ['nobody in particular', undefined, LEGACY_TYPE],
  ['fetch', '*/*', LEGACY_TYPE],
  ['any application', 'application/*', LEGACY_TYPE],
  ['an old client', 'application/json', LEGACY_TYPE],
  ['a strict client', 'application/graphql-response+json', GRAPHQL_TYPE],
  ['Apollo Client 4', 'application/graphql-response+json,application/json;q=0.9', GRAPHQL_TYPE],
  ['graphql-request', 'application/graphql-response+json, application/json', GRAPHQL_TYPE],
  [
    'urql',
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    GRAPHQL_TYPE,
  ],
  ['who prefers the older one', 'application/graphql-response+json;q=0.5, application/json', LEGACY_TYPE],
  ['who prefers the newer one, told last', 'application/json;q=0.5, application/graphql-response+json', GRAPHQL_TYPE],
  ['who refuses the older one', '*/*, application/json;q=0', GRAPHQL_TYPE],
  ['who spells out the characters', 'application/graphql-response+json; charset=utf-8', GRAPHQL_TYPE],
];

let gateway: Gateway;
beforeAll(async () => {
  gateway = await createGateway({ config: readConfig({ LOG_LEVEL: 'silent' }) });
});
afterAll(() => gateway.stop());

async function sendRequest(accept: string | undefined, payload: object | string, more: Record<string, string> = {}) {
  const headers = { 'content-type': 'application/json', ...(accept === undefined ? {} : { accept }), ...more };
  return gateway.app.inject({ method: 'POST', url: '/graphql', headers, payload });
}

describe.each(ACCEPT_CASES)('the media type for %s (%s)', (_who, accept, type) => {
  const typeOf = async (...requested: [payload: object | string, more?: Record<string, string>]) =>
    (await sendRequest(accept, ...requested)).headers['content-type'];

  test('is the same for a new and for a cached operation', async () => {
    const query = '{ viewer { name } }';
    const types = [await typeOf({ query }), await typeOf({ query }), await typeOf({ query })];
    expect(types).toEqual([type, type, type]);
  });

  test('is the same for data, errors and refusals', async () => {
    const types = [
      await typeOf({ query: '{ nothing }' }),
      await typeOf({}),
      await typeOf('{'),
      await typeOf('<a/>', { 'content-type': 'text/xml' }),
      await typeOf({ query: '{ viewer { name } }' }, { authorization: 'Bearer wrong' }),
      await typeOf({ query: '{ viewer { name } }' }, { 'content-encoding': 'gzip' }),
    ];
    expect(types).toEqual(types.map(() => type));
  });
});

test('is JSON for a client that accepts no media type of GraphQL', async () => {
  const { statusCode, headers } = await sendRequest('image/png', { query: '{ viewer { name } }' });
  expect([statusCode, headers['content-type']]).toEqual([406, LEGACY_TYPE]);
});

describe('an invalid document has status 200', () => {
  test.each([
    ['application/json', 200],
    ['application/graphql-response+json;q=0.5, application/json', 200],
    ['application/json;q=0.5, application/graphql-response+json', 400],
    ['*/*', 400],
  ])('only for clients that name application/json and get it: %s', async (accept, status) => {
    expect((await sendRequest(accept, { query: '{ nothing }' })).statusCode).toBe(status);
  });
});
