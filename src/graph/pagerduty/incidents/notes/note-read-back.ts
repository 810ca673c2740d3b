import { Fault } from '../../../../faults/fault.js';
import type { WrittenNote, WireNote } from '../../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import type { Selection } from '../../../core/selection/selection.js';
import { hasSelectedFields } from '../has-selected-fields.js';
import { toNote } from './note.map.js';
import type { IncidentNote } from './note.type.js';

const SOURCE_FIELDS: Readonly<Record<string, keyof WireNote>> = {
  author: 'user',
  content: 'content',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
};

/**
 * Completes the note that a mutation returns: selected fields that the response to the write lacks are read from the notes
 * of the incident. If that read fails, only these fields fail, because the note is written.
 */
export async function readBackNote(
  written: WrittenNote,
  incidentId: string,
  accountContext: PagerDutyAccountContext,
  selection: Selection,
): Promise<IncidentNote> {
  if (hasSelectedFields<WireNote>(written, selection, SOURCE_FIELDS)) return toNote(written, accountContext);
  try {
    const notes = await accountContext.client.listNotes(incidentId);
    const note = notes.find(({ id }) => id === written.id);
    if (note) return toNote(note, accountContext);
    throw new Fault(
      'UPSTREAM_BAD_RESPONSE',
      'PagerDuty wrote the note but does not list it yet. Read the notes again later.',
    );
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // A field with an error as its value is reported as an error at its path.
    const missing = error as never;
    const partial = toNote({ content: missing, created_at: missing, ...written }, accountContext);
    return written.user === undefined ? Object.assign(partial, { author: missing }) : partial;
  }
}
