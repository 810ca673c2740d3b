import { Fault } from '../../../../faults/fault.js';
import type { WrittenNote, WireNote } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import type { Selection } from '../../../core/selection/selection.js';
import { toNote } from './note.map.js';
import type { IncidentNote } from './note.type.js';

const SOURCE_FIELDS: Readonly<Record<string, keyof WireNote>> = {
  author: 'user',
  content: 'content',
  createdAt: 'created_at',
};

/**
 * The note as a mutation answers it: what is selected and not in the answer to the write is looked up among the notes of
 * the incident. When that fails the note is written all the same, and only what is missing fails.
 */
export async function readBackNote(
  echo: WrittenNote,
  incidentId: string,
  accountContext: PagerDutyAccountContext,
  selection: Selection,
): Promise<IncidentNote> {
  if (hasSelectedFields(echo, selection)) return toNote(echo, accountContext);
  try {
    const notes = await accountContext.client.listNotes(incidentId);
    const note = notes.find(({ id }) => id === echo.id);
    if (note) return toNote(note, accountContext);
    throw new Fault('UPSTREAM_BAD_RESPONSE', 'PagerDuty wrote the note and does not list it yet.');
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // An error in a field's place is told at that field's path.
    const missing = error as never;
    const partial = toNote({ content: missing, created_at: missing, ...echo }, accountContext);
    return echo.user === undefined ? Object.assign(partial, { author: missing }) : partial;
  }
}

function hasSelectedFields(echo: WrittenNote, selection: Selection): echo is WireNote {
  return selection.names.every((name) => {
    const source = SOURCE_FIELDS[name];
    return source === undefined || echo[source] !== undefined;
  });
}
