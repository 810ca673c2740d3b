import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/config/config-error.js';
import { readConfig } from '../../src/config/read-config.js';
import { SCOPES } from '../../src/config/scopes.js';

const ACCOUNT = '023e105f4ecef8ad9ca31a8372d0c353';

/** Live mode requires caller authentication or anonymous scopes. */
const openAccess = { ANONYMOUS_SCOPES: 'INCIDENTS_READ' };

function readMistakes(env: Record<string, string | undefined>, readFile?: (path: string) => string): readonly string[] {
  try {
    readConfig(env, readFile);
  } catch (error) {
    if (error instanceof ConfigError) return error.errors;
    throw error;
  }
  return [];
}

function throwUnreadable(): string {
  throw new Error('ENOENT /run/secret-path');
}

describe('without any setting', () => {
  test('the gateway serves the sandbox on 127.0.0.1:4000 with playground and introspection', () => {
    expect(readConfig({})).toEqual({
      allowedHosts: [],
      host: '127.0.0.1',
      port: 4000,
      mode: 'sandbox',
      outbox: { ttlSeconds: 3600 },
      pagerduty: { byKey: {} },
      cloudflare: { byKey: {} },
      deadlineMs: 10_000,
      tryTimeoutMs: 4_000,
      idempotencyTtlSeconds: 86_400,
      referenceCacheSeconds: 30,
      livePollSeconds: 5,
      shutdownDelaySeconds: 0,
      callerAuth: { anonymousScopes: SCOPES },
      callerRateLimit: 600,
      limits: {
        tokens: 1000,
        depth: 10,
        aliases: 15,
        rootFields: 10,
        complexity: 5000,
        bodyBytes: 262_144,
        responseBytes: 16_777_216,
      },
      allowedOrigins: [],
      allowedHeaders: [],
      compress: true,
      subscriptions: { max: 10_000, maxPerCaller: 50 },
      trustProxy: 0,
      fromMayAcknowledge: false,
      federation: false,
      introspection: true,
      playground: true,
      board: true,
      sandboxActivity: true,
      logLevel: 'info',
    });
  });

  test('production must set UPSTREAMS', () => {
    expect(readMistakes({ NODE_ENV: 'production' })).toEqual([
      'Set UPSTREAMS to `sandbox` or `live`: it is required when NODE_ENV=production.',
    ]);
    expect(readMistakes({ NODE_ENV: 'production', UPSTREAMS: 'sandbox' })).toEqual([]);
  });
});

