import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/config/config-error.js';
import { readConfig } from '../../src/config/read-config.js';

const PATH = '/run/accounts.json';
const ROUTING_KEY = 'n0tARealRoutingKey'.padEnd(32, '0');
const CLOUDFLARE_ID = '023e105f4ecef8ad9ca31a8372d0c353';
const cloudflare = { main: { accountId: CLOUDFLARE_ID, apiToken: 'cf' } };
const openAccess = { ANONYMOUS_SCOPES: 'INCIDENTS_READ' };

type Files = Readonly<Record<string, string>>;

function readAccounts(accounts: unknown, env: Files = {}, files: Files = {}) {
  const text = typeof accounts === 'string' ? accounts : JSON.stringify(accounts);
  const all: Files = { ...files, [PATH]: text };
  return readConfig({ ...openAccess, ACCOUNTS_FILE: PATH, ...env }, (path) => {
    const found = all[path];
    if (found === undefined) throw new Error(`ENOENT ${path}`);
    return found;
  });
}

function readMistakes(...args: Parameters<typeof readAccounts>): readonly string[] {
  try {
    readAccounts(...args);
  } catch (error) {
    if (error instanceof ConfigError) return error.errors;
    throw error;
  }
  return [];
}

describe('an accounts file', () => {
  test('gives each account the addresses of its region and makes the gateway live', () => {
    const {
      mode,
      pagerduty,
      cloudflare: other,
    } = readAccounts({
      pagerduty: {
        main: {
          apiToken: 'us-key',
          from: 'ops@example.com',
          fromMayAcknowledge: true,
          routingKeys: { monitoring: ROUTING_KEY },
          webhookSubscriptionId: 'PY1OL64',
        },
        eu_1: {
          region: 'eu',
          clientId: 'id',
          clientSecret: 'secret',
          oauthScopes: 'as_account-eu.acme incidents.read',
        },
      },
      cloudflare,
      default: { pagerduty: 'eu_1' },
    });
    expect(mode).toBe('live');
    expect(pagerduty).toEqual({
      byKey: {
        main: {
          baseUrl: 'https://api.pagerduty.com',
          eventsUrl: 'https://events.pagerduty.com',
          region: 'US',
          apiToken: 'us-key',
          from: 'ops@example.com',
          fromMayAcknowledge: true,
          routingKeys: { monitoring: ROUTING_KEY },
          webhookSubscriptionId: 'PY1OL64',
        },
        eu_1: {
          baseUrl: 'https://api.eu.pagerduty.com',
          eventsUrl: 'https://events.eu.pagerduty.com',
          region: 'EU',
          routingKeys: {},
          app: {
            tokenUrl: 'https://identity.pagerduty.com/oauth/token',
            clientId: 'id',
            clientSecret: 'secret',
            scopes: ['as_account-eu.acme', 'incidents.read'],
          },
        },
      },
      defaultKey: 'eu_1',
    });
    expect(other).toEqual({
      byKey: { main: { baseUrl: 'https://api.cloudflare.com/client/v4', accountId: CLOUDFLARE_ID, apiToken: 'cf' } },
      defaultKey: 'main',
    });
  });

  test('may keep its secrets in their own files', () => {
    const hook = 'h'.repeat(64);
    const files = {
      '/run/key': 'us-key\n',
      '/run/routing': `${ROUTING_KEY}\n`,
      '/run/cf': 'cf',
      '/run/hook': `${hook}\n`,
    };
    const config = readAccounts(
      {
        pagerduty: {
          main: {
            apiToken: { file: '/run/key' },
            routingKeys: { monitoring: { file: '/run/routing' } },
            webhookSecrets: [{ file: '/run/hook' }, 'another-secret-of-it'],
          },
        },
        cloudflare: { main: { accountId: CLOUDFLARE_ID, apiToken: { file: '/run/cf' } } },
      },
      {},
      files,
    );
    expect(config.pagerduty.byKey['main']).toMatchObject({
      apiToken: 'us-key',
      routingKeys: { monitoring: ROUTING_KEY },
      webhookSecrets: [hook, 'another-secret-of-it'],
    });
    expect(config.cloudflare.byKey['main']?.apiToken).toBe('cf');
  });

  test('with other addresses makes the region of an account custom', () => {
    const main = { apiToken: 'key', baseUrl: 'http://127.0.0.1:1/', eventsUrl: 'http://127.0.0.1:2' };
    expect(readAccounts({ pagerduty: { main } }).pagerduty.byKey['main']).toMatchObject({
      region: 'CUSTOM',
      baseUrl: 'http://127.0.0.1:1',
      eventsUrl: 'http://127.0.0.1:2',
    });
  });

  test('replaces the settings of a single account; both together are a mistake', () => {
    expect(
      readMistakes({ cloudflare }, { PAGERDUTY_API_TOKEN: 'key', CLOUDFLARE_BASE_URL: 'https://cf.example' }),
    ).toEqual(['ACCOUNTS_FILE replaces PAGERDUTY_API_TOKEN, CLOUDFLARE_BASE_URL; set either the file or these.']);
  });

  test('with several accounts of an upstream names the default account', () => {
    const two = { a: { apiToken: 'a' }, b: { apiToken: 'b' } };
    const mistake = ['ACCOUNTS_FILE default.pagerduty must be the key of an account of pagerduty.'];
    expect(readMistakes({ pagerduty: two })).toEqual(mistake);
    expect(readMistakes({ pagerduty: two, default: { pagerduty: 'c' } })).toEqual(mistake);
    expect(readMistakes({ pagerduty: two, default: { pagerduty: 'b' } })).toEqual([]);
  });
});

