import type { FastifyInstance } from 'fastify';
import { CONTROL_PREFIX, orBadRequest } from '../../control/control-routes.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';

/** Control routes for webhooks that go wrong. */
export function addWebhookControlRoutes(app: FastifyInstance, { webhooks }: PagerDutySimulator): void {
  app.post(`${CONTROL_PREFIX}webhook-faults`, async (request, reply) => {
    orBadRequest(() => webhooks.faults.add(request.body));
    return reply.code(204).send();
  });
  app.delete(`${CONTROL_PREFIX}webhook-faults`, async (_request, reply) => {
    webhooks.faults.clear();
    return reply.code(204).send();
  });
}
