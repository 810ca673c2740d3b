import { afterEach, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';

const LIVE = { UPSTREAMS: 'live', PAGERDUTY_API_TOKEN: 'key', ANONYMOUS_SCOPES: 'INCIDENTS_READ' };

let gateway: Gateway | undefined;
afterEach(() => gateway?.stop());

async function preflight(origin: string, env: Record<string, string> = {}) {
  gateway = await createGateway({ config: readConfig({ LOG_LEVEL: 'silent', ...env }) });
  const headers = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
  return gateway.app.inject({ method: 'OPTIONS', url: '/graphql', headers });
}

describe('in the sandbox', () => {
  test.each(['http://localhost:5173', 'http://127.0.0.1:3000', 'http://[::1]:8080', 'http://shop.localhost:5173'])(
    'a page of %s may call, without any setting',
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
  test('no page may call, and the answer names the setting that lets one in', async () => {
    const answer = await preflight('http://localhost:5173', LIVE);
    expect(answer.statusCode).toBe(403);
    expect(answer.json().errors[0]).toMatchObject({
      message: expect.stringContaining('ALLOWED_ORIGINS'),
      extensions: { code: 'FORBIDDEN' },
    });
  });

  test('a page of an allowed origin may', async () => {
    const origin = 'https://app.example.com';
    const { statusCode, headers } = await preflight(origin, { ...LIVE, ALLOWED_ORIGINS: origin });
    expect([statusCode, headers['access-control-allow-origin']]).toEqual([204, origin]);
  });
});