describe('mistakes in an accounts file', () => {
  test('are all reported at once with their places', () => {
    const mistakes = readMistakes(
      {
        pagerduty: {
          eu: {
            apiToken: 'line\nbreak',
            region: 'mars',
            from: 'nobody',
            routingKeys: { a: 'short' },
            webhookSecrets: ['short'],
            surprise: 1,
          },
          both: { apiToken: 'a', clientId: 'b' },
          none: {},
          'not a key': { apiToken: 'a' },
          unread: { apiToken: { file: '/run/nowhere' } },
          empty: { apiToken: { file: '/run/empty' } },
        },
        cloudflare: { main: { accountId: 'sesame', apiToken: 7 } },
        default: { cloudflare: 'other' },
        more: true,
      },
      {},
      { '/run/empty': '\n' },
    );
    const places = mistakes.map((mistake) => mistake.split(' ')[1] ?? '');
    expect(new Set(places)).toEqual(
      new Set([
        'cloudflare.main.accountId',
        'cloudflare.main.apiToken',
        'default.cloudflare',
        'default.pagerduty',
        'must',
        'pagerduty',
        'pagerduty.both',
        'pagerduty.empty.apiToken',
        'pagerduty.eu',
        'pagerduty.eu.apiToken',
        'pagerduty.eu.from',
        'pagerduty.eu.region',
        'pagerduty.eu.routingKeys',
        'pagerduty.eu.webhookSecrets',
        'pagerduty.none',
        'pagerduty.unread.apiToken',
      ]),
    );
    expect(places).toHaveLength(16);
    expect(mistakes.every((mistake) => mistake.startsWith('ACCOUNTS_FILE '))).toBe(true);
  });

  test('repeat no value, and no key or path in a wrong place', () => {
    const accounts = {
      pagerduty: {
        'sesame 1': { apiToken: 'sesame\n2' },
        eu: { apiToken: { file: '/run/sesame-3' }, routingKeys: { [ROUTING_KEY]: 'sesame-4' }, 'sesame-5': 1 },
      },
      cloudflare: { main: { accountId: 'sesame-6', apiToken: 'sesame 7' } },
      default: { pagerduty: 'sesame-8' },
      'sesame-9': {},
    };
    const reported = readMistakes(accounts).join('\n');
    expect(reported).not.toMatch(/sesame/);
    expect(reported).not.toContain(ROUTING_KEY);
    expect(readMistakes('sesame {').join('\n')).not.toMatch(/sesame/);
  });

  test.each([
    ['no JSON', '{', 'must be a JSON object with pagerduty, cloudflare and default, and nothing else'],
    ['a list', [], 'must be a JSON object with pagerduty, cloudflare and default, and nothing else'],
    ['no account', {}, 'must hold at least one account'],
    ['an upstream that is a list', { pagerduty: [] }, 'pagerduty must be an object of accounts by their keys'],
  ])('name %s', (_, accounts, mistake) => {
    expect(readMistakes(accounts)).toContain(`ACCOUNTS_FILE ${mistake}.`);
  });

  test('include an unreadable file', () => {
    expect(readMistakes({ cloudflare }, { ACCOUNTS_FILE: '/run/elsewhere' })).toEqual([
      'ACCOUNTS_FILE names a file that cannot be read.',
    ]);
  });
});

test('include two accounts with one Cloudflare id, because callers may name an account by this id', () => {
  const twin = { accountId: CLOUDFLARE_ID, apiToken: 'other' };
  const file = { cloudflare: { ...cloudflare, second: twin }, default: { cloudflare: 'main' } };
  expect(readMistakes(file)).toEqual([
    'ACCOUNTS_FILE cloudflare.second.accountId is already used by the account main.',
  ]);
});