describe('live', () => {
  test('one PagerDuty key is enough and turns playground, board and introspection off', () => {
    const config = readConfig({ ...openAccess, PAGERDUTY_API_TOKEN: 'key', PAGERDUTY_FROM: 'ops@example.com' });
    expect(config.mode).toBe('live');
    expect(config.pagerduty).toEqual({
      byKey: {
        main: {
          baseUrl: 'https://api.pagerduty.com',
          eventsUrl: 'https://events.pagerduty.com',
          region: 'US',
          apiToken: 'key',
          from: 'ops@example.com',
          routingKeys: {},
        },
      },
      defaultKey: 'main',
    });
    expect(config.cloudflare).toEqual({ byKey: {} });
    expect([config.playground, config.board, config.introspection]).toEqual([false, false, false]);
  });

  test('Cloudflare alone is enough', () => {
    const consentUrl = 'https://example.com/link/{token}';
    const config = readConfig({
      ...openAccess,
      CLOUDFLARE_API_TOKEN: 'key',
      CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
      CLOUDFLARE_PAGERDUTY_CONSENT_URL: consentUrl,
    });
    expect(config.pagerduty).toEqual({ byKey: {} });
    expect(config.cloudflare).toEqual({
      byKey: {
        main: { baseUrl: 'https://api.cloudflare.com/client/v4', accountId: ACCOUNT, apiToken: 'key', consentUrl },
      },
      defaultKey: 'main',
    });
  });

  test('the live feed polls every 5 to 60 seconds and knows its webhook subscription', () => {
    const env = { ...openAccess, PAGERDUTY_API_TOKEN: 'key' };
    const config = readConfig({ ...env, LIVE_POLL_SECONDS: '15', WEBHOOK_SUBSCRIPTION_ID: 'PY1OL64' });
    expect(config.livePollSeconds).toBe(15);
    expect(config.pagerduty.byKey['main']?.webhookSubscriptionId).toBe('PY1OL64');
    expect(readMistakes({ ...env, LIVE_POLL_SECONDS: '4', WEBHOOK_SUBSCRIPTION_ID: 'a/b' })).toEqual([
      'WEBHOOK_SUBSCRIPTION_ID must be an id of letters and digits such as PY1OL64.',
      'LIVE_POLL_SECONDS must be a whole number from 5 to 60.',
    ]);
  });

  test('the EU region has its own base URL', () => {
    const { pagerduty } = readConfig({ ...openAccess, PAGERDUTY_API_TOKEN: 'key', PAGERDUTY_REGION: 'eu' });
    expect(pagerduty.byKey['main']).toMatchObject({
      baseUrl: 'https://api.eu.pagerduty.com',
      eventsUrl: 'https://events.eu.pagerduty.com',
      region: 'EU',
    });
  });

  test('a custom base URL makes the region custom and loses its trailing slash', () => {
    const { pagerduty } = readConfig({
      ...openAccess,
      PAGERDUTY_API_TOKEN: 'key',
      PAGERDUTY_BASE_URL: 'http://127.0.0.1:9999/',
    });
    expect(pagerduty.byKey['main']).toMatchObject({ baseUrl: 'http://127.0.0.1:9999', region: 'CUSTOM' });
  });

  test('an OAuth app replaces a key', () => {
    const { mode, pagerduty } = readConfig({
      ...openAccess,
      PAGERDUTY_CLIENT_ID: 'id',
      PAGERDUTY_CLIENT_SECRET: 'secret',
      PAGERDUTY_OAUTH_SCOPES: 'as_account-us.acme incidents.read',
    });
    const scopes = ['as_account-us.acme', 'incidents.read'];
    const tokenUrl = 'https://identity.pagerduty.com/oauth/token';
    expect(mode).toBe('live');
    expect(pagerduty.byKey['main']).toMatchObject({
      app: { tokenUrl, clientId: 'id', clientSecret: 'secret', scopes },
    });
  });

  test('an OAuth app must be complete and the only credential', () => {
    expect(readMistakes({ ...openAccess, PAGERDUTY_API_TOKEN: 'key', PAGERDUTY_CLIENT_ID: 'id' })).toEqual([
      'PAGERDUTY_CLIENT_ID, PAGERDUTY_CLIENT_SECRET, PAGERDUTY_OAUTH_SCOPES must be set together.',
      'PAGERDUTY_API_TOKEN and PAGERDUTY_CLIENT_ID are two credentials of one account; set only one of them.',
    ]);
  });

  test('routing keys have names, also from a file', () => {
    const keys = { monitoring: 'n0tARealRoutingKey'.padEnd(32, '0') };
    const env = { ...openAccess, PAGERDUTY_API_TOKEN: 'key', PAGERDUTY_EVENTS_URL: 'https://events.example/' };
    const { pagerduty } = readConfig({ ...env, PAGERDUTY_ROUTING_KEYS_FILE: '/run/keys' }, () => JSON.stringify(keys));
    expect(pagerduty.byKey['main']).toMatchObject({ routingKeys: keys, eventsUrl: 'https://events.example' });
    expect(readConfig({ ...env, PAGERDUTY_ROUTING_KEYS: JSON.stringify(keys) }).pagerduty).toEqual(pagerduty);
  });

  test('webhook secrets stand between commas, also in a file', () => {
    const env = { ...openAccess, PAGERDUTY_API_TOKEN: 'key' };
    const [old, renewed] = ['o'.repeat(64), 'n'.repeat(64)];
    const { pagerduty } = readConfig({ ...env, WEBHOOK_SECRETS: `${old}, ${renewed}` });
    expect(pagerduty.byKey['main']).toMatchObject({ webhookSecrets: [old, renewed] });
    const fromFile = readConfig({ ...env, WEBHOOK_SECRETS_FILE: '/run/hooks' }, () => `${old},${renewed}\n`);
    expect(fromFile.pagerduty).toEqual(pagerduty);
  });

  test.each(['short', ' , ', `${'x'.repeat(64)} ${'y'.repeat(64)}`, 'x'.repeat(300), `${'x'.repeat(16)},`.repeat(11)])(
    'the webhook secrets %j are a mistake',
    (secrets) => {
      const env = { ...openAccess, PAGERDUTY_API_TOKEN: 'key', WEBHOOK_SECRETS: secrets };
      expect(readMistakes(env)).toEqual([
        'WEBHOOK_SECRETS must be 1 to 10 secrets of 16 to 256 printable ASCII characters, between commas.',
      ]);
    },
  );

  test('without a credential is a mistake', () => {
    expect(readMistakes({ ...openAccess, UPSTREAMS: 'live' })).toEqual([
      'UPSTREAMS=live requires a credential: PAGERDUTY_API_TOKEN or PAGERDUTY_CLIENT_SECRET or CLOUDFLARE_API_TOKEN or ACCOUNTS_FILE.',
    ]);
  });

  test.each(['0.0.0.0', '10.0.0.7', 'gateway.example.com', '::'])('listening on %s is refused', (host) => {
    expect(readMistakes({ ...openAccess, PAGERDUTY_API_TOKEN: 'key', HOST: host })).toEqual([
      'HOST must be a loopback address without API_KEYS_FILE or JWT_ISSUER, because every client that reaches the port could use the upstream credentials.',
    ]);
  });

  test.each(['localhost', '127.0.0.1', '127.9.9.9', '::1'])('listening on %s is allowed', (host) => {
    expect(readConfig({ ...openAccess, PAGERDUTY_API_TOKEN: 'key', HOST: host }).host).toBe(host);
  });

  test('Cloudflare’s token and account id must be set together', () => {
    expect(readMistakes({ ...openAccess, CLOUDFLARE_API_TOKEN: 'key' })).toEqual([
      'CLOUDFLARE_API_TOKEN requires CLOUDFLARE_ACCOUNT_ID.',
    ]);
    expect(readMistakes({ ...openAccess, CLOUDFLARE_ACCOUNT_ID: ACCOUNT })).toEqual([
      'CLOUDFLARE_ACCOUNT_ID requires CLOUDFLARE_API_TOKEN.',
    ]);
  });
});

