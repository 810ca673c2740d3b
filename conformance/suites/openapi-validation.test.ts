import { expect, test } from '@jest/globals';
import { openDocument } from '../openapi/document.mjs';
import { isInjectedFault, vendorOf } from '../openapi/recorded-exchanges.mjs';
import { findUnprovenOperations } from '../openapi/unproven-operations.mjs';

const NUMBER = { type: 'number' };

const OPENAPI_DOCUMENT = JSON.stringify({
  openapi: '3.0.3',
  info: { title: 'Tides', version: '1' },
  servers: [{ url: 'https://tides.example.com/v1' }],
  paths: {
    '/tides': {
      get: {
        operationId: 'listTides',
        parameters: [
          { name: 'Accept', in: 'header', required: true, schema: { type: 'string', enum: ['never sent'] } },
          { name: 'port', in: 'query', required: true, schema: { type: 'string' } },
          { name: 'kinds[]', in: 'query', schema: { type: 'string', enum: ['high', 'low'] } },
        ],
        responses: {
          200: {
            description: 'Tides',
            content: { 'application/json': { schema: { type: 'object', properties: { height: NUMBER } } } },
          },
          404: { description: 'No such port' },
        },
      },
    },
  },
});

const recordedRequest = (url: string) => ({ method: 'GET', url: `/v1${url}`, headers: {}, body: '', response: null });

const recordedResponse = (status: number, body: string, type = 'application/json') => ({
  ...recordedRequest('/tides?port=ystad'),
  response: { status, headers: { 'content-type': type }, body },
});

const nullHeight = {
  amend: (document: object) => {
    Object.assign(
      document,
      JSON.parse(
        JSON.stringify(document).replace(JSON.stringify(NUMBER), JSON.stringify({ ...NUMBER, nullable: true })),
      ),
    );
  },
};

test.each([
  ['a missing parameter', '/tides', /required property 'port'/],
  ['an undeclared parameter', '/tides?port=ystad&moon=new', /must NOT have additional properties/],
  ['one invalid value of a repeated parameter', '/tides?port=ystad&kinds[]=low&kinds[]=spring', /allowed values/],
  ['an unknown operation', '/moons', /is not an operation/],
])('%s is a violation', async (_, url, words) => {
  const document = await openDocument(OPENAPI_DOCUMENT, []);
  expect(document.validateRequest(recordedRequest(url))).toEqual([expect.stringMatching(words)]);
});

test('a declared request passes, with repeated parameters and any Accept header', async () => {
  const document = await openDocument(OPENAPI_DOCUMENT, []);
  expect(document.validateRequest(recordedRequest('/tides?port=ystad&kinds[]=low&kinds[]=high'))).toEqual([]);
});

test.each([
  ['a field of the wrong type', recordedResponse(200, '{"height":"tall"}'), /height must be number/],
  ['an undeclared status', recordedResponse(500, '{}'), /500 is not declared/],
  ['an undeclared media type', recordedResponse(200, 'tall', 'text/plain'), /has the media type text\/plain/],
  ['an undeclared body', recordedResponse(404, 'gone'), /has a body/],
])('%s is a violation', async (_, exchange, words) => {
  const document = await openDocument(OPENAPI_DOCUMENT, []);
  expect(document.validateResponse(exchange)).toEqual([expect.stringMatching(words)]);
});

test('a deviation is written into the document', async () => {
  const exchange = recordedResponse(200, '{"height":null}');
  expect((await openDocument(OPENAPI_DOCUMENT, [])).validateResponse(exchange)).toHaveLength(1);
  expect((await openDocument(OPENAPI_DOCUMENT, [nullHeight])).validateResponse(exchange)).toEqual([]);
});

const sentBy = (agent: string, status: number) => ({
  ...recordedResponse(status, '{}'),
  headers: { 'user-agent': agent },
});

test.each([
  ['proven if the sandbox accepts it from the vendor’s client', [sentBy('pdjs/2.0.0 (v20)', 200)], []],
  ['not proven by a refusal', [sentBy('pdjs/2.0.0 (v20)', 400)], ['listTides']],
  ['not proven by a test', [sentBy('node', 200)], ['listTides']],
])('an operation of the gateway is %s', async (_, others, unproven) => {
  const { nameOperation } = await openDocument(OPENAPI_DOCUMENT, []);
  expect(findUnprovenOperations(nameOperation, [sentBy('pagergraph', 404), ...others])).toEqual(unproven);
});

test.each([
  ['change events', '/v2/change/enqueue', 'pagerduty'],
  ['alert events, which have no document', '/v2/enqueue', undefined],
  ['incidents', '/incidents?limit=1', 'pagerduty'],
  ['policies', '/client/v4/accounts/1/alerting/v3/policies', 'cloudflare'],
])('%s belong to the right vendor', (_, url, vendor) => {
  expect(vendorOf({ ...recordedRequest('/'), url })).toBe(vendor);
});

test.each([
  ['/incidents', 'ratelimit-limit', false],
  ['/incidents', 'x-request-id', true],
  ['/v2/change/enqueue', 'x-request-id', false],
  ['/v2/change/enqueue', 'date', true],
])('a response to %s with only the header %s is an injected fault: %s', (url, name, isFault) => {
  const response = { status: 500, headers: { [name]: '1' }, body: '' };
  expect(isInjectedFault({ ...recordedRequest('/'), url, response })).toBe(isFault);
});
