import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/read-config.js';
import { checkRedis } from '../../src/server/startup/check-redis.js';
import { openStore } from '../../src/store/open-store.js';
import { silentLog } from '../store/store-harness.js';
import { startRedis, type TestRedis } from '../store/test-redis.js';
import { KNOWN_SETTINGS } from './known-settings.js';
import { compose, DEPLOY, serviceOf, type ComposeService } from './compose-file.js';
import { MAX_STOP_SECONDS } from './stop-time.js';

const read = (path: string) => readFileSync(join(DEPLOY, path), 'utf8');
const services = Object.entries(compose.services);
const gateways = services.filter(([name]) => name.startsWith('gateway-'));
const used = (key: 'secrets' | 'networks') => services.flatMap(([, service]) => service[key] ?? []);
const mounts = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0] ?? ''));

const folder = mkdtempSync(join(tmpdir(), 'compose-'));
let server: TestRedis | undefined;
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true });
});

/** Runs the commands of README.md that make the secrets. */
function makeSecrets(): void {
  const [, commands = ''] = /```sh\n(install -d [^]*?)```/.exec(read('README.md')) ?? [];
  const env = { ...process.env, PAGERDUTY_API_TOKEN: 'u+PagerDutyToken1234', CLOUDFLARE_API_TOKEN: 'cloudflare-token' };
  const { status, stderr } = spawnSync('bash', ['-ec', commands], { cwd: folder, env, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  const caller = { name: 'web', sha256: 'a'.repeat(64), scopes: ['INCIDENTS_READ'] };
  writeFileSync(join(folder, 'secrets/callers.json'), JSON.stringify([caller]));
}

const secretFile = (path: string) => join(folder, compose.secrets[basename(path)]?.file ?? `missing: ${path}`);

describe('compose.yaml', () => {
  test('conforms to the Compose specification', () => {
    const checker = join(DEPLOY, '../node_modules/dclint/bin/dclint.cjs');
    const { status, stdout } = spawnSync(process.execPath, [checker, '--quiet', join(DEPLOY, 'compose.yaml')], {
      encoding: 'utf8',
    });
    expect([status, stdout.trim()]).toEqual([0, '']);
  });

  test('defines every secret, network and volume that it uses, and no other', () => {
    expect(new Set(used('secrets'))).toEqual(new Set(Object.keys(compose.secrets)));
    expect(new Set(used('networks'))).toEqual(new Set(Object.keys(compose.networks)));
    expect(new Set(mounts.filter((mount) => !mount.startsWith('.')))).toEqual(new Set(Object.keys(compose.volumes)));
  });

  test('mounts only files that exist', () => {
    expect(mounts.filter((mount) => mount.startsWith('.') && !existsSync(join(DEPLOY, mount)))).toEqual([]);
  });

  test.each(services)(
    '%s cannot write its file system, has no capability and is not published to the network',
    (name) => {
      const { read_only, cap_drop, ports = [] } = serviceOf(name);
      expect({ read_only, cap_drop }).toEqual({ read_only: true, cap_drop: ['ALL'] });
      expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    },
  );

  test('gives the gateways only settings that exist', () => {
    const names = gateways.flatMap(([, { environment = {} }]) => Object.keys(environment));
    expect(names.filter((name) => !KNOWN_SETTINGS.includes(name))).toEqual([]);
  });

  test.each(gateways)('%s has the time that its stop takes', (_name, { stop_grace_period }) => {
    expect(stop_grace_period).toMatch(/^\d+s$/);
    expect(Number.parseInt(stop_grace_period ?? '', 10)).toBeGreaterThan(MAX_STOP_SECONDS);
  });

  test('lets only the gateways reach Redis', () => {
    expect(compose.networks['state']).toEqual({ internal: true });
    const onState = services.filter(([, { networks }]) => networks.includes('state')).map(([name]) => name);
    expect(onState).toEqual([...gateways.map(([name]) => name), 'redis']);
  });
});

describe('the secrets that README.md makes', () => {
  test('are what the gateways need to start in live mode', () => {
    makeSecrets();
    const [, { environment = {} }] = gateways[0] as [string, ComposeService];
    const env = { ...environment, NODE_ENV: 'production', HOST: '0.0.0.0', CLOUDFLARE_ACCOUNT_ID: 'a'.repeat(32) };
    const config = readConfig(env, (path) => readFileSync(secretFile(path), 'utf8'));
    expect(config.mode).toBe('live');
    expect(config.callerAuth.anonymousScopes).toEqual([]);
  });

  test('are the same for both gateways, so that they trust each other’s cursors', () => {
    expect(gateways).toHaveLength(2);
    expect(gateways[0]?.[1]).toEqual(gateways[1]?.[1]);
  });

  test('let the gateways into Redis, which keeps its data in a volume when it is killed', async () => {
    makeSecrets();
    const { command = [], volumes } = serviceOf('redis');
    const [, users = '', ...options] = command;
    expect(volumes).toEqual(['redis:/data']);
    server = await startRedis('--include', secretFile(users), ...options);
    const { username, password } = new URL(readFileSync(secretFile('redis-url'), 'utf8').trim());
    const redis = new Redis(server.port, { username, password });
    const stranger = new Redis(server.port, { enableReadyCheck: false });
    expect(await redis.set('pagergraph:x', '1')).toBe('OK');
    expect(await redis.info('memory')).toContain('maxmemory_policy:noeviction');
    await expect(redis.set('other:x', '1')).rejects.toThrow('NOPERM');
    await expect(stranger.get('pagergraph:x')).rejects.toThrow('NOAUTH');
    await server.kill();
    await server.restart();
    const later = new Redis(server.port, { username, password });
    expect(await later.get('pagergraph:x')).toBe('1');
    const store = await openStore(
      readConfig({ REDIS_URL: `redis://${username}:${password}@127.0.0.1:${server.port}` }),
      silentLog,
    );
    const findings = await checkRedis(store);
    await store.close();
    expect(findings.map(({ status }) => status)).toEqual(['OK', 'OK']);
    for (const client of [redis, stranger, later]) client.disconnect();
  });
});

describe('what watches the gateways', () => {
  test('Prometheus has a valid configuration', () => {
    const args = ['check', 'config', 'prometheus.yml'];
    const { status } = spawnSync('promtool', args, { cwd: join(DEPLOY, 'prometheus') });
    expect(status).toBe(0);
  });

  test('Prometheus reads the metrics of every gateway, as the job that the rules expect', () => {
    const { scrape_configs: jobs } = parse(read('prometheus/prometheus.yml')) as { scrape_configs: readonly object[] };
    const targets = gateways.map(([name, { environment = {} }]) => `${name}:${environment['METRICS_PORT']}`);
    expect(jobs).toEqual([{ job_name: 'pagergraph', static_configs: [{ targets }] }]);
  });

  test('Grafana reads Prometheus and shows the mounted dashboard', () => {
    const { datasources } = parse(read('grafana/provisioning/datasources/prometheus.yml')) as {
      datasources: readonly { type: string; url: string }[];
    };
    expect(datasources).toMatchObject([{ type: 'prometheus', url: 'http://prometheus:9090' }]);
    const { providers } = parse(read('grafana/provisioning/dashboards/pagergraph.yml')) as {
      providers: readonly { options: { path: string } }[];
    };
    const dashboard = serviceOf('grafana').volumes?.find((volume) => volume.startsWith('./grafana/dashboard.json'));
    expect(dashboard).toContain(`:${providers[0]?.options.path}/`);
  });
});
