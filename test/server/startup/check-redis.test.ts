import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config/read-config.js';
import { checkRedis } from '../../../src/server/startup/check-redis.js';
import type { Finding } from '../../../src/server/startup/finding.js';
import { openStore } from '../../../src/store/open-store.js';
import { findFreePort, UNUSED_PORT } from '../../ports.js';
import { silentLog } from '../../store/store-harness.js';
import { startRedis, type TestRedis } from '../../store/test-redis.js';
import { liveGateways } from '../harness.js';

/** The process that `--check-config` starts; run `npm run build` first. */
const ENTRY = join(__dirname, '../../../dist/index.js');
const PASSWORD = 'the-password-of-redis';

const { writeFile } = liveGateways();
const servers: Server[] = [];
let redis: TestRedis;
let tlsPort: number;
let certificate: string;
let otherCertificate: string;

function makeCertificate(name: string): { readonly certificate: string; readonly key: string } {
  const [certificateFile, key] = [writeFile(`${name}.pem`, ''), writeFile(`${name}-key.pem`, '')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key, '-out', certificateFile], {
    stdio: 'ignore',
  });
  return { certificate: certificateFile, key };
}

/** A server with a response for each command. */
async function startFakeServer(respond: (command: string) => string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      for (const command of String(data).split('*').slice(1)) socket.write(respond(command));
    });
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const bulk = (text: string) => `$${text.length}\r\n${text}\r\n`;

/** Redis 5, which knows the commands of the start. */
const startOldRedis = () =>
  startFakeServer((command) => {
    if (/info/i.test(command)) return bulk('redis_version:5.0.7\r\n');
    return /evalsha/i.test(command) ? `*3\r\n${bulk('epoch')}${bulk('0')}${bulk(String(Date.now()))}` : '+OK\r\n';
  });

beforeAll(async () => {
  const { key, ...made } = makeCertificate('redis');
  ({ certificate } = made);
  otherCertificate = makeCertificate('other').certificate;
  tlsPort = await findFreePort();
  const tls = ['--tls-port', String(tlsPort), '--tls-cert-file', certificate, '--tls-key-file', key];
  redis = await startRedis('--requirepass', PASSWORD, ...tls, '--tls-auth-clients', 'no');
});
afterAll(async () => {
  for (const server of servers) server.close();
  await redis.stop();
});

async function check(env: Record<string, string>): Promise<readonly Finding[]> {
  const store = await openStore(readConfig(env), silentLog);
  try {
    return await checkRedis(store);
  } finally {
    await store.close();
  }
}

