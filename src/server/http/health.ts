import type { FastifyInstance } from 'fastify';
import type { FeedStatus } from '../../feed/incident-feed.js';

export interface HealthOptions {
  /** False as soon as the process stops. */
  readonly isReady: () => boolean;
  /** States of the live feeds in use. */
  readonly getFeeds: () => readonly FeedStatus[];
}

/**
 * `/health/live`: the process runs. `/health/ready`: the process accepts requests. Readiness ignores the upstreams and the
 * feeds, because their outage would take all replicas out of service.
 */
export function registerHealth(app: FastifyInstance, { isReady, getFeeds }: HealthOptions): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    if (isReady()) return { status: 'ok', feeds: getFeeds().map(describeFeed) };
    return reply.code(503).send({ status: 'stopping' });
  });
}

/** The route is public, so it names neither accounts nor ids, nor the time of an incident. */
function describeFeed({ source, maxLagSeconds, isShared, webhook }: FeedStatus): object {
  if (!webhook) return { source, maxLagSeconds, isShared, webhook };
  const { isActive, isTemporarilyDisabled } = webhook;
  return { source, maxLagSeconds, isShared, webhook: { isActive, isTemporarilyDisabled } };
}
