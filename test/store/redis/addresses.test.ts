import { afterEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRedisStore } from '../../../src/store/redis/open-redis-store.js';
import type { RedisConnection } from '../../../src/store/redis/redis-connection.js';
import type { Store } from '../../../src/store/store.js';
import { connect, redisConfig, STORE_SETTINGS } from '../store-harness.js';
import { findFreePort } from '../../ports.js';
import { follow, idsOf, named, openLog } from '../event-log-steps.js';
import { startRedis, startSentinel, type TestRedis } from '../test-redis.js';
import { sendCommand } from './outages.js';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function startServer(...settings: readonly string[]) {
  const redis = await startRedis(...settings);
  closers.push(() => redis.stop());
  return redis;
}

async function openStore(env: Record<string, string>): Promise<{ store: Store; connection: RedisConnection }> {
  const config = redisConfig(env);
  const connection = await connect(config);
  const store = createRedisStore(connection, { ...STORE_SETTINGS, redis: config });
  closers.push(() => store.close());
  return { store, connection };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  closers.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Every part of the store works, so every command is allowed and every script finds its keys. */
async function expectToWork(store: Store): Promise<void> {
  const { idempotency, concurrentCreates, rateLimiter, authFailures, webhookIds, webhookRelay } = store;
  const id = { owner: 'me', key: 'k' };
  const begun = await idempotency.begin(id, 'input');
  expect(begun.state).toBe('unknown');
  await idempotency.complete(id, 'claim' in begun ? begun.claim : '', 'answer');
  expect(await idempotency.begin(id, 'input')).toEqual({ state: 'done', result: 'answer' });
  const create = await concurrentCreates.start('key');
  expect(await concurrentCreates.isConcurrent('key', create)).toBe(false);
  await concurrentCreates.end('key', create);
  expect(await rateLimiter.consume('me')).toMatchObject({ remaining: 4 });
  await authFailures.record('192.0.2.1');
  await authFailures.check('192.0.2.1');
  expect(await webhookIds.add('main', ['W1', 'E1'])).toBe(true);
  expect(await webhookIds.add('main', ['W2', 'E1'])).toBe(false);
  await webhookRelay.publish({ account: 'main', event: {} });
  await expectFeedToWork(store);
}

async function expectFeedToWork(store: Store): Promise<void> {
  const lease = store.openPollLease('main');
  expect([await lease.isTaken(), (await lease.take()).role]).toEqual([false, 'POLLER']);
  await lease.release();
  const follower = await follow(openLog(store, 'main'));
  await follower.log.append(named('a', 'b'), 1);
  expect(idsOf(await follower.log.readAfter(await follower.positionOf('a')))).toEqual(['b']);
  await follower.log.startEpoch();
  follower.end();
}

/** The user of docs/replicas.md. */
const ACL_RULES = /ACL SETUSER pagergraph (.+)/.exec(readFileSync('docs/replicas.md', 'utf8'))?.[1] ?? '';

/** How much a server has written, or has received from its master. */
async function offsetOf(redis: TestRedis, role: 'master' | 'slave'): Promise<number> {
  const info = String(await sendCommand(redis, 'INFO', 'replication'));
  return Number(new RegExp(`^${role}_repl_offset:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
}

describe('the store works with', () => {
  test('a user that has only the rights of docs/replicas.md', async () => {
    const redis = await startServer();
    await sendCommand(redis, 'ACL', 'SETUSER', 'pagergraph', ...ACL_RULES.split(' '));
    const { store, connection } = await openStore({ REDIS_URL: redis.url.replace('//', '//pagergraph:secret@') });
    await expectToWork(store);
    expect(await connection.run((client) => client.get('other:key'))).toBeUndefined();
    expect(connection.log.reason).toContain('NOPERM');
  });

  test('TLS and a certificate that REDIS_CA signs; without REDIS_CA it is refused', async () => {
    const folder = temporaryFolder();
    const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const openssl = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
    ];
    execFileSync('openssl', [...openssl, ...subject, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    const port = String(await findFreePort());
    const tls = ['--tls-port', port, '--tls-cert-file', certificate, '--tls-key-file', key, '--tls-auth-clients', 'no'];
    await startServer(...tls);
    const REDIS_URL = `rediss://127.0.0.1:${port}`;
    const { store } = await openStore({ REDIS_URL, REDIS_CA_FILE: certificate });
    await expectToWork(store);
    await expect(openStore({ REDIS_URL })).rejects.toThrow('self-signed certificate');
  });

  test('a cluster', async () => {
    const redis = await startServer('--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1');
    await sendCommand(redis, 'CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    while (!String(await sendCommand(redis, 'CLUSTER', 'INFO')).includes('cluster_state:ok')) continue;
    const { store } = await openStore({ REDIS_URL: redis.url.replace('redis:', 'redis+cluster:') });
    await expectToWork(store);
  });

  test('Sentinel, and again after a failover', async () => {
    const [master, replica] = [await startServer(), await startServer()];
    await sendCommand(replica, 'REPLICAOF', '127.0.0.1', String(master.port));
    const config = join(temporaryFolder(), 'sentinel.conf');
    const rules = [`monitor main 127.0.0.1 ${master.port} 1`, 'down-after-milliseconds main 500'];
    writeFileSync(config, rules.map((rule) => `sentinel ${rule}\n`).join(''));
    const sentinel = await startSentinel(config);
    closers.push(() => sentinel.stop());
    const REDIS_URL = `redis+sentinel://127.0.0.1:${sentinel.port}/main`;
    const { store, connection } = await openStore({ REDIS_URL });
    await expectToWork(store);
    while (!String(await sendCommand(sentinel, 'SENTINEL', 'REPLICAS', 'main')).includes(String(replica.port)))
      continue;
    while ((await offsetOf(replica, 'slave')) < (await offsetOf(master, 'master'))) continue;
    await master.kill();
    while ((await connection.run((client) => client.get('pagergraph:x'))) !== undefined) continue;
    expect(await connection.waitUntilAvailable(20_000)).toBe(true);
    expect(await store.idempotency.begin({ owner: 'me', key: 'k' }, 'input')).toEqual({
      state: 'done',
      result: 'answer',
    });
  });
});

test('every key but that of the server itself has a time to live, also in a log without entries', async () => {
  const redis = await startServer();
  const { store } = await openStore({ REDIS_URL: redis.url });
  await expectToWork(store);
  (await follow(openLog(store, 'without entries'))).end();
  const keys = (await sendCommand(redis, 'KEYS', '*')) as string[];
  const endless = await Promise.all(
    keys.map(async (key) => ((await sendCommand(redis, 'PTTL', key)) === -1 ? key : [])),
  );
  expect(endless.flat()).toEqual(['pagergraph:state']);
});
