import type { FastifyInstance } from 'fastify';
import { requireIncident } from '../incidents/update-incidents.js';
import { cancelResponders, requestResponders } from '../responders/responder-requests.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { renderResponderRequest } from '../views/responder.js';
import type { ByIdRoute } from '../http/route-types.js';

/** The requester is in the body, so neither route reads `From` (docs/upstream-quirks.md, quirk 4). */
export function addResponderRequestRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.post<ByIdRoute>('/incidents/:id/responder_requests', async ({ params, body }) => {
    const incident = requireIncident(simulator.state, params.id);
    const request = requestResponders(simulator.state, incident, body);
    return { responder_request: renderResponderRequest(simulator.state, incident, request) };
  });

  app.put<ByIdRoute>('/incidents/:id/responder_requests/cancel', async ({ params, body }) => ({
    responder_request_targets: cancelResponders(simulator.state, requireIncident(simulator.state, params.id), body),
  }));
}
