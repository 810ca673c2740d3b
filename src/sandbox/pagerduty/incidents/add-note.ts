import { toIsoSeconds } from '../../clock.js';
import { badRequest } from '../http/errors.js';
import type { Agent, Incident, Note } from '../state/incident-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import { recordNote } from '../webhooks/record-event.js';
import { appendLogEntry } from './incident-log.js';

const MAX_NOTES = 2000;

/** Adds a note. The newest note is first. */
export function addNote(state: PagerDutyState, incident: Incident, content: string, by: Agent): Note {
  const existing = state.notes.get(incident.id) ?? [];
  if (existing.length >= MAX_NOTES) throw badRequest(2019, 'Product Limit Reached');
  const at = toIsoSeconds(state.now());
  const note: Note = { id: state.nextId('PNOTE'), by, content, createdAt: at, updatedAt: at };
  state.notes.set(incident.id, [note, ...existing]);
  appendLogEntry(state, incident, 'annotate', by, at, { note: content });
  recordNote(state, incident, by, at, note);
  return note;
}