describe('the check of Redis', () => {
  const MISTAKES: Record<string, () => Promise<Record<string, string>>> = {
    'an unreachable port': async () => ({ REDIS_URL: `redis://:${PASSWORD}@127.0.0.1:${UNUSED_PORT}` }),
    'an unknown host': async () => ({ REDIS_URL: `redis://:${PASSWORD}@redis.invalid` }),
    'a wrong password': async () => ({ REDIS_URL: `redis://:wrong-${PASSWORD}@127.0.0.1:${redis.port}` }),
    'no password': async () => ({ REDIS_URL: `redis://127.0.0.1:${redis.port}` }),
    'another certificate': async () => ({
      REDIS_URL: `rediss://:${PASSWORD}@localhost:${tlsPort}`,
      REDIS_CA_FILE: otherCertificate,
    }),
    'a host that the certificate does not name': async () => ({
      REDIS_URL: `rediss://:${PASSWORD}@127.0.0.1:${tlsPort}`,
      REDIS_CA_FILE: certificate,
    }),
    'TLS for a port without it': async () => ({ REDIS_URL: `rediss://:${PASSWORD}@127.0.0.1:${redis.port}` }),
    'no TLS for a port with it': async () => ({ REDIS_URL: `redis://:${PASSWORD}@127.0.0.1:${tlsPort}` }),
    'a server of another protocol': async () => ({
      REDIS_URL: `redis://:${PASSWORD}@127.0.0.1:${await startFakeServer(() => 'HTTP/1.1 400 Bad Request\r\n\r\n')}`,
    }),
    'an old version': async () => ({ REDIS_URL: `redis://127.0.0.1:${await startOldRedis()}` }),
  };
  const found: Record<string, readonly Finding[]> = {};

  beforeAll(async () => {
    const checks = Object.entries(MISTAKES).map(async ([mistake, toEnv]) => {
      found[mistake] = await check(await toEnv());
    });
    await Promise.all(checks);
  });

  test.each([
    ['an unreachable port', 'ECONNREFUSED', 'Check the host and the port'],
    ['an unknown host', 'ENOTFOUND redis.invalid', 'Check the host and the port'],
    ['a wrong password', 'WRONGPASS', 'Set the user and the password'],
    ['no password', 'NOAUTH', 'Set the user and the password'],
    ['another certificate', 'certificate', 'Set REDIS_CA_FILE'],
    ['a host that the certificate does not name', 'altnames', 'Set REDIS_CA_FILE'],
    ['TLS for a port without it', 'ETIMEDOUT', 'whether the port speaks TLS'],
    ['no TLS for a port with it', 'ECONNRESET', 'whether the port speaks TLS'],
    ['a server of another protocol', 'Protocol error', 'Another program listens there'],
    ['an old version', 'Redis 5.0.7', 'Use Redis 6.2 or newer'],
  ])('reports %s by name, without the password', (mistake, reason, remedy) => {
    const [finding, ...others] = found[mistake] ?? [];
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      check: 'REDIS_URL',
      status: 'PROBLEM',
      message: expect.stringContaining(reason),
      remedy: expect.stringContaining(remedy),
    });
    expect(JSON.stringify(finding)).not.toContain(PASSWORD);
  });

  test('names the version of a server that works', async () => {
    const [finding] = await check({ REDIS_URL: `redis://:${PASSWORD}@127.0.0.1:${redis.port}` });
    expect(finding).toMatchObject({ status: 'OK', message: expect.stringMatching(/has Redis \d+\.\d+\.\d+\.$/) });
  });

  test('notes that a full server would drop responses', async () => {
    const evicting = await startRedis('--maxmemory-policy', 'allkeys-lru');
    const findings = await check({ REDIS_URL: evicting.url });
    await evicting.stop();
    expect(findings.map(({ status, check: name }) => [name, status])).toEqual([
      ['REDIS_URL', 'OK'],
      ['maxmemory-policy', 'NOTE'],
      ['persistence', 'NOTE'],
    ]);
  });

  describe('states what a restart of the server keeps', () => {
    const USER = ['>secret', '~pagergraph:*', '+@all', '-@dangerous', '-@admin', '+info'];
    let admin: Redis;
    let server: TestRedis;

    beforeAll(async () => {
      server = await startRedis();
      admin = new Redis(server.url);
      await admin.acl('SETUSER', 'pagergraph', 'on', ...USER);
    });
    afterAll(async () => {
      admin.disconnect();
      await server.stop();
    });

    const checkAs = async (user = '') => {
      const [, ...findings] = await check({ REDIS_URL: `redis://${user}127.0.0.1:${server.port}` });
      return findings.map((finding) => [finding.check, finding.status, finding.message.replace(/:.*/, '')]);
    };

    test.each([
      ['nothing', 'no', '', [['persistence', 'NOTE', 'appendonly is no, and save is empty']]],
      ['snapshots', 'no', '3600 1', [['persistence', 'NOTE', 'appendonly is no']]],
      ['everything', 'yes', '', [['persistence', 'OK', 'The server writes an append-only file.']]],
    ])('%s', async (_, appendOnly, save, findings) => {
      await admin.config('SET', 'appendonly', appendOnly);
      await admin.config('SET', 'save', save);
      expect(await checkAs()).toEqual(findings);
    });

    test('as far as its user may know', async () => {
      await admin.config('SET', 'appendonly', 'no');
      expect(await checkAs('pagergraph:secret@')).toEqual([
        ['persistence', 'NOTE', 'appendonly is no'],
        ['persistence', 'NOT CHECKED', 'Whether the server makes snapshots'],
      ]);
      await admin.config('SET', 'appendonly', 'yes');
      expect(await checkAs('pagergraph:secret@')).toMatchObject([['persistence', 'OK', expect.any(String)]]);
      expect(await admin.acl('LOG')).toHaveLength(1);
    });
  });

  test('has no findings without REDIS_URL', async () => {
    expect(await check({})).toEqual([]);
  });
});

test('--check-config prints the row beside the others, also if Redis is required', () => {
  const url = `redis://:wrong-${PASSWORD}@127.0.0.1:${redis.port}`;
  const env = { UPSTREAMS: 'sandbox', REDIS_URL: url, REDIS_REQUIRED: 'on' };
  const { status, stdout } = spawnSync(process.execPath, [ENTRY, '--check-config'], { env, encoding: 'utf8' });
  expect(stdout).toMatch(/Redis\n {2}PROBLEM +REDIS_URL +redis:\/\/127\.0\.0\.1:\d+ is unavailable: WRONGPASS/);
  expect(stdout).toMatch(/Callers\n/);
  expect(stdout).not.toContain(PASSWORD);
  expect(status).toBe(1);
});

test('a start refuses an old version if Redis is required', async () => {
  const env = { REDIS_URL: `redis://127.0.0.1:${await startOldRedis()}`, REDIS_REQUIRED: 'on' };
  await expect(openStore(readConfig(env), silentLog)).rejects.toThrow('which is Redis 5.0.7, older than 6.2');
});
