import type { FastifyInstance } from 'fastify';
import { iso } from '../../clock.js';
import { actorOf } from '../http/authentication.js';
import { badRequest, notFound } from '../http/errors.js';
import { readNote } from '../incidents/request-bodies.js';
import type { Note } from '../state/incident-records.js';
import { incidentAt } from '../incidents/update-incidents.js';
import { agentFor, log } from '../incidents/incident-log.js';
import type { Query } from '../http/query-parameters.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import { noteView } from '../views/note.js';

const MAX_NOTES = 2000;

type ById = { Params: { id: string }; Querystring: Query };
type Single = ById & { Params: { noteId: string } };

export function addNoteRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  const notesOf = (id: string): readonly Note[] => half.state.notes.get(incidentAt(half.state, id).id) ?? [];

  app.get<ById>('/incidents/:id/notes', async ({ params }) => ({
    notes: notesOf(params.id).map((note) => noteView(half.state, note)),
  }));

  /** Answers 200, not 201 (contracts: quirk 41); the newest note stands first. */
  app.post<ById>('/incidents/:id/notes', async ({ headers, params, body }) => {
    const by = agentFor(actorOf(headers, half), incidentAt(half.state, params.id));
    const incident = incidentAt(half.state, params.id);
    const content = readNote(body);
    const earlier = notesOf(incident.id);
    if (earlier.length >= MAX_NOTES) throw badRequest(2019, 'Product Limit Reached');
    const at = iso(half.state.now());
    const note: Note = { id: half.state.nextId('PNOTE'), by, content, createdAt: at, updatedAt: at };
    half.state.notes.set(incident.id, [note, ...earlier]);
    log(half.state, incident, 'annotate', by, at, { note: content });
    return { note: noteView(half.state, note) };
  });

  /** Whoever changes it, it stays its writer's. */
  app.put<Single>('/incidents/:id/notes/:noteId', async ({ headers, params, body }) => {
    actorOf(headers, half);
    const found = noteAt(notesOf(params.id), params.noteId);
    const changed: Note = { ...found, content: readNote(body), updatedAt: iso(half.state.now()) };
    const notes = notesOf(params.id).map((note) => (note === found ? changed : note));
    half.state.notes.set(incidentAt(half.state, params.id).id, notes);
    return { note: noteView(half.state, changed) };
  });

  /** Declares no `From`, unlike the other two (contracts: quirk 4); its log entry stays. */
  app.delete<Single>('/incidents/:id/notes/:noteId', async ({ params }, reply) => {
    const found = noteAt(notesOf(params.id), params.noteId);
    const notes = notesOf(params.id).filter((note) => note !== found);
    half.state.notes.set(incidentAt(half.state, params.id).id, notes);
    return reply.code(204).send();
  });
}

function noteAt(notes: readonly Note[], id: string): Note {
  const note = notes.find((candidate) => candidate.id === id);
  if (note === undefined) throw notFound();
  return note;
}
