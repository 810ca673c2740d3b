import type { FastifyInstance } from 'fastify';
import { availableAlerts } from './policies/entitled-alert-types.js';
import { bare, success } from './http/envelope.js';
import { historyPage } from './history/notification-history.js';
import { createToken, disconnect, link } from './destinations/pagerduty-connection.js';
import { createPolicy, policyAt, replacePolicy } from './policies/policies.js';
import type { CloudflareHalf } from './cloudflare-simulator.js';

type ById = { Params: { id: string } };
type Listed = { Querystring: Readonly<Record<string, string | undefined>> };

export function addDestinationRoutes(app: FastifyInstance, half: CloudflareHalf): void {
  const style = () => half.control.switches;

  app.get('/destinations/pagerduty', async () => success([...half.state.destinations.values()], style()));

  app.delete('/destinations/pagerduty', async () => {
    disconnect(half.state);
    return bare(style());
  });

  app.post('/destinations/pagerduty/connect', async (_request, reply) =>
    reply.code(201).send(success({ id: createToken(half.state).id }, style())),
  );

  app.get<ById>('/destinations/pagerduty/connect/:id', async ({ params }) =>
    success({ id: link(half.state, params.id) }, style()),
  );

  app.get('/destinations/webhooks', async () => success([...half.state.webhooks.values()], style()));

  app.get('/destinations/eligible', async () => {
    const may = { eligible: true, ready: true };
    const { pagerDutyEligibility } = half.control.switches;
    const eligible = pagerDutyEligibility !== 'not-eligible';
    const result = {
      email: [{ ...may, type: 'email' }],
      pagerduty: [{ eligible, ready: pagerDutyEligibility === 'ready', type: 'pagerduty' }],
      webhooks: [{ ...may, type: 'webhook' }],
    };
    return success(result, style());
  });
}

export function addPolicyRoutes(app: FastifyInstance, half: CloudflareHalf): void {
  const style = () => half.control.switches;

  app.get('/policies', async () => success([...half.state.policies.values()], style()));
  app.post('/policies', async ({ body }) => success({ id: createPolicy(half.state, body) }, style()));
  app.get<ById>('/policies/:id', async ({ params }) => success(policyAt(half.state, params.id), style()));
  app.put<ById>('/policies/:id', async ({ params, body }) =>
    success({ id: replacePolicy(half.state, params.id, body) }, style()),
  );

  /** Answers the id, unlike the schema and like the real API (contracts: section 3.7). */
  app.delete<ById>('/policies/:id', async ({ params }) => {
    const { id } = policyAt(half.state, params.id);
    half.state.policies.delete(id);
    return success({ id }, style());
  });
}

export function addAlertRoutes(app: FastifyInstance, half: CloudflareHalf): void {
  app.get('/available_alerts', async () => success(availableAlerts(), half.control.switches));

  app.get<Listed>('/history', async ({ query }) => {
    const { entries, info } = historyPage(half.state, query);
    return success(entries, half.control.switches, info);
  });
}
