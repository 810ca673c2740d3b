import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { Endpoint } from '../../../../src/upstream/transport/endpoint.js';
import { type LocalUpstream, READ, serveLocally, WRITE } from '../../local-server.js';

let upstream: LocalUpstream;
let sent: { readonly bytes: Buffer; readonly encoding?: string }[];

const secrets = {
  matches: jest.fn((text: string) => text.includes('secret')),
  redact: (body: unknown) => void Reflect.deleteProperty(body as object, 'secret'),
};

beforeEach(async () => {
  sent = [];
  secrets.matches.mockClear();
  const result = (): [number, Record<string, string>] => [200, { 'content-encoding': sent[0]?.encoding ?? 'identity' }];
  upstream = await serveLocally((_, response) => response.writeHead(...result()).end(sent.shift()?.bytes), {
    redactor: secrets,
  });
});

afterEach(() => upstream.close());

const jsonBuffer = (value: unknown) => Buffer.from(JSON.stringify(value));

/** The parsed bodies of consecutive calls with different paths. */
async function readBodies(
  bodies: readonly Buffer[],
  { endpoint = READ, encoding = 'identity' } = {},
): Promise<unknown[]> {
  return readResponses(
    bodies.map((bytes) => ({ bytes, encoding })),
    endpoint,
  );
}

async function readResponses(responses: typeof sent, endpoint: Endpoint = READ): Promise<unknown[]> {
  const said: unknown[] = [];
  for (const [at, result] of responses.entries()) {
    sent.push(result);
    // oxlint-disable-next-line no-await-in-loop -- one call after the other
    said.push((await upstream.transport.send({ endpoint, method: 'GET', path: `/things?since=${at}` })).json());
  }
  return said;
}

/** The number of parsed texts: each is searched for secrets once. */
const redactionCount = () => secrets.matches.mock.calls.length;

it('a body is parsed once, however often it repeats', async () => {
  const things = { things: ['né'] };
  const body = jsonBuffer(things);
  expect(await readBodies([body, body, body, body])).toEqual([things, things, things, things]);
  expect(redactionCount()).toBe(2);
});

it('a compressed body is parsed once too', async () => {
  const things = { things: [1] };
  const body = gzipSync(jsonBuffer(things));
  expect(await readBodies([body, body, body], { encoding: 'gzip' })).toEqual([things, things, things]);
  expect(redactionCount()).toBe(2);
});

it('a body that differs by a single letter is parsed', async () => {
  const [on, no] = [{ status: 'on' }, { status: 'no' }];
  const turns = [on, on, on, no, on, no, no, no];
  expect(await readBodies(turns.map(jsonBuffer))).toEqual(turns);
});

it('a body in chunks that differs in its last letter is parsed', async () => {
  const [on, no] = ['on', 'no'].map((end) => 'x'.repeat(200_000) + end);
  const turns = [on, on, on, no, on];
  expect(await readBodies(turns.map(jsonBuffer))).toEqual(turns);
  expect(redactionCount()).toBe(4);
});

it('concurrent calls get their own bodies', async () => {
  const echo = await serveLocally(({ url }, response) => response.end(JSON.stringify({ of: url?.split('?')[0] })));
  const paths = Array.from({ length: 60 }, (_, at) => `/things/${at % 3}?at=${10 + at}`);
  const responses = paths.map((path) => echo.transport.send({ endpoint: READ, method: 'GET', path }));
  const said = (await Promise.all(responses)).map((result) => result.json());
  await echo.close();
  expect(said).toEqual(paths.map((_, at) => ({ of: `/prefix/things/${at % 3}` })));
});

it('the same bytes in another encoding are another body', async () => {
  const bytes = gzipSync('{"things":[1]}');
  const things = { things: [1] };
  const encodings = ['gzip', 'gzip', 'identity', 'gzip'];
  expect(await readResponses(encodings.map((encoding) => ({ bytes, encoding })))).toEqual([
    things,
    things,
    undefined,
    things,
  ]);
});

it.each([
  { others: 1, readAgain: 0 },
  { others: 3, readAgain: 2 },
])('after $others others of half a megabyte it is parsed $readAgain times more', async ({ others, readAgain }) => {
  const body = jsonBuffer({ things: [1] });
  const large = Array.from({ length: others }, (_, index) => jsonBuffer('x'.repeat(500_000 + index)));
  await readBodies([body, body, ...large.flatMap((one) => [one, one]), body, body]);
  expect(redactionCount()).toBe(2 + 2 * others + readAgain);
});

it('one of more than half of the cache evicts nothing', async () => {
  const [small, large] = [jsonBuffer({ things: [1] }), jsonBuffer('x'.repeat(800_000))];
  await readBodies([small, small, large, large, large, small]);
  expect(redactionCount()).toBe(2 + 3);
});

it('secrets are removed, and a body with a secret is not cached', async () => {
  const body = jsonBuffer({ name: 'Ada', secret: 'link' });
  const ada = { name: 'Ada' };
  expect(await readBodies([body, body, body, body])).toEqual([ada, ada, ada, ada]);
  expect(redactionCount()).toBe(4);
});

it('invalid JSON stays invalid', async () => {
  const page = Buffer.from('<p>');
  expect(await readBodies([page, page, page])).toEqual([undefined, undefined, undefined]);
});

it('the response to a write is parsed each time, because it may be a secret', async () => {
  const body = jsonBuffer({ thing: 1 });
  await readBodies([body, body, body, body], { endpoint: WRITE });
  expect(redactionCount()).toBe(4);
});
