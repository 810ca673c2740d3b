import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { requireActor } from '../http/authentication.js';
import { tooManyItems } from '../http/errors.js';
import {
  parseBulkIncidentUpdate,
  parseIncidentUpdate,
  parseIncidentCreate,
  parseSnoozeSeconds,
  parseMergeSourceIds,
} from '../incidents/request-bodies.js';
import { createIncident } from '../incidents/create-incident.js';
import { findIncidents } from '../incidents/list-incidents.js';
import { mergeIncidents } from '../incidents/merge-incidents.js';
import { snoozeIncident } from '../incidents/snooze-incident.js';
import { requireIncident, updateIncident, updateIncidents, type UpdateRules } from '../incidents/update-incidents.js';
import { toAgent } from '../incidents/incident-log.js';
import { BULK_PAGE_FIELDS, MAX_BULK_ITEMS, paginate } from '../http/pagination.js';
import { readIncludes } from '../http/query-parameters.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { renderIncident } from '../views/incident.js';
import { renderIncidentReference } from '../views/reference.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';

/** Includes of write responses, which are fuller than those of reads: details, bridge and whole priority. */
const WRITE_INCLUDES: ReadonlySet<string> = new Set(['body', 'conference_bridge', 'priorities']);

export function addIncidentRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  const toUpdateRules = (headers: IncomingHttpHeaders): UpdateRules => ({
    actor: requireActor(headers, simulator),
    repeatedResolve: simulator.control.switches.repeatedResolve,
  });

  app.get<ListRoute>('/incidents', async ({ query }) =>
    paginate('incidents', findIncidents(simulator.state, query), query, (incident) =>
      renderIncident(simulator.state, incident, readIncludes(query)),
    ),
  );

  app.post('/incidents', async ({ headers, body }, reply) => {
    const actor = requireActor(headers, simulator);
    const incident = createIncident(simulator.state, parseIncidentCreate(body), actor);
    return reply.code(201).send({ incident: renderIncident(simulator.state, incident, WRITE_INCLUDES) });
  });

  app.put('/incidents', async ({ headers, body }) => {
    const rules = toUpdateRules(headers);
    const changes = parseBulkIncidentUpdate(body);
    if (changes.length > MAX_BULK_ITEMS) throw tooManyItems();
    const changed = updateIncidents(simulator.state, changes, rules);
    const incidents = changed.map((incident) => renderIncident(simulator.state, incident, WRITE_INCLUDES));
    return { incidents, ...BULK_PAGE_FIELDS };
  });

  app.get<ByIdRoute>('/incidents/:id', async ({ params, query }) => ({
    incident: renderIncident(simulator.state, requireIncident(simulator.state, params.id), readIncludes(query)),
  }));

  app.put<ByIdRoute>('/incidents/:id', async ({ headers, params, body }) => {
    const rules = toUpdateRules(headers);
    const incident = updateIncident(simulator.state, params.id, parseIncidentUpdate(body), rules);
    return { incident: renderIncident(simulator.state, incident, WRITE_INCLUDES) };
  });
}

/**
 * These responses differ from others: snooze is a 201, merge returns a reference (docs/upstream-quirks.md, quirks 41
 * and 43).
 */
export function addIncidentActionRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.post<ByIdRoute>('/incidents/:id/snooze', async ({ headers, params, body }, reply) => {
    const actor = requireActor(headers, simulator);
    const incident = requireIncident(simulator.state, params.id);
    snoozeIncident(simulator.state, incident, parseSnoozeSeconds(body), toAgent(actor, incident));
    return reply.code(201).send({ incident: renderIncident(simulator.state, incident, WRITE_INCLUDES) });
  });

  app.put<ByIdRoute>('/incidents/:id/merge', async ({ headers, params, body }) => {
    const actor = requireActor(headers, simulator);
    const incident = requireIncident(simulator.state, params.id);
    mergeIncidents(simulator.state, incident, parseMergeSourceIds(body), toAgent(actor, incident));
    return { incident: renderIncidentReference(incident) };
  });
}
