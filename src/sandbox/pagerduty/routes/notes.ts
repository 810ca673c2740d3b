import type { FastifyInstance } from 'fastify';
import { toIsoSeconds } from '../../clock.js';
import { requireActor } from '../http/authentication.js';
import { notFound } from '../http/errors.js';
import { parseNoteContent } from '../incidents/request-bodies.js';
import type { Note } from '../state/incident-records.js';
import { requireIncident } from '../incidents/update-incidents.js';
import { addNote } from '../incidents/add-note.js';
import { toAgent } from '../incidents/incident-log.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { renderNote } from '../views/note.js';
import type { ByIdRoute } from '../http/route-types.js';

type NoteRoute = ByIdRoute & { Params: { noteId: string } };

export function addNoteRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  const listNotes = (id: string): readonly Note[] =>
    simulator.state.notes.get(requireIncident(simulator.state, id).id) ?? [];

  app.get<ByIdRoute>('/incidents/:id/notes', async ({ params }) => ({
    notes: listNotes(params.id).map((note) => renderNote(simulator.state, note)),
  }));

  /** The status is 200, not 201 (docs/upstream-quirks.md, quirk 41). */
  app.post<ByIdRoute>('/incidents/:id/notes', async ({ headers, params, body }) => {
    const by = toAgent(requireActor(headers, simulator), requireIncident(simulator.state, params.id));
    const incident = requireIncident(simulator.state, params.id);
    const note = addNote(simulator.state, incident, parseNoteContent(body), by);
    return { note: renderNote(simulator.state, note) };
  });

  /** An update keeps the author. */
  app.put<NoteRoute>('/incidents/:id/notes/:noteId', async ({ headers, params, body }) => {
    requireActor(headers, simulator);
    const found = requireNote(listNotes(params.id), params.noteId);
    const changed: Note = { ...found, content: parseNoteContent(body), updatedAt: toIsoSeconds(simulator.state.now()) };
    const notes = listNotes(params.id).map((note) => (note === found ? changed : note));
    simulator.state.notes.set(requireIncident(simulator.state, params.id).id, notes);
    return { note: renderNote(simulator.state, changed) };
  });

  /** Declares no `From`, unlike the other two (docs/upstream-quirks.md, quirk 4). The log entry stays. */
  app.delete<NoteRoute>('/incidents/:id/notes/:noteId', async ({ params }, reply) => {
    const found = requireNote(listNotes(params.id), params.noteId);
    const notes = listNotes(params.id).filter((note) => note !== found);
    simulator.state.notes.set(requireIncident(simulator.state, params.id).id, notes);
    return reply.code(204).send();
  });
}

function requireNote(notes: readonly Note[], id: string): Note {
  const note = notes.find((candidate) => candidate.id === id);
  if (note === undefined) throw notFound();
  return note;
}
