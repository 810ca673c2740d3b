import type { FastifyInstance } from 'fastify';

/**
 * `/health/live`: the process runs. `/health/ready`: it takes work; whether an upstream is well is not asked, for taking
 * every replica out when PagerDuty is down would help nobody.
 *
 * @param isReady false once the process has begun to stop
 */
export function registerHealth(app: FastifyInstance, isReady: () => boolean = () => true): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    if (isReady()) return { status: 'ok' };
    return reply.code(503).send({ status: 'stopping' });
  });
}
