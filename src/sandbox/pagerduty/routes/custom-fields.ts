import type { FastifyInstance } from 'fastify';
import { findKeyOwner, requireActor } from '../http/authentication.js';
import { forbidden } from '../http/errors.js';
import type { ByIdRoute } from '../http/route-types.js';
import { renderFieldValues, setFieldValues } from '../incidents/field-values.js';
import { toAgent } from '../incidents/incident-log.js';
import { requireIncident } from '../incidents/update-incidents.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import type { Incident } from '../state/incident-records.js';

/** Neither requires `From` (docs/upstream-quirks.md, quirk 4). */
export function addFieldValueRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  const requireWithFields = (id: string): Incident => {
    const incident = requireIncident(simulator.state, id);
    if (simulator.control.switches.customFields === 'unavailable') throw forbidden();
    return incident;
  };

  app.get<ByIdRoute>('/incidents/:id/custom_fields/values', async ({ params }) => ({
    custom_fields: renderFieldValues(simulator.state, requireWithFields(params.id)),
  }));

  /** The status is 201 (docs/upstream-quirks.md, quirk 170). */
  app.put<ByIdRoute>('/incidents/:id/custom_fields/values', async ({ headers, params, body }, reply) => {
    const incident = requireWithFields(params.id);
    const actor = headers.from === undefined ? findKeyOwner(headers, simulator) : requireActor(headers, simulator);
    const by = toAgent(actor, incident);
    setFieldValues(simulator.state, incident, body, simulator.control.switches.unnamedFieldValues, by);
    return reply.code(201).send({ custom_fields: renderFieldValues(simulator.state, incident) });
  });
}
