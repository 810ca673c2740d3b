import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { request } from 'undici';
import Fastify, { type InjectOptions } from 'fastify';
import { registerCompression } from '../../../src/server/http/compression.js';
import { sandboxGateway } from '../../operations/sandbox-gateway.js';

const FULL_LIST = `{ incidents(first: 100) { nodes { id number title status urgency createdAt service { id name } assignees { name email } } } }`;

/** Without `fetch`, which would decompress the response and add a header. */
async function sendRaw(url: string, accepted: string | undefined, query = FULL_LIST, method = 'POST') {
  const { statusCode, headers, body } = await request(url, {
    method: method as 'POST',
    headers: { 'content-type': 'application/json', ...(accepted === undefined ? {} : { 'accept-encoding': accepted }) },
    ...(method === 'POST' ? { body: JSON.stringify({ query }) } : {}),
  });
  return { statusCode, headers, bytes: Buffer.from(await body.arrayBuffer()) };
}

describe('a caller who accepts compressed responses', () => {
  const gateway = sandboxGateway();
  const ask = (accepted?: string, query?: string) => sendRaw(`${gateway.url}/graphql`, accepted, query);

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('gets a list as %s, the first time and from the cache', async (encoding, unpack) => {
    const plain = await ask();
    for (const result of [await ask(encoding), await ask(encoding)]) {
      expect(result.headers).toMatchObject({
        'content-encoding': encoding,
        'content-type': 'application/json; charset=utf-8',
        vary: expect.stringContaining('accept-encoding'),
      });
      expect(result.bytes.length * 4).toBeLessThan(plain.bytes.length);
      expect(JSON.parse(unpack(result.bytes).toString())).toEqual(JSON.parse(plain.bytes.toString()));
    }
  });

  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=0.5, br;q=0.4', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['deflate', undefined],
    ['gzip;q=0', undefined],
    ['identity', undefined],
    [undefined, undefined],
  ])('with %p gets %p', async (accepted, encoding) => {
    expect((await ask(accepted)).headers['content-encoding']).toBe(encoding);
  });

  test('gets a small response uncompressed', async () => {
    expect((await ask('gzip', '{ __typename }')).headers).not.toHaveProperty('content-encoding');
  });

  test('gets a long error compressed', async () => {
    const query = `{ ${Array.from({ length: 10 }, (_, index) => `nothing${index}${'x'.repeat(200)}`).join(' ')} }`;
    expect((await ask('gzip', query)).headers['content-encoding']).toBe('gzip');
  });

  test.each(['GET', 'HEAD'])('may request health by %s', async (method) => {
    const result = await sendRaw(`${gateway.url}/health/live`, 'gzip', '', method);
    expect([result.statusCode, result.headers['content-encoding']]).toEqual([200, undefined]);
  });

  test('gets the playground’s page compressed', async () => {
    const headers = { accept: 'text/html', 'accept-encoding': 'br' };
    const response = await fetch(`${gateway.url}/graphql`, { headers });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('vary')).toBe('accept, accept-encoding');
    expect(await response.text()).toContain('<!doctype html>');
  });
});

describe('a gateway without compression', () => {
  const gateway = sandboxGateway({ COMPRESS: 'off' });

  test('sends all responses uncompressed', async () => {
    const result = await sendRaw(`${gateway.url}/graphql`, 'gzip, br');
    expect(result.headers).not.toHaveProperty('content-encoding');
    expect(JSON.parse(result.bytes.toString())).toHaveProperty('data.incidents.nodes');
  });
});

async function compressedPayload(type: string, payload: string | Buffer, more: Readonly<Record<string, string>> = {}) {
  const app = Fastify();
  await registerCompression(app);
  app.get('/', async (_request, reply) => reply.headers({ 'content-type': type, ...more }).send(payload));
  const requested: InjectOptions = { url: '/', headers: { 'accept-encoding': 'gzip' } };
  const result = await app.inject(requested);
  await app.close();
  return result;
}

describe('a response', () => {
  test('that is an event stream stays uncompressed', async () => {
    const result = await compressedPayload('text/event-stream', 'data: {}\n\n'.repeat(500));
    expect(result.headers).not.toHaveProperty('content-encoding');
  });

  test('that is compressed is not compressed again', async () => {
    const result = await compressedPayload('application/json', Buffer.alloc(5_000, 1), { 'content-encoding': 'br' });
    expect([result.headers['content-encoding'], result.rawPayload.length]).toEqual(['br', 5_000]);
  });

  test('of 60 KB of JSON takes at most 10 ms of CPU', async () => {
    const nodes = Array.from({ length: 240 }, (_, number) => ({
      id: `pagerduty://main/Incident/Q${(number * 7919).toString(36)}`,
      number,
      title: `Booking API answers ${500 + (number % 7)} on db${number % 17}`,
      createdAt: new Date(1.7e12 + number * 1_234_567).toISOString(),
      service: { id: 'pagerduty://main/PagerDutyService/PSVC001', name: 'Booking API' },
    }));
    const text = JSON.stringify({ data: { incidents: { nodes } } });
    const times = 10;
    const app = Fastify();
    await registerCompression(app);
    app.get('/', async (_request, reply) => reply.type('application/json').send(text));
    const ask = () => app.inject({ url: '/', headers: { 'accept-encoding': 'br' } });
    await ask();
    const rounds: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const before = process.cpuUsage();
      for (let left = times; left > 0; left -= 1) await ask();
      const { user, system } = process.cpuUsage(before);
      rounds.push((user + system) / 1_000 / times);
    }
    await app.close();
    // The minimum of several runs, because other work of the process adds to it.
    expect(Math.min(...rounds)).toBeLessThan(10);
  });
});
