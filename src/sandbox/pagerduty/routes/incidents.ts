import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { actorOf } from '../http/authentication.js';
import { tooManyItems } from '../http/errors.js';
import { readBulk, readChange, readDraft, readSnooze, readSources } from '../incidents/request-bodies.js';
import { createIncident } from '../incidents/create-incident.js';
import { findIncidents } from '../incidents/list-incidents.js';
import { mergeIncidents } from '../incidents/merge-incidents.js';
import { snooze } from '../incidents/snooze-incident.js';
import { incidentAt, updateIncident, updateIncidents, type UpdateRules } from '../incidents/update-incidents.js';
import { agentFor } from '../incidents/incident-log.js';
import { paged } from '../http/pagination.js';
import { includes, type Query } from '../http/query-parameters.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import { incidentView } from '../views/incident.js';
import { incidentReference } from '../views/reference.js';

const MAX_BULK = 250;

/** A bulk answer carries paging fields and does not page (contracts: pagerduty-rest section 4). */
const UNPAGED = { limit: MAX_BULK, offset: 0, more: false, total: null };

/** Answers of writes are fuller than those of reads: with the whole priority, the body and the bridge. */
const ECHO: ReadonlySet<string> = new Set(['body', 'conference_bridge', 'priorities']);

type ById = { Params: { id: string }; Querystring: Query };

export function addIncidentRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  const rulesFor = (headers: IncomingHttpHeaders): UpdateRules => ({
    actor: actorOf(headers, half),
    repeatedResolve: half.control.switches.repeatedResolve,
  });

  app.get<{ Querystring: Query }>('/incidents', async ({ query }) =>
    paged('incidents', findIncidents(half.state, query), query, (incident) =>
      incidentView(half.state, incident, includes(query)),
    ),
  );

  app.post('/incidents', async ({ headers, body }, reply) => {
    const actor = actorOf(headers, half);
    const incident = createIncident(half.state, readDraft(body), actor);
    return reply.code(201).send({ incident: incidentView(half.state, incident, ECHO) });
  });

  app.put('/incidents', async ({ headers, body }) => {
    const rules = rulesFor(headers);
    const changes = readBulk(body);
    if (changes.length > MAX_BULK) throw tooManyItems();
    const changed = updateIncidents(half.state, changes, rules);
    const incidents = changed.map((incident) => incidentView(half.state, incident, ECHO));
    return { incidents, ...UNPAGED };
  });

  app.get<ById>('/incidents/:id', async ({ params, query }) => ({
    incident: incidentView(half.state, incidentAt(half.state, params.id), includes(query)),
  }));

  app.put<ById>('/incidents/:id', async ({ headers, params, body }) => {
    const rules = rulesFor(headers);
    const incident = updateIncident(half.state, params.id, readChange(body), rules);
    return { incident: incidentView(half.state, incident, ECHO) };
  });
}

/** Both answer otherwise than the rest: 201, and a reference (contracts: quirks 41 and 43). */
export function addIncidentActionRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.post<ById>('/incidents/:id/snooze', async ({ headers, params, body }, reply) => {
    const actor = actorOf(headers, half);
    const incident = incidentAt(half.state, params.id);
    snooze(half.state, incident, readSnooze(body), agentFor(actor, incident));
    return reply.code(201).send({ incident: incidentView(half.state, incident, ECHO) });
  });

  app.put<ById>('/incidents/:id/merge', async ({ headers, params, body }) => {
    const actor = actorOf(headers, half);
    const incident = incidentAt(half.state, params.id);
    mergeIncidents(half.state, incident, readSources(body), agentFor(actor, incident));
    return { incident: incidentReference(incident) };
  });
}
