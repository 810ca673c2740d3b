import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config/config.js';
import type { Drain } from './drain.js';

/** Maximum time that a stop waits for upstream calls. */
const DRAIN_TIMEOUT_MS = 8_500;

export interface ShutDownOptions {
  readonly app: FastifyInstance;
  readonly config: Pick<Config, 'shutdownDelaySeconds'>;
  readonly drain: Drain;
  readonly upstreams: { readonly feeds: { close(): void } };
  readonly apollo: { stop(): Promise<void> };
  /** Connections to the upstreams. */
  readonly pools: { destroy(): void };
  /** Of what waits for PagerDuty. */
  readonly delivery: { stop(): Promise<void> };
  readonly store: { close(): Promise<void> };
  /** Ends all event streams and WebSockets. */
  readonly endStreams: () => void;
}

/**
 * Accepts requests until balancers know. Then finishes those in flight, aborts upstream calls after 8.5 s, and closes
 * everything. Logs its beginning and its end.
 */
export async function shutDown(options: ShutDownOptions): Promise<void> {
  const { app, drain, upstreams, apollo, pools, delivery, store, endStreams } = options;
  if (app.server.listening) await announceStop(options);
  upstreams.feeds.close();
  const startedAt = performance.now();
  app.log.info({ running: drain.running }, 'Stopping: new connections are refused, requests in flight are finished');
  // Then the requests in flight get an error response instead of a closed connection.
  const drainTimer = setTimeout(() => {
    app.log.warn({ running: drain.running }, 'Aborting the upstream calls in flight');
    pools.destroy();
  }, DRAIN_TIMEOUT_MS);
  await Promise.all([drain.end(endStreams), delivery.stop()]);
  await app.close();
  await apollo.stop();
  clearTimeout(drainTimer);
  // Ends calls without a waiting client, such as startup checks and cache refreshes.
  pools.destroy();
  await store.close();
  app.log.info({ durationMs: Math.round(performance.now() - startedAt) }, 'Stopped');
}

async function announceStop({ app, config, drain }: ShutDownOptions): Promise<void> {
  const delayMs = config.shutdownDelaySeconds * 1000;
  if (delayMs === 0) return;
  drain.isReady = false;
  app.log.info({ delayMs }, 'Stopping soon: /health/ready returns 503, requests are still accepted');
  await wait(delayMs);
}
