// The gateways that are compared, each a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { FLAT_LIST } from './workloads.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** What `npm start` gives to Node.js. */
const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
const [, STARTED] = scripts.start.split(' exec node ');
if (!STARTED) throw new Error('How npm start starts the gateway is not understood any more.');

/** In the order of the table's columns; all others are told in parts of the first. `args` are Node.js's. */
export const CONTENDERS = [
  { name: 'apollo', title: 'Apollo Server + RESTDataSource', args: ['bench/contenders/apollo.mjs'] },
  { name: 'mercurius', title: 'Mercurius + jit + undici', args: ['bench/contenders/mercurius.mjs'] },
  { name: 'floor', title: 'floor: no GraphQL', args: ['bench/contenders/baseline.mjs'] },
  { name: 'pagergraph', title: 'pagergraph', args: STARTED.split(' ') },
];

const LONGEST_START_MS = 20_000;
const BETWEEN_TRIES_MS = 5;

/** As in production, but that no caller is counted: here one sends everything. What is logged goes to `/dev/null`. */
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
 * Starts a contender and waits until it answers.
 *
 * @param {{ name: string, args: readonly string[] }} contender
 * @param {string} upstream origin of the fake upstream
 * @param {readonly string[]} [options] of Node.js
 */
export async function startContender({ name, args }, upstream, options = []) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const env = settings(upstream, port);
  const child = spawn(process.execPath, [...options, ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await firstAnswer(child, name, origin);
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

async function firstAnswer(child, name, origin) {
  const deadline = performance.now() + LONGEST_START_MS;
  while (child.exitCode === null && performance.now() < deadline) {
    const { data } = await answerOf(origin, { query: FLAT_LIST, variables: {} }).catch(() => ({}));
    if (data?.incidents) return;
    await sleep(BETWEEN_TRIES_MS);
  }
  child.kill('SIGKILL');
  throw new Error(`${name} does not answer.`);
}

/** What a gateway answers to one request. */
export async function answerOf(origin, request) {
  const body = JSON.stringify(request);
  const answer = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return answer.json();
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
