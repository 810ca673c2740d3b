// The gateway of the live benchmark, in its own process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../resilience/free-port.mjs';

const ENTRY = fileURLToPath(new URL('../../dist/index.js', import.meta.url));

export const WEBHOOK_SECRET = 'the-secret-of-the-benchmark';

/** @returns its address and process id, and a function that stops it */
export async function startGateway({ url, apiToken }) {
  const port = await findFreePort();
  const settings = {
    PORT: String(port),
    LOG_LEVEL: 'warn',
    ANONYMOUS_SCOPES: 'INCIDENTS_READ',
    PAGERDUTY_BASE_URL: url,
    PAGERDUTY_API_TOKEN: apiToken,
    WEBHOOK_SECRETS: WEBHOOK_SECRET,
    CALLER_RATE_LIMIT: '0',
    MAX_SUBSCRIPTIONS: '10000',
    MAX_SUBSCRIPTIONS_PER_CALLER: '10000',
  };
  const child = spawn(process.execPath, ['--max-semi-space-size=16', ENTRY], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', UPSTREAMS: 'live', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.stdout.resume();
  return { origin: `http://127.0.0.1:${port}`, pid: child.pid, stop: () => child.kill() };
}
