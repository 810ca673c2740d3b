import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../../src/gateway.js';

const OLD = 'application/json; charset=utf-8';
const NEW = 'application/graphql-response+json; charset=utf-8';

/** What clients send, and what is for them. */
const ASKED: readonly (readonly [who: string, accept: string | undefined, type: string])[] = [
  ['nobody in particular', undefined, OLD],
  ['fetch', '*/*', OLD],
  ['any application', 'application/*', OLD],
  ['an old client', 'application/json', OLD],
  ['a strict client', 'application/graphql-response+json', NEW],
  ['Apollo Client 4', 'application/graphql-response+json,application/json;q=0.9', NEW],
  ['graphql-request', 'application/graphql-response+json, application/json', NEW],
  [
    'urql',
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    NEW,
  ],
  ['who prefers the older one', 'application/graphql-response+json;q=0.5, application/json', OLD],
  ['who prefers the newer one, told last', 'application/json;q=0.5, application/graphql-response+json', NEW],
  ['who refuses the older one', '*/*, application/json;q=0', NEW],
  ['who spells out the characters', 'application/graphql-response+json; charset=utf-8', NEW],
];

let gateway: Gateway;
beforeAll(async () => {
  gateway = await createGateway({ config: readConfig({ LOG_LEVEL: 'silent' }) });
});
afterAll(() => gateway.stop());

async function ask(accept: string | undefined, payload: object | string, more: Record<string, string> = {}) {
  const headers = { 'content-type': 'application/json', ...(accept === undefined ? {} : { accept }), ...more };
  return gateway.app.inject({ method: 'POST', url: '/graphql', headers, payload });
}

describe.each(ASKED)('the media type for %s (%s)', (_who, accept, type) => {
  const typeOf = async (...asked: [payload: object | string, more?: Record<string, string>]) =>
    (await ask(accept, ...asked)).headers['content-type'];

  test('is the same of an operation that is new and of one that is known', async () => {
    const query = '{ viewer { name } }';
    const types = [await typeOf({ query }), await typeOf({ query }), await typeOf({ query })];
    expect(types).toEqual([type, type, type]);
  });

  test('is the same of data, of every error and of every refusal', async () => {
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

test('who takes no media type of GraphQL is told so in JSON', async () => {
  const { statusCode, headers } = await ask('image/png', { query: '{ viewer { name } }' });
  expect([statusCode, headers['content-type']]).toEqual([406, OLD]);
});

describe('a bad document has status 200', () => {
  test.each([
    ['application/json', 200],
    ['application/graphql-response+json;q=0.5, application/json', 200],
    ['application/json;q=0.5, application/graphql-response+json', 400],
    ['*/*', 400],
  ])('only for who is answered in application/json and named it: %s', async (accept, status) => {
    expect((await ask(accept, { query: '{ nothing }' })).statusCode).toBe(status);
  });
});
