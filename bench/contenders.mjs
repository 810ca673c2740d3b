// The gateways that are compared; each runs in its own process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { FLAT_LIST } from './workloads.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** The arguments that `npm start` gives to Node.js. */
const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
const [, NODE_ARGUMENTS] = scripts.start.split(' exec node ');
if (!NODE_ARGUMENTS) throw new Error('The script `start` of package.json must end in `exec node …`.');

/** In the order of the table's columns. All values but the first contender's are ratios to the first. */
export const CONTENDERS = [
  { name: 'apollo', title: 'Apollo Server + RESTDataSource', args: ['bench/contenders/apollo.mjs'] },
  { name: 'mercurius', title: 'Mercurius + jit + undici', args: ['bench/contenders/mercurius.mjs'] },
  { name: 'baseline', title: 'baseline: no GraphQL', args: ['bench/contenders/baseline.mjs'] },
  { name: 'pagergraph', title: 'pagergraph', args: NODE_ARGUMENTS.split(' ') },
];

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
  CLOUDFLARE_ACCOUNT_ID: '5a4db0c5'.repeat(4),
  ANONYMOUS_SCOPES: 'INCIDENTS_READ,INCIDENTS_WRITE,DESTINATIONS_READ',
  CALLER_RATE_LIMIT: '0',
  LOG_LEVEL: 'info',
});

/**
 * Starts a contender and waits for its first response.
 *
 * @param {{ name: string, args: readonly string[] }} contender
 * @param {string} upstream origin of the simulated upstream
 * @param {readonly string[]} [options] of Node.js
 */
export async function startContender({ name, args }, upstream, options = []) {
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const env = settings(upstream, port);
  const child = spawn(process.execPath, [...options, ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await waitForFirstResponse(child, name, origin);
  const startMs = performance.now() - began;
  return {
    name,
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

async function waitForFirstResponse(child, name, origin) {
  const deadline = performance.now() + MAX_START_MS;
  while (child.exitCode === null && performance.now() < deadline) {
    const { data } = await runOperation(origin, { query: FLAT_LIST, variables: {} }).catch(() => ({}));
    if (data?.incidents) return;
    await sleep(RETRY_INTERVAL_MS);
  }
  child.kill('SIGKILL');
  throw new Error(`${name} did not respond within ${MAX_START_MS} ms.`);
}

/** Sends one operation to a gateway and parses the response. */
export async function runOperation(origin, operation) {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(operation),
  });
  return response.json();
}

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
