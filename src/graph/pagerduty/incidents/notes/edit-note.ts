import { Fault } from '../../../../faults/fault.js';
import type { WireNote, WrittenNote } from '../../../../upstream/pagerduty/wire.js';
import { findEntry } from '../../../../upstream/transport/partial-list.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { parsePagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import { assertNotBlank } from '../../../core/input/validate.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { resolveIncidentId } from '../find-incident.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import type { DeleteIncidentNoteInput, UpdateIncidentNoteInput } from './edit-note.input.js';

const NOTE_PATH = ['input', 'note'];

/** A note as last read; undefined when the incident does not have it. */
interface NoteState {
  readonly incidentId: string;
  readonly note: WireNote | undefined;
}

export interface EditedNote {
  readonly incidentId: string;
  readonly note: WrittenNote;
  readonly changed: boolean;
}

/**
 * Changes the text of a note. It is read before each attempt, so that a late retry does not undo what somebody else wrote.
 *
 * @throws {Fault} `INVALID_INPUT` before any call, `NOT_FOUND`
 */
export async function updateNote(
  input: UpdateIncidentNoteInput,
  accountContext: PagerDutyAccountContext,
): Promise<EditedNote> {
  const content = assertNotBlank(input.content, ['input', 'content']);
  const { noteId, read } = prepareNoteRead(input, accountContext);
  return readThenWrite<NoteState, EditedNote>(accountContext, {
    read,
    resultWithoutWrite({ incidentId, note }, previousFault) {
      if (!note) throw createNoteNotFoundFault(noteId);
      // After a lost response the text is that of the lost write.
      return note.content === content ? { incidentId, note, changed: previousFault?.outcome === 'UNKNOWN' } : undefined;
    },
    async write({ incidentId }) {
      const written = accountContext.client.updateNote(incidentId, noteId, content, input.actor);
      return { incidentId, note: await withFieldPath(NOTE_PATH, written), changed: true };
    },
    canRetry: true,
  });
}

/**
 * Deletes a note and returns its id. After a lost response the notes are read again: a note that is gone was deleted.
 *
 * @throws {Fault} `INVALID_INPUT` before any call, `NOT_FOUND`
 */
export async function deleteNote(
  input: DeleteIncidentNoteInput,
  accountContext: PagerDutyAccountContext,
): Promise<string> {
  const { noteId, read } = prepareNoteRead(input, accountContext);
  return readThenWrite<NoteState, string>(accountContext, {
    read,
    resultWithoutWrite({ note }, previousFault) {
      if (note) return undefined;
      if (previousFault?.outcome === 'UNKNOWN') return noteId;
      throw createNoteNotFoundFault(noteId);
    },
    async write({ incidentId }) {
      await withFieldPath(NOTE_PATH, accountContext.client.deleteNote(incidentId, noteId));
      return noteId;
    },
    canRetry: true,
  });
}

/** Validates both references at once and returns a function that reads the note. */
function prepareNoteRead(
  { incident, note: ref }: DeleteIncidentNoteInput,
  accountContext: PagerDutyAccountContext,
): { readonly noteId: string; readonly read: () => Promise<NoteState> } {
  const locator = parseIncidentRef(incident, accountContext, INCIDENT_PATH);
  const noteId = parsePagerDutyRef(ref, 'IncidentNote', accountContext, NOTE_PATH);
  return {
    noteId,
    async read() {
      const incidentId = await resolveIncidentId(locator, accountContext, INCIDENT_PATH);
      const notes = await withFieldPath(INCIDENT_PATH, accountContext.client.listNotes(incidentId));
      return { incidentId, note: findEntry(notes, ({ id }) => id === noteId) };
    },
  };
}

function createNoteNotFoundFault(noteId: string): Fault {
  return new Fault('NOT_FOUND', `The incident has no note ${noteId}.`, { field: NOTE_PATH });
}
