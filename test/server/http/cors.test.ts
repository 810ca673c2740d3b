import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../../src/gateway.js';

const LIVE_SETTINGS = { UPSTREAMS: 'live', PAGERDUTY_API_TOKEN: 'key', ANONYMOUS_SCOPES: 'INCIDENTS_READ' };

let gateway: Gateway | undefined;
afterEach(() => gateway?.stop());

async function preflight(origin: string, env: Record<string, string> = {}) {
  gateway = await createGateway({ config: readConfig({ LOG_LEVEL: 'silent', ...env }) });
  const headers = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
  return gateway.app.inject({ method: 'OPTIONS', url: '/graphql', headers });
}

describe('in the sandbox', () => {
  test.each(['http://localhost:5173', 'http://127.0.0.1:3000', 'http://[::1]:8080', 'http://shop.localhost:5173'])(
    'a page of %s may call without any setting',
    async (origin) => {
      const { statusCode, headers } = await preflight(origin);
      expect([statusCode, headers['access-control-allow-origin']]).toEqual([204, origin]);
    },
  );

  test.each(['https://page.example', 'http://localhost.page.example', 'null'])(
    'a page of %s may not',
    async (origin) => {
      const { statusCode, headers } = await preflight(origin);
      expect([statusCode, headers['access-control-allow-origin']]).toEqual([403, undefined]);
    },
  );
});

describe('live', () => {
  test('no page may call, and the response names the setting to allow it', async () => {
    const response = await preflight('http://localhost:5173', LIVE_SETTINGS);
    expect(response.statusCode).toBe(403);
    expect(response.json().errors[0]).toMatchObject({
      message: expect.stringContaining('ALLOWED_ORIGINS'),
      extensions: { code: 'FORBIDDEN' },
    });
  });

  test('a page of an allowed origin may', async () => {
    const origin = 'https://app.example.com';
    const { statusCode, headers } = await preflight(origin, { ...LIVE_SETTINGS, ALLOWED_ORIGINS: origin });
    expect([statusCode, headers['access-control-allow-origin']]).toEqual([204, origin]);
  });
});

describe('a page of an allowed origin can read a refusal', () => {
  const origin = 'https://app.example.com';
  const requested = { method: 'POST', url: '/graphql', payload: '{}' } as const;

  test.each([
    [401, { authorization: 'Bearer wrong' }],
    [404, { url: '/graphq' }],
    [413, { payload: `"${'x'.repeat(262_144)}"` }],
    [415, { 'content-encoding': 'gzip' }],
    [415, { 'content-type': 'text/xml' }],
    [417, { expect: 'the-impossible' }],
    [421, { host: 'rebound.example.com' }],
  ])(
    'with %i',
    async (status, { url = requested.url, payload = requested.payload, ...more }: Record<string, string>) => {
      gateway = await createGateway({ config: readConfig({ LOG_LEVEL: 'silent', ALLOWED_ORIGINS: origin }) });
      const headers = { origin, 'content-type': 'application/json', ...more };
      const response = await gateway.app.inject({ method: 'POST', url, payload, headers });
      expect([response.statusCode, response.headers['access-control-allow-origin']]).toEqual([status, origin]);
    },
  );

  test('with 503 while the gateway stops', async () => {
    gateway = await createGateway({ config: readConfig({ LOG_LEVEL: 'silent', ALLOWED_ORIGINS: origin }) });
    const { url } = await gateway.start();
    const { socket, said } = await openStoppingGateway(url);
    socket.write('GET /health/live HTTP/1.1\r\n');
    const closed = gateway.app.close();
    socket.write(`Host: localhost\r\nOrigin: ${origin}\r\n\r\n`);
    expect(await said).toMatch(/^HTTP\/1\.1 503 .*access-control-allow-origin: https:\/\/app\.example\.com\r\n/s);
    await closed;
  });
});

async function openStoppingGateway(url: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  return { socket, said: text(socket) };
}
