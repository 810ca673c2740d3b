import { expect, test } from '@jest/globals';
import { openDocument } from '../openapi/document.mjs';

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
