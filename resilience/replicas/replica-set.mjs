// Replicas with one Redis, one sandbox and a balancer in front of them.
import { once } from 'node:events';
import { startSandbox } from '../../dist/sandbox/sandbox.js';
import { findFreePort } from '../free-port.mjs';
import { startGateway } from '../gateway-process.mjs';
import { startBalancer } from './balancer.mjs';
import { startRedis } from './redis-server.mjs';

const REPLICAS = 2;

/**
 * @param {Record<string, string>} settings of every replica
 * @param {boolean} isDurable whether Redis keeps its data when it is killed
 */
export async function startReplicaSet(settings = {}, isDurable = false) {
  const [redis, sandbox] = await Promise.all([
    startRedis(isDurable),
    startSandbox({ limits: { pagerduty: 1_000_000 } }),
  ]);
  const shared = { ...toSettings(sandbox), REDIS_URL: redis.url, CURSOR_KEY: 'k'.repeat(32), ...settings };
  const replicas = await Promise.all(Array.from({ length: REPLICAS }, () => openReplica(sandbox, shared)));
  const balancer = await startBalancer(replicas.map(({ port }) => port));
  return {
    redis,
    sandbox,
    replicas,
    balancer,
    async stop() {
      await balancer.stop();
      await Promise.all(replicas.map((replica) => replica.kill()));
      await Promise.all([redis.stop(), sandbox.stop()]);
    },
  };
}

function toSettings({ pagerduty, cloudflare }) {
  return {
    PAGERDUTY_API_TOKEN: pagerduty.apiToken,
    PAGERDUTY_FROM: pagerduty.from,
    PAGERDUTY_EVENTS_URL: pagerduty.eventsUrl,
    PAGERDUTY_ROUTING_KEYS: JSON.stringify(pagerduty.routingKeys),
    CLOUDFLARE_API_TOKEN: cloudflare.apiToken,
    CLOUDFLARE_ACCOUNT_ID: cloudflare.accountId,
  };
}

/** A gateway that can be stopped and started again on the same port. */
async function openReplica({ pagerduty, cloudflare }, settings) {
  const port = await findFreePort();
  const upstreams = { pagerduty: { url: pagerduty.baseUrl }, cloudflare: { url: cloudflare.baseUrl } };
  const start = () => startGateway(upstreams, { ...settings, PORT: String(port) });
  let gateway = await start();
  return {
    port,
    async start() {
      gateway = await start();
    },
    kill: () => gateway.stop(),
    /** @returns the exit code after SIGTERM */
    async terminate() {
      gateway.child.kill('SIGTERM');
      const [code] = await once(gateway.child, 'exit');
      return code;
    },
  };
}
