import type { FastifyInstance } from 'fastify';
import type { ByIdRoute } from '../http/route-types.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { renderWebhookOAuthClient } from '../views/webhook-subscription.js';
import {
  createOAuthClient,
  deleteOAuthClient,
  requireOAuthClient,
  updateOAuthClient,
} from '../webhooks/oauth-clients.js';

const PATH = '/webhook_subscriptions/oauth_clients';

/** The list has no pages, and a create is a 201, unlike that of a subscription. */
export function addWebhookOAuthClientRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get(PATH, async () => ({
    oauth_clients: [...simulator.state.webhookOAuthClients.values()].map(renderWebhookOAuthClient),
  }));

  app.post(PATH, async ({ body }, reply) =>
    reply.code(201).send({ oauth_client: renderWebhookOAuthClient(createOAuthClient(simulator.state, body)) }),
  );

  app.get<ByIdRoute>(`${PATH}/:id`, async ({ params }) => ({
    oauth_client: renderWebhookOAuthClient(requireOAuthClient(simulator.state, params.id)),
  }));

  app.put<ByIdRoute>(`${PATH}/:id`, async ({ params, body }) => {
    const client = requireOAuthClient(simulator.state, params.id);
    updateOAuthClient(client, body);
    return { oauth_client: renderWebhookOAuthClient(client) };
  });

  app.delete<ByIdRoute>(`${PATH}/:id`, async ({ params }, reply) => {
    deleteOAuthClient(simulator.state, requireOAuthClient(simulator.state, params.id).id);
    return reply.code(204).send();
  });
}
