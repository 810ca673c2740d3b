import { gzipSync } from 'node:zlib';
import { afterEach, expect, it, jest } from '@jest/globals';
import { parseJson } from '../../../src/upstream/transport/json.js';
import { type LocalUpstream, READ, serveLocally, WRITE } from '../local-server.js';

let upstream: LocalUpstream | undefined;

afterEach(() => upstream?.close());

/** What an upstream's bodies say, one call after the other, and how many texts were parsed for it. */
async function told(bodies: readonly Buffer[], { endpoint = READ, encoding = 'identity' } = {}) {
  const parse = jest.fn(parseJson);
  const left = [...bodies];
  upstream = await serveLocally(
    (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(left.shift()),
    { parse },
  );
  const said: unknown[] = [];
  for (const [at] of bodies.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- one call after the other
    const answer = await upstream.transport.send({ endpoint, method: 'GET', path: `/things?since=${at}` });
    said.push({ text: answer.text, json: answer.json() });
  }
  return { said, parsed: parse.mock.calls.length };
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const saying = (value: unknown) => ({ text: JSON.stringify(value), json: value });

it('a body that comes again and again is parsed twice, by whatever path it is asked for', async () => {
  const body = json({ things: ['né'] });
  const { said, parsed } = await told([body, body, body, body]);
  expect(said).toEqual(Array.from({ length: 4 }, () => saying({ things: ['né'] })));
  expect(parsed).toBe(2);
});

it('so is a compressed one', async () => {
  const body = gzipSync(json({ things: [1] }));
  const { said, parsed } = await told([body, body, body], { encoding: 'gzip' });
  expect(said).toEqual(Array.from({ length: 3 }, () => saying({ things: [1] })));
  expect(parsed).toBe(2);
});

it('one that differs by a single letter is read for itself', async () => {
  const [one, other] = [json({ status: 'on' }), json({ status: 'no' })];
  const { said } = await told([one, one, one, other, one, other, other, other]);
  const [on, no] = [saying({ status: 'on' }), saying({ status: 'no' })];
  expect(said).toEqual([on, on, on, no, on, no, no, no]);
});

it('the same bytes said to be in another encoding are other words', async () => {
  const bytes = gzipSync('{"things":[1]}');
  const encodings = ['gzip', 'gzip', 'identity', 'gzip'];
  upstream = await serveLocally((_, response) =>
    response.writeHead(200, { 'content-encoding': encodings.shift() }).end(bytes),
  );
  const { transport } = upstream;
  const ask = async () => (await transport.send({ endpoint: READ, method: 'GET', path: '/things' })).json();
  const things = { things: [1] };
  expect([await ask(), await ask(), await ask(), await ask()]).toEqual([things, things, undefined, things]);
});

it.each([
  { others: 1, readAgain: 0 },
  { others: 3, readAgain: 2 },
])('after $others others of a megabyte it is read $readAgain times more', async ({ others, readAgain }) => {
  const body = json({ things: [1] });
  const large = Array.from({ length: others }, (_, index) => json('x'.repeat(1_000_000 + index)));
  const { parsed } = await told([body, body, ...large.flatMap((one) => [one, one]), body, body]);
  expect(parsed).toBe(2 + 2 * others + readAgain);
});

it('what is no JSON stays none', async () => {
  const { said } = await told([Buffer.from('<p>'), Buffer.from('<p>'), Buffer.from('<p>')]);
  expect(said).toEqual(Array.from({ length: 3 }, () => ({ text: '<p>', json: undefined })));
});

it('the answer to a write is parsed each time, for it will not come again', async () => {
  const body = json({ thing: 1 });
  const { parsed } = await told([body, body, body, body], { endpoint: WRITE });
  expect(parsed).toBe(4);
});