describe('the sandbox', () => {
  test('can be selected when credentials are set, which are then not used', () => {
    const config = readConfig({ UPSTREAMS: 'sandbox', PAGERDUTY_API_TOKEN: 'key' });
    expect(config.mode).toBe('sandbox');
    expect(config.pagerduty).toEqual({ byKey: {} });
  });
});

describe('secrets from files', () => {
  test('the trailing newline of a file is not part of the secret', () => {
    const config = readConfig({ ...openAccess, PAGERDUTY_API_TOKEN_FILE: '/run/key' }, () => 'from-file\n');
    expect(config.pagerduty.byKey['main']?.apiToken).toBe('from-file');
  });

  test('a setting and its file together are a mistake', () => {
    expect(
      readMistakes({ ...openAccess, PAGERDUTY_API_TOKEN: 'a', PAGERDUTY_API_TOKEN_FILE: '/run/key' }, () => 'b'),
    ).toEqual(['PAGERDUTY_API_TOKEN and PAGERDUTY_API_TOKEN_FILE are both set; set one of them.']);
  });

  test('an unreadable file is reported by the name of the setting alone', () => {
    expect(readMistakes({ ...openAccess, PAGERDUTY_API_TOKEN_FILE: '/run/secret-path' }, throwUnreadable)).toEqual([
      'PAGERDUTY_API_TOKEN_FILE names a file that cannot be read.',
    ]);
  });

  test('an empty file is a mistake', () => {
    expect(readMistakes({ ...openAccess, PAGERDUTY_API_TOKEN_FILE: '/run/key' }, () => '\n')).toEqual([
      'PAGERDUTY_API_TOKEN_FILE names an empty file.',
    ]);
  });
});

