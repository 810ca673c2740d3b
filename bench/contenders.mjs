// The gateways that are compared; each runs in its own process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../resilience/free-port.mjs';
import { translate as toGenerated } from './contenders/generated/dialect.mjs';
import { CLOUDFLARE_ACCOUNT_ID, WARM_UP } from './workloads.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** The arguments that `npm start` gives to Node.js. */
const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
const [, NODE_ARGUMENTS] = scripts.start.split(' exec node ');
if (!NODE_ARGUMENTS) throw new Error('The script `start` of package.json must end in `exec node …`.');

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} title of its column
 * @property {readonly string[]} args of Node.js
 * @property {(workload: Workload) => Workload} translate to the contender's own schema
 * @typedef {import('./workloads.mjs').Workload} Workload
 */

const asItIs = (workload) => workload;
const contender = (name, title, file, translate = asItIs) => ({
  name,
  title,
  args: [`bench/contenders/${file}.mjs`],
  translate,
});

/**
 * In the order of the table's columns.
 *
 * @type {readonly Contender[]}
 */
export const CONTENDERS = [
  contender('apollo', 'Apollo Server', 'apollo'),
  contender('generated', 'Hive Gateway, generated', 'generated/gateway', toGenerated),
  contender('mercurius', 'Mercurius', 'mercurius'),
  contender('equal', 'Mercurius, equal duties', 'mercurius-equal-duties'),
  contender('baseline', 'baseline: no GraphQL', 'baseline'),
  { name: 'pagergraph', title: 'pagergraph', args: NODE_ARGUMENTS.split(' '), translate: asItIs },
];

/** The key that every request has; only two contenders check it. */
const API_KEY = 'bench-api-key';
export const HEADERS = { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` };

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
const API_KEYS_FILE = join(folder, 'api-keys.json');
const caller = {
  name: 'bench',
  sha256: createHash('sha256').update(API_KEY).digest('hex'),
  scopes: ['INCIDENTS_READ', 'INCIDENTS_WRITE', 'DESTINATIONS_READ'],
};
writeFileSync(API_KEYS_FILE, JSON.stringify([caller]));

const MAX_START_MS = 20_000;
const RETRY_INTERVAL_MS = 5;

/** Production settings, but without a rate limit, because one caller sends everything. The log goes to `/dev/null`. */
const settings = (upstream, port) => ({
  ...process.env,
  NODE_ENV: 'production',
  PORT: String(port),
  UPSTREAMS: 'live',
  PAGERDUTY_BASE_URL: upstream,
  PAGERDUTY_API_TOKEN: 'bench-pagerduty-key',
  PAGERDUTY_FROM: 'ops@example.com',
  PAGERDUTY_FROM_MAY_ACKNOWLEDGE: 'on',
  CLOUDFLARE_BASE_URL: `${upstream}/client/v4`,
  CLOUDFLARE_API_TOKEN: 'bench-cloudflare-token',
  CLOUDFLARE_ACCOUNT_ID,
  BENCH_API_KEY: API_KEY,
  API_KEYS_FILE,
  CALLER_RATE_LIMIT: '0',
  LOG_LEVEL: 'info',
});

/**
 * Starts a contender and waits for its first response.
 *
 * @param {Contender & { env?: Record<string, string> }} contender with settings beside the common ones
 * @param {string} upstream origin of the simulated upstream
 * @param {readonly string[]} [options] of Node.js
 */
export async function startContender({ name, args, translate, env: ownSettings = {} }, upstream, options = []) {
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const env = { ...settings(upstream, port), ...ownSettings };
  const child = spawn(process.execPath, [...options, ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const endWithRun = () => child.kill('SIGKILL');
  process.once('exit', endWithRun);
  child.once('exit', () => process.off('exit', endWithRun));
  await waitForFirstResponse(child, name, origin, translate(WARM_UP));
  const startMs = performance.now() - began;
  return {
    name,
    translate,
    origin,
    startMs,
    pid: child.pid,
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

async function waitForFirstResponse(child, name, origin, { query, variables, toData = (data) => data }) {
  const deadline = performance.now() + MAX_START_MS;
  while (child.exitCode === null && performance.now() < deadline) {
    const operation = { query, variables: variables()[0] };
    const { data } = await runOperation(origin, operation).catch(() => ({}));
    if (data && toData(data).incidents) return;
    await sleep(RETRY_INTERVAL_MS);
  }
  child.kill('SIGKILL');
  throw new Error(`${name} did not respond within ${MAX_START_MS} ms.`);
}

/** Sends one operation to a gateway and parses the response. */
export async function runOperation(origin, operation) {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify(operation),
  });
  return response.json();
}
