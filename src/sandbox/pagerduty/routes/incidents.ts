import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { iso } from '../../clock.js';
import { actorOf } from '../access.js';
import { badRequest, tooManyItems } from '../errors.js';
import { readBulk, readChange, readDraft, readNote, readSnooze, readSources } from '../incident-body.js';
import { createIncident } from '../incident-create.js';
import { findIncidents } from '../incident-list.js';
import type { Note } from '../incident-records.js';
import { mergeIncidents } from '../incident-merge.js';
import { snooze } from '../incident-snooze.js';
import { incidentAt, updateIncident, updateIncidents, type UpdateRules } from '../incident-update.js';
import { log } from '../log.js';
import { paged } from '../paging.js';
import { includes, type Query } from '../query.js';
import type { PagerDutyHalf } from '../server.js';
import { incidentView, noteView } from '../views/incident.js';
import { incidentReference } from '../views/reference.js';

const MAX_BULK = 250;
const MAX_NOTES = 2000;

/** A bulk answer carries paging fields and does not page (contracts: pagerduty-rest section 4). */
const UNPAGED = { limit: MAX_BULK, offset: 0, more: false, total: null };

/** Writers see the bridge they may just have set. */
const ECHO: ReadonlySet<string> = new Set(['conference_bridge']);

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
    snooze(half.state, incident, readSnooze(body), { kind: 'user', id: actor.id });
    return reply.code(201).send({ incident: incidentView(half.state, incident, ECHO) });
  });

  app.put<ById>('/incidents/:id/merge', async ({ headers, params, body }) => {
    const actor = actorOf(headers, half);
    const incident = incidentAt(half.state, params.id);
    mergeIncidents(half.state, incident, readSources(body), { kind: 'user', id: actor.id });
    return { incident: incidentReference(incident) };
  });
}

export function addNoteRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  const notesOf = (id: string): readonly Note[] => half.state.notes.get(incidentAt(half.state, id).id) ?? [];

  app.get<ById>('/incidents/:id/notes', async ({ params }) => ({
    notes: notesOf(params.id).map((note) => noteView(half.state, note)),
  }));

  /** Answers 200, not 201 (contracts: quirk 41); the newest note stands first. */
  app.post<ById>('/incidents/:id/notes', async ({ headers, params, body }) => {
    const actor = actorOf(headers, half);
    const incident = incidentAt(half.state, params.id);
    const content = readNote(body);
    const earlier = notesOf(incident.id);
    if (earlier.length >= MAX_NOTES) throw badRequest(2019, 'Product Limit Reached');
    const id = half.state.nextId('PNOTE');
    const note: Note = { id, userId: actor.id, content, createdAt: iso(half.state.now()) };
    half.state.notes.set(incident.id, [note, ...earlier]);
    log(half.state, incident, 'annotate', { kind: 'user', id: actor.id }, note.createdAt, { note: content });
    return { note: noteView(half.state, note) };
  });
}
