import type { FastifyInstance } from 'fastify';

/**
 * `/health/live`: the process runs. `/health/ready`: it takes work; whether an upstream is well is not asked, for taking
 * every replica out when PagerDuty is down would help nobody.
 */
export function registerHealth(app: FastifyInstance): void {
  for (const path of ['/health/live', '/health/ready']) app.get(path, async () => ({ status: 'ok' }));
}
