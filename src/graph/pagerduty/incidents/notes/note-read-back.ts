import { Fault } from '../../../../faults/fault.js';
import type { NoteEcho, WireNote } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../../../core/context.js';
import type { Selection } from '../../../core/selection/selection.js';
import { toNote } from './note.map.js';
import type { IncidentNote } from './note.type.js';

const MADE_OF: Readonly<Record<string, keyof WireNote>> = {
  author: 'user',
  content: 'content',
  createdAt: 'created_at',
};

/**
 * The note as a mutation answers it: what is selected and not in the answer to the write is looked up among the notes of
 * the incident. When that fails the note is written all the same, and only what is missing fails.
 */
export async function toldNote(
  echo: NoteEcho,
  incidentId: string,
  access: PagerDutyAccess,
  selection: Selection,
): Promise<IncidentNote> {
  if (isWhole(echo, selection)) return toNote(echo, access);
  try {
    const notes = await access.client.listNotes(incidentId);
    const note = notes.find(({ id }) => id === echo.id);
    if (note) return toNote(note, access);
    throw new Fault('UPSTREAM_BAD_RESPONSE', 'PagerDuty wrote the note and does not list it yet.');
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // An error in a field's place is told at that field's path.
    const missing = error as never;
    const told = toNote({ content: missing, created_at: missing, ...echo }, access);
    return echo.user === undefined ? Object.assign(told, { author: missing }) : told;
  }
}

function isWhole(echo: NoteEcho, selection: Selection): echo is WireNote {
  return selection.names.every((name) => {
    const source = MADE_OF[name];
    return source === undefined || echo[source] !== undefined;
  });
}
