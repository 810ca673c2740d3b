import { Fault } from '../../../../faults/fault.js';
import { assertNotBlank } from '../../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import type { Selection } from '../../../core/selection/selection.js';
import type { UserError } from '../../../core/errors/user-error.type.js';
import { writeNote } from '../notes/add-note.js';
import { resolveIncident } from './change-one.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import type { ResolveIncidentInput } from './change-status.input.js';
import { parseIncidentRef } from '../incident.ref.js';
import type { Incident } from '../incident.type.js';
import { withIncidentId } from '../with-incident-id.js';
import type { IncidentNote } from '../notes/note.type.js';
import { readBackIncident } from '../incident-read-back.js';
import { readBackNote } from '../notes/note-read-back.js';

interface ResolveResult {
  readonly incident: Incident | null;
  readonly note: IncidentNote | null;
  readonly changed: boolean;
  readonly userErrors?: readonly UserError[];
}

/**
 * Writes the note, then resolves: a resolved incident never lacks its note.
 *
 * @param selection of the payload
 * @throws {Fault} if anything fails before the note is written; afterwards the payload has the error `PARTIALLY_APPLIED`
 */
export async function resolveWithNote(
  input: ResolveIncidentInput,
  accountContext: PagerDutyAccountContext,
  selection: Selection,
): Promise<ResolveResult> {
  const actor = input.actor;
  const content = input.note == null ? undefined : assertNotBlank(input.note, ['input', 'note']);
  const resolution = input.resolution == null ? undefined : assertNotBlank(input.resolution, ['input', 'resolution']);
  return withIncidentId(
    parseIncidentRef(input.incident, accountContext, INCIDENT_PATH),
    accountContext,
    INCIDENT_PATH,
    async (id) => {
      const writtenNote = content === undefined ? undefined : await writeNote(id, content, accountContext, actor);
      const loadNote = async () =>
        writtenNote ? await readBackNote(writtenNote, id, accountContext, selection.at('note')) : null;
      try {
        const { incident, changed } = await resolveIncident(id, accountContext, resolution, actor);
        const readBack = await readBackIncident(incident, accountContext, selection.at('incident'), changed);
        return { incident: readBack, note: await loadNote(), changed };
      } catch (error) {
        if (!writtenNote || !(error instanceof Fault)) throw error;
        return { incident: null, note: await loadNote(), changed: false, userErrors: [toNoteOnlyError(error)] };
      }
    },
  );
}

function toNoteOnlyError({ message, upstream, outcome }: Fault): UserError {
  const incidentState =
    outcome === 'UNKNOWN' ? 'it is unknown whether the incident was resolved' : 'the incident was not resolved';
  return { code: 'PARTIALLY_APPLIED', message: `The note was written, but ${incidentState}: ${message}`, upstream };
}