describe('mistakes', () => {
  const wrong = {
    PORT: 'sesame-1',
    UPSTREAMS: 'sesame-2',
    PAGERDUTY_API_TOKEN: 'sesame-3\r\nX-Evil: yes',
    PAGERDUTY_FROM: 'sesame-4',
    PAGERDUTY_REGION: 'sesame-5',
    PAGERDUTY_BASE_URL: 'http://sesame-6.example.com',
    PAGERDUTY_EVENTS_URL: 'ftp://sesame-21.example.com',
    PAGERDUTY_TOKEN_URL: 'sesame-22',
    PAGERDUTY_ROUTING_KEYS: '{"sesame-23": "sesame-24"}',
    WEBHOOK_SECRETS: 'sesame-30',
    PAGERDUTY_CLIENT_ID: 'sesame 25',
    PAGERDUTY_CLIENT_SECRET: 'sesame 26',
    PAGERDUTY_OAUTH_SCOPES: 'sesame/27',
    ACCOUNTS_FILE: '/run/sesame-28',
    CLOUDFLARE_API_TOKEN: 'sesame 7',
    CLOUDFLARE_ACCOUNT_ID: 'sesame-8',
    CLOUDFLARE_PAGERDUTY_CONSENT_URL: 'https://example.com/sesame-9',
    CLOUDFLARE_BASE_URL: 'https://user:sesame-10@example.com',
    UPSTREAM_DEADLINE_MS: 'sesame-11',
    UPSTREAM_TRY_TIMEOUT_MS: '-1',
    CURSOR_KEY: 'sesame-29',
    API_KEYS_FILE: '/run/sesame-14',
    JWT_JWKS_URL: 'http://keys.sesame-15.example.com',
    ANONYMOUS_SCOPES: 'sesame:16',
    ALLOWED_ORIGINS: 'https://sesame-17.example.com/path',
    CALLER_RATE_LIMIT: 'sesame-18',
    CORS_ALLOWED_HEADERS: 'sesame 29',
    COMPRESS: 'sesame-30',
    HTTPS_PROXY: 'socks5://user:sesame-31@proxy.example.com',
    TRUST_PROXY: 'sesame-19',
    TRUSTED_DOCUMENTS: '/run/sesame-20',
    MAX_DEPTH: '0',
    INTROSPECTION: 'sesame-12',
    PLAYGROUND: 'true',
    LOG_LEVEL: 'sesame-13',
  };

  test('are all reported at once by their settings', () => {
    const named = readMistakes(wrong).map((mistake) => mistake.split(' ')[0]);
    expect(new Set(named)).toEqual(new Set([...Object.keys(wrong), 'JWT_ISSUER,']));
  });

  test('never repeat a value', () => {
    expect(readMistakes(wrong).join('\n')).not.toMatch(/sesame|evil/i);
  });

  test('state the expected value', () => {
    expect(readMistakes({ PORT: '70000' })).toEqual(['PORT must be a whole number from 0 to 65535.']);
    expect(readMistakes({ ...openAccess, CLOUDFLARE_API_TOKEN: 'a', CLOUDFLARE_ACCOUNT_ID: 'b' })).toEqual([
      'CLOUDFLARE_ACCOUNT_ID must be 32 hex digits.',
    ]);
  });

  test('that concern several settings are reported together with invalid values', () => {
    expect(readMistakes({ ...openAccess, PORT: 'x', CLOUDFLARE_API_TOKEN: 'key' })).toHaveLength(2);
  });

  test('an empty setting counts as unset', () => {
    expect(readConfig({ PORT: '', PAGERDUTY_API_TOKEN: '', PAGERDUTY_API_TOKEN_FILE: '' }).mode).toBe('sandbox');
  });

  test('a forward proxy may be set in lower case, which takes precedence', () => {
    const env = { HTTPS_PROXY: 'http://one.example.com', https_proxy: 'http://two.example.com', no_proxy: '.local' };
    expect(readConfig(env).proxy).toEqual({ url: 'http://two.example.com', noProxy: '.local' });
  });

  test('unknown settings are ignored', () => {
    expect(readMistakes({ PATH: '/bin', PAGERDUTY_UNKNOWN: 'x' })).toEqual([]);
  });
});

test('a file of the outbox and Redis exclude each other', () => {
  const env = { OUTBOX_FILE: '/run/outbox', OUTBOX_TTL_SECONDS: '60' };
  expect(readConfig(env).outbox).toEqual({ file: '/run/outbox', ttlSeconds: 60 });
  expect(() => readConfig({ ...env, REDIS_URL: 'redis://127.0.0.1' })).toThrow(/Remove OUTBOX_FILE/);
});
