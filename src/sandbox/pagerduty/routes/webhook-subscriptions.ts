import type { FastifyInstance } from 'fastify';
import { paginate } from '../http/pagination.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { renderWebhookSubscription } from '../views/webhook-subscription.js';
import { parseSubscriptionCreate, parseSubscriptionUpdate } from '../webhooks/subscription-bodies.js';
import {
  createSubscription,
  findSubscriptions,
  requireSubscription,
  updateSubscription,
} from '../webhooks/subscriptions.js';

export function addWebhookSubscriptionRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ListRoute>('/webhook_subscriptions', async ({ query }) =>
    paginate('webhook_subscriptions', findSubscriptions(simulator.state, query), query, (subscription) =>
      renderWebhookSubscription(simulator.state, subscription),
    ),
  );

  /** The status is 200, and only this response contains the secret (docs/upstream-quirks.md, quirk 123). */
  app.post('/webhook_subscriptions', async ({ body }) => {
    const subscription = createSubscription(simulator.state, parseSubscriptionCreate(body));
    return {
      webhook_subscription: renderWebhookSubscription(simulator.state, subscription, subscription.secret),
    };
  });

  app.get<ByIdRoute>('/webhook_subscriptions/:id', async ({ params }) => ({
    webhook_subscription: renderWebhookSubscription(simulator.state, requireSubscription(simulator.state, params.id)),
  }));

  app.put<ByIdRoute>('/webhook_subscriptions/:id', async ({ params, body }) => {
    const subscription = requireSubscription(simulator.state, params.id);
    updateSubscription(simulator.state, subscription, parseSubscriptionUpdate(body));
    return { webhook_subscription: renderWebhookSubscription(simulator.state, subscription) };
  });

  app.delete<ByIdRoute>('/webhook_subscriptions/:id', async ({ params }, reply) => {
    const subscription = requireSubscription(simulator.state, params.id);
    simulator.state.webhookSubscriptions.delete(subscription.id);
    simulator.webhooks.remove(subscription);
    return reply.code(204).send();
  });
}

export function addWebhookSubscriptionActionRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  /** Ends a temporary disabling. What was dropped meanwhile is not sent. */
  app.post<ByIdRoute>('/webhook_subscriptions/:id/enable', async ({ params }) => {
    const subscription = requireSubscription(simulator.state, params.id);
    subscription.disabledUntil = 0;
    subscription.droppedInARow = 0;
    return { webhook_subscription: renderWebhookSubscription(simulator.state, subscription) };
  });

  app.post<ByIdRoute>('/webhook_subscriptions/:id/ping', async ({ params }, reply) => {
    simulator.webhooks.ping(requireSubscription(simulator.state, params.id));
    return reply.code(202).send();
  });
}
