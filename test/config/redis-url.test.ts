import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/config/config-error.js';
import { describeRedisAddress, parseRedisUrl } from '../../src/config/redis-url.js';
import { readConfig } from '../../src/config/read-config.js';

const LOOPBACK = { host: '127.0.0.1', port: 6379 };

const readInvalid = () => readConfig({ REDIS_URL: 'redis://me:secret-of-redis@one,two', REDIS_PREFIX: '{x}' });

describe('REDIS_URL', () => {
  test.each([
    ['redis://127.0.0.1', { kind: 'single', hosts: [LOOPBACK], tls: false, database: 0 }],
    ['redis://[::1]:7000/3', { kind: 'single', hosts: [{ host: '::1', port: 7000 }], tls: false, database: 3 }],
    [
      'rediss://me:p%40ss@redis.example.com',
      {
        kind: 'single',
        hosts: [{ host: 'redis.example.com', port: 6379 }],
        tls: true,
        username: 'me',
        password: 'p@ss',
        database: 0,
      },
    ],
    [
      'redis+sentinel://:secret@one:1,two/main/2',
      {
        kind: 'sentinel',
        hosts: [
          { host: 'one', port: 1 },
          { host: 'two', port: 26_379 },
        ],
        tls: false,
        password: 'secret',
        database: 2,
        masterName: 'main',
      },
    ],
    ['rediss+cluster://127.0.0.1', { kind: 'cluster', hosts: [LOOPBACK], tls: true, database: 0 }],
  ])('%s is accepted', (url, address) => {
    expect(parseRedisUrl(url)).toEqual(address);
  });

  test.each([
    '127.0.0.1:6379',
    'http://127.0.0.1',
    'redis://',
    'redis://one,two',
    'redis://one:99999',
    'redis://one/database',
    'redis://one/1/2',
    'redis+sentinel://one',
    'redis+cluster://one/1',
    'redis://me:%ZZ@one',
    'redis://one?timeout=1',
  ])('%s is refused', (url) => {
    expect(parseRedisUrl(url)).toBeUndefined();
  });

  test('is refused by its name and rule, without its password', () => {
    expect(readInvalid).toThrow(ConfigError);
    expect(readInvalid).toThrow(
      /REDIS_URL must be redis:\/\/user:password@host:port\/database, .*REDIS_PREFIX must be/s,
    );
    expect(readInvalid).not.toThrow(/secret-of-redis/);
  });

  test('is described without user and password', () => {
    const texts = [
      'redis://me:secret@[::1]:7000/1',
      'rediss+sentinel://me:secret@one:1,two:2/main',
      'redis+cluster://one',
    ];
    expect(texts.map((text) => parseRedisUrl(text)).map((address) => address && describeRedisAddress(address))).toEqual(
      ['redis://[::1]:7000', 'rediss+sentinel://one:1,two:2/main', 'redis+cluster://one:6379'],
    );
  });
});

test('the setting and its secret can come from files', () => {
  const files: Record<string, string> = {
    '/run/url': 'rediss://one\n',
    '/run/ca': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  };
  const env = { REDIS_URL_FILE: '/run/url', REDIS_CA_FILE: '/run/ca', REDIS_REQUIRED: 'on' };
  expect(readConfig(env, (path) => files[path] ?? '').redis).toMatchObject({
    address: { tls: true },
    prefix: 'pagergraph:',
    ca: expect.stringContaining('MIIB'),
    isRequired: true,
  });
});
