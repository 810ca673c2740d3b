import type { FastifyInstance } from 'fastify';
import { incidentAt } from '../incidents/update-incidents.js';
import { cancelResponders, requestResponders } from '../responders/responder-requests.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import { responderRequestView } from '../views/responder.js';

type ById = { Params: { id: string } };

/** Who asks stands in the body, so neither takes a `From` (contracts: quirk 4). */
export function addResponderRequestRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.post<ById>('/incidents/:id/responder_requests', async ({ params, body }) => {
    const incident = incidentAt(half.state, params.id);
    const request = requestResponders(half.state, incident, body);
    return { responder_request: responderRequestView(half.state, incident, request) };
  });

  app.put<ById>('/incidents/:id/responder_requests/cancel', async ({ params, body }) => ({
    responder_request_targets: cancelResponders(half.state, incidentAt(half.state, params.id), body),
  }));
}
