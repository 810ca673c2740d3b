// A gateway in its own process, so that its memory and its file descriptors can be measured.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** The option of `npm start` and of the installed command: by default, Node.js 24 keeps a larger heap for new objects. */
const NODE_OPTIONS = ['--max-semi-space-size=16'];
const ENTRY = new URL('../dist/index.js', import.meta.url).pathname;

/**
 * @param {{ pagerduty: { url: string }, cloudflare: { url: string } }} upstreams
 * @param {Record<string, string>} settings
 */
export async function startGateway({ pagerduty, cloudflare }, settings = {}) {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    UPSTREAMS: 'live',
    LOG_LEVEL: 'silent',
    ANONYMOUS_SCOPES: 'INCIDENTS_READ,INCIDENTS_WRITE,DESTINATIONS_READ,DESTINATIONS_WRITE',
    CALLER_RATE_LIMIT: '0',
    PAGERDUTY_API_TOKEN: 'resilience-pagerduty-key',
    PAGERDUTY_FROM: 'resilience@example.com',
    PAGERDUTY_FROM_MAY_ACKNOWLEDGE: 'on',
    PAGERDUTY_BASE_URL: pagerduty.url,
    CLOUDFLARE_API_TOKEN: 'resilience-cloudflare-token',
    CLOUDFLARE_ACCOUNT_ID: '0123456789abcdef0123456789abcdef',
    CLOUDFLARE_BASE_URL: cloudflare.url,
    ...settings,
  };
  const child = spawn(process.execPath, [...NODE_OPTIONS, ENTRY], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const endWithRun = () => child.kill('SIGKILL');
  process.once('exit', endWithRun);
  child.once('exit', () => process.off('exit', endWithRun));
  const url = await readAddress(child);

  return {
    url,
    child,
    run: (query, variables) => runOperation(url, query, variables),
    /** Resident memory in MB; undefined where there is no /proc. */
    memory: () => readMemory(child.pid),
    descriptors: () => countEntries(`/proc/${child.pid}/fd`),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** Runs an operation; returns its duration, its data and the codes of its errors. */
async function runOperation(url, query, variables = {}) {
  const began = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = await response.json();
  return { ms: performance.now() - began, data, codes: errors.map(({ extensions }) => extensions.code) };
}

async function readAddress(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /GraphQL\s+(http\S+)/.exec(line)?.[1];
    if (url) return url;
  }
  throw new Error('The gateway did not start.');
}

function readMemory(pid) {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

function countEntries(folder) {
  try {
    return readdirSync(folder).length;
  } catch {
    return undefined;
  }
}
