import { Fault } from '../../../../faults/fault.js';
import type { WrittenNote, WireNote } from '../../../../upstream/pagerduty/wire.js';
import { undefinedOnFault } from '../../../core/errors/undefined-on-fault.js';
import { assertNotBlank } from '../../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { isAtOrAfter } from '../../../../upstream/pagerduty/pagerduty-clock.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { withIncidentId } from '../with-incident-id.js';
import type { AddIncidentNoteInput } from './add-note.input.js';

interface AddedNote {
  readonly note: WrittenNote;
  readonly incidentId: string;
}

/**
 * Adds a note once, also when the outcome of a previous attempt is unknown.
 *
 * @param previousAttemptAt when a previous attempt with unknown outcome was sent, on the gateway's clock
 * @throws {Fault} `INVALID_INPUT`, `NOT_FOUND`; with `outcome: UNKNOWN` if it is unknown whether it was written
 */
export async function addIncidentNote(
  input: AddIncidentNoteInput,
  accountContext: PagerDutyAccountContext,
  previousAttemptAt?: number,
): Promise<AddedNote> {
  const content = assertNotBlank(input.content, ['input', 'content']);
  return withIncidentId(
    parseIncidentRef(input.incident, accountContext, INCIDENT_PATH),
    accountContext,
    INCIDENT_PATH,
    async (incidentId) => {
      const existing =
        previousAttemptAt === undefined
          ? undefined
          : await findNote(incidentId, content, accountContext, previousAttemptAt);
      return { note: existing ?? (await writeNote(incidentId, content, accountContext, input.actor)), incidentId };
    },
  );
}

/**
 * Writes a note. Notes have no key, so after a lost response it reads the notes of the incident: one with the same text
 * that is not older than the call is the written note.
 *
 * @throws {Fault} as `addIncidentNote`
 */
export async function writeNote(
  incidentId: string,
  content: string,
  accountContext: PagerDutyAccountContext,
  actor?: string | null,
): Promise<WrittenNote> {
  const startedAt = Date.now();
  try {
    return await withFieldPath(INCIDENT_PATH, accountContext.client.addNote(incidentId, content, actor));
  } catch (error) {
    if (!(error instanceof Fault) || error.outcome !== 'UNKNOWN') throw error;
    const found = await findNote(incidentId, content, accountContext, startedAt).catch(undefinedOnFault);
    if (found) return found;
    throw error;
  }
}

async function findNote(
  incidentId: string,
  content: string,
  { client }: PagerDutyAccountContext,
  since: number,
): Promise<WireNote | undefined> {
  const notes = await client.listNotes(incidentId);
  return notes.find(
    (note) => note.content === content && isAtOrAfter(note.created_at, client.toPagerDutyTime(since)) !== false,
  );
}
