import type { FastifyInstance } from 'fastify';

/**
 * `/health/live`: the process runs. `/health/ready`: the process accepts requests. Readiness ignores the upstreams, because
 * their outage would take all replicas out of service.
 *
 * @param isReady false as soon as the process stops
 */
export function registerHealth(app: FastifyInstance, isReady: () => boolean = () => true): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    if (isReady()) return { status: 'ok' };
    return reply.code(503).send({ status: 'stopping' });
  });
}
