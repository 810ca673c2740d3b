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

const recordedRequest = (url: string) => ({ method: 'GET', url: `/v1${url}`, headers: {}, body: '', answer: null });

const recordedResponse = (status: number, body: string, type = 'application/json') => ({
  ...recordedRequest('/tides?port=ystad'),
  answer: { status, headers: { 'content-type': type }, body },
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
  ['a parameter that is missing', '/tides', /required property 'port'/],
  ['a parameter that is not declared', '/tides?port=ystad&moon=new', /must NOT have additional properties/],
  ['one bad value of a repeated parameter', '/tides?port=ystad&kinds[]=low&kinds[]=spring', /allowed values/],
  ['an operation that there is not', '/moons', /is no operation/],
])('%s is told', async (_, url, words) => {
  const document = await openDocument(OPENAPI_DOCUMENT, []);
  expect(document.request(recordedRequest(url))).toEqual([expect.stringMatching(words)]);
});

test('a request as declared passes, repeated parameters included, whatever it accepts', async () => {
  const document = await openDocument(OPENAPI_DOCUMENT, []);
  expect(document.request(recordedRequest('/tides?port=ystad&kinds[]=low&kinds[]=high'))).toEqual([]);
});

test.each([
  ['a field of another type', recordedResponse(200, '{"height":"tall"}'), /height must be number/],
  ['a status that is not declared', recordedResponse(500, '{}'), /500 is not declared/],
  ['another media type', recordedResponse(200, 'tall', 'text/plain'), /is text\/plain/],
  ['a body where none is declared', recordedResponse(404, 'gone'), /has a body/],
])('%s is told', async (_, exchange, words) => {
  const document = await openDocument(OPENAPI_DOCUMENT, []);
  expect(document.answer(exchange)).toEqual([expect.stringMatching(words)]);
});

test('an exception is written into the document', async () => {
  const exchange = recordedResponse(200, '{"height":null}');
  expect((await openDocument(OPENAPI_DOCUMENT, [])).answer(exchange)).toHaveLength(1);
  expect((await openDocument(OPENAPI_DOCUMENT, [nullHeight])).answer(exchange)).toEqual([]);
});
