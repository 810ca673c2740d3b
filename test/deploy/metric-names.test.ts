import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findFreePort } from '../ports.js';
import { startRedis, type TestRedis } from '../store/test-redis.js';
import { parseSamples } from '../server/observability/scrape.js';

/** The process that `npm start` runs; run `npm run build` first. */
const ENTRY = join(__dirname, '../../dist/index.js');
const DEPLOY = join(__dirname, '../../deploy');
const dashboard = readFileSync(join(DEPLOY, 'grafana/dashboard.json'), 'utf8');
const rules = readFileSync(join(DEPLOY, 'prometheus/rules.yml'), 'utf8');

const METRIC = /\b(?:pagergraph|graphql|http_server|nodejs|process)_[a-z0-9_]+\b/g;
/** Labels have the same prefixes. */
const LABELS = new Set(['graphql_operation_name', 'graphql_operation_type']);

function metricsIn(expressions: readonly string[]): string[] {
  const names = expressions.flatMap((expression) => [...expression.matchAll(METRIC)].map(([name]) => name));
  return [...new Set(names)].filter((name) => !LABELS.has(name)).toSorted();
}

const dashboardMetrics = metricsIn([...dashboard.matchAll(/"expr": "(.*)"/g)].map(([, expression = '']) => expression));
const ruleMetrics = metricsIn([...rules.matchAll(/expr: ([^]*?)\n {8}for:/g)].map(([, expression = '']) => expression));

const exported = new Set<string>();
let gateway: ChildProcess;
let redis: TestRedis;

/** Waits for a line of the gateway's output; resolves to the first group of the pattern. */
function waitForLine(lines: Interface, pattern: RegExp): Promise<string> {
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      const found = pattern.exec(line);
      if (found) resolve(found[1] ?? '');
    });
  });
}

const post = (url: string, body: object, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const request = (api: string, query: string, headers?: Record<string, string>) => post(api, { query }, headers);

const isComplete = () => [...dashboardMetrics, ...ruleMetrics].every((name) => exported.has(name));

/** Scrapes as Prometheus does, because a gauge of what is in Redis has a value only after a response of Redis. */
async function scrapeUntilComplete(metrics: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  do {
    // oxlint-disable-next-line no-await-in-loop -- one scrape after another
    for (const { name } of parseSamples(await (await fetch(metrics)).text())) exported.add(name);
  } while (!isComplete() && Date.now() < deadline);
}

beforeAll(async () => {
  // The sandbox sends webhooks only to a port that is known before the start.
  redis = await startRedis();
  const env = { PORT: String(await findFreePort()), METRICS_PORT: '0', REDIS_URL: redis.url };
  gateway = spawn(process.execPath, [ENTRY], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: gateway.stdout as Readable });
  const hasWebhooks = waitForLine(lines, /The live feed receives events by webhook/);
  const [api, sandbox, metrics] = await Promise.all([
    waitForLine(lines, /GraphQL +(\S+)/),
    waitForLine(lines, /PagerDuty +(\S+)/),
    waitForLine(lines, /"url":"(.*?)","msg":"Metrics are served"/),
  ]);
  await request(api, '{ incidents { nodes { id } } }', { authorization: 'Bearer wrong' });
  await post(`${sandbox}/_sandbox/faults`, { kind: '500', times: 1 }, { 'x-sandbox-control': '1' });
  await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      request(
        api,
        `query Load { incidents(first: ${(index % 50) + 1}) { nodes { id title } } services { nodes { id } } }`,
      ),
    ),
  );
  const stream = await request(api, 'subscription { openIncidents { __typename } }', { accept: 'text/event-stream' });
  await stream.body?.getReader().read();
  await hasWebhooks;
  await scrapeUntilComplete(metrics);
}, 30_000);

afterAll(async () => {
  gateway.kill('SIGKILL');
  await once(gateway, 'exit');
  await redis.stop();
});

describe('a gateway under load exports', () => {
  test('metrics at all', () => {
    expect(dashboardMetrics.length).toBeGreaterThan(10);
    expect(ruleMetrics.length).toBeGreaterThan(5);
  });

  test.each(dashboardMetrics)('%s, which the dashboard shows', (name) => {
    expect([...exported]).toContain(name);
  });

  test.each(ruleMetrics)('%s, which an alert reads', (name) => {
    expect([...exported]).toContain(name);
  });
});

test('docs/operating.md describes every metric that a gateway under load exports', () => {
  const docs = readFileSync(join(__dirname, '../../docs/operating.md'), 'utf8');
  const own = [...exported].filter((name) => /^(?:pagergraph|graphql|http_server)_/.test(name));
  const names = new Set(own.map((name) => name.replace(/_(?:bucket|sum|count)$/, '')));
  expect(names.size).toBeGreaterThan(15);
  expect([...names].filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
});
