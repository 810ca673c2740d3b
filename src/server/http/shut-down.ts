import type { FastifyInstance } from 'fastify';
import type { Drain } from './drain.js';

/** Maximum time that a stop waits for upstream calls. */
const DRAIN_TIMEOUT_MS = 8_500;

export interface ShutDownOptions {
  readonly app: FastifyInstance;
  readonly drain: Drain;
  readonly apollo: { stop(): Promise<void> };
  /** Connections to the upstreams. */
  readonly pools: { destroy(): void };
  readonly store: { close(): void };
  /** Ends all event streams and WebSockets. */
  readonly endStreams: () => void;
}

/** Finishes requests in flight, aborts upstream calls after 8.5 s, then closes everything. Logs its beginning and its end. */
export async function shutDown({ app, drain, apollo, pools, store, endStreams }: ShutDownOptions): Promise<void> {
  const startedAt = performance.now();
  app.log.info({ running: drain.running }, 'Stopping: new connections are refused, requests in flight are finished');
  // Then the requests in flight get an error response instead of a closed connection.
  const drainTimer = setTimeout(() => {
    app.log.warn({ running: drain.running }, 'Aborting the upstream calls in flight');
    pools.destroy();
  }, DRAIN_TIMEOUT_MS);
  await drain.end(endStreams);
  await app.close();
  await apollo.stop();
  clearTimeout(drainTimer);
  // Ends calls without a waiting client, such as startup checks and cache refreshes.
  pools.destroy();
  store.close();
  app.log.info({ durationMs: Math.round(performance.now() - startedAt) }, 'Stopped');
}
