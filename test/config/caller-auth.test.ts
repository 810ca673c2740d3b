import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/config/config-error.js';
import { readConfig } from '../../src/config/read-config.js';
import { SCOPES } from '../../src/config/scopes.js';

const liveSettings = { PAGERDUTY_API_TOKEN: 'key' };
const jwtSettings = {
  JWT_ISSUER: 'https://login.example.com/',
  JWT_AUDIENCE: 'pagergraph',
  JWT_JWKS_URL: 'https://login.example.com/keys?tenant=1',
};
const KEYS = JSON.stringify([{ name: 'web', sha256: 'a'.repeat(64), scopes: ['INCIDENTS_READ'] }]);

function readWith(env: Record<string, string>, text = KEYS) {
  return readConfig(env, () => text);
}

function readMistakes(env: Record<string, string>, text?: string): readonly string[] {
  try {
    readWith(env, text);
  } catch (error) {
    if (error instanceof ConfigError) return error.errors;
    throw error;
  }
  return [];
}

describe('a live gateway', () => {
  test('does not start without caller authentication and names the settings to change', () => {
    const sentence =
      'Live mode requires caller authentication. Set API_KEYS_FILE (create a key with `npm run key`) or JWT_ISSUER, JWT_AUDIENCE and JWT_JWKS_URL; on loopback, ANONYMOUS_SCOPES is enough.';
    expect(readMistakes(liveSettings)).toEqual([sentence]);
    expect(readMistakes({ ...liveSettings, ANONYMOUS_SCOPES: 'none' })).toEqual([sentence]);
  });

  test('listens on any address once callers must authenticate', () => {
    expect(readWith({ ...liveSettings, HOST: '0.0.0.0', API_KEYS_FILE: '/run/keys.json' }).host).toBe('0.0.0.0');
    expect(readWith({ ...liveSettings, ...jwtSettings, HOST: '::' }).host).toBe('::');
  });

  test('listens on loopback alone while anonymous callers have access', () => {
    expect(readMistakes({ ...liveSettings, ANONYMOUS_SCOPES: 'INCIDENTS_READ', HOST: '0.0.0.0' })).toHaveLength(1);
    expect(readMistakes({ ...liveSettings, ANONYMOUS_SCOPES: 'INCIDENTS_READ' })).toEqual([]);
  });

  test('gives anonymous callers no scope by default', () => {
    expect(readWith({ ...liveSettings, ...jwtSettings }).callerAuth).toEqual({
      jwt: {
        issuer: jwtSettings.JWT_ISSUER,
        audience: jwtSettings.JWT_AUDIENCE,
        jwksUrl: jwtSettings.JWT_JWKS_URL,
        defaultEmailVerified: false,
      },
      anonymousScopes: [],
    });
    expect(
      readWith({ ...liveSettings, ANONYMOUS_SCOPES: 'incidents:read, DESTINATIONS_READ' }).callerAuth.anonymousScopes,
    ).toEqual(['INCIDENTS_READ', 'DESTINATIONS_READ']);
  });
});

test('an unknown scope is named, a possible secret is not', () => {
  expect(readMistakes({ ANONYMOUS_SCOPES: 'INCIDENTS_READ,EVERYTHNG' })).toEqual([
    `ANONYMOUS_SCOPES must be none or scopes of this gateway (${SCOPES.join(', ')}), not "EVERYTHNG".`,
  ]);
  const [mistake] = readMistakes({ ANONYMOUS_SCOPES: 'u+s3cr3t' });
  expect(mistake).toContain('not something else');
  expect(mistake).not.toContain('s3cr3t');
  const keys = JSON.stringify([{ name: 'web', sha256: 'a'.repeat(64), scopes: ['INCIDENTS_RAED'] }]);
  expect(readMistakes({ ...liveSettings, API_KEYS_FILE: '/run/keys.json' }, keys)).toEqual([
    expect.stringContaining('not "INCIDENTS_RAED"'),
  ]);
});

describe('the sandbox', () => {
  test('gives all scopes to anonymous callers by default', () => {
    expect(readWith({}).callerAuth.anonymousScopes).toEqual(SCOPES);
    expect(readWith({ ANONYMOUS_SCOPES: 'none' }).callerAuth.anonymousScopes).toEqual([]);
  });

  test('listens on any address, because people develop in containers and on remote machines', () => {
    expect(readWith({ HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
  });
});

describe('mistakes', () => {
  test('the three settings of access tokens must be set together', () => {
    expect(readMistakes({ ...liveSettings, JWT_ISSUER: jwtSettings.JWT_ISSUER })).toEqual([
      'JWT_ISSUER, JWT_AUDIENCE, JWT_JWKS_URL must be set together.',
    ]);
  });

  test('an invalid file of API keys is reported before anything starts', () => {
    expect(readMistakes({ ...liveSettings, API_KEYS_FILE: '/run/keys.json' }, '[{}]')).toContain(
      'API_KEYS_FILE is invalid. Entry 1, name: must be a string.',
    );
  });

  test('an invalid manifest is reported by its setting', () => {
    expect(readMistakes({ TRUSTED_DOCUMENTS: '/run/documents.json' }, 'sesame')).toEqual([
      'TRUSTED_DOCUMENTS must name a manifest in the format of Apollo or Relay.',
    ]);
  });

  test('a subgraph runs no trusted documents', () => {
    expect(readMistakes({ FEDERATION: 'on', TRUSTED_DOCUMENTS: '/run/documents.json' }, '{}')).toContain(
      'FEDERATION=on cannot be combined with TRUSTED_DOCUMENTS. Set the trusted documents in the router.',
    );
  });

  test.each(['*', 'https://app.example.com/', 'app.example.com', 'https://app.example.com,nonsense'])(
    'an allowed origin must be an origin (%s)',
    (origins) => {
      expect(readMistakes({ ALLOWED_ORIGINS: origins })).toHaveLength(1);
    },
  );
});
