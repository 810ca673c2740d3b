import { Fault } from '../../../../faults/fault.js';
import type { WrittenNote, WireNote } from '../../../../upstream/pagerduty/wire.js';
import { assertNotBlank } from '../../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { isAtOrAfter } from '../../../../upstream/pagerduty/pagerduty-clock.js';
import { withFieldPath } from '../../../core/mutations/run-mutation.js';
import type { AddIncidentNoteInput } from '../trigger/trigger-incident.input.js';
import { parseIncidentRef } from '../incident.ref.js';
import { withIncidentId } from '../with-incident-id.js';

const INCIDENT_PATH = ['input', 'incident'];

interface AddedNote {
  readonly note: WrittenNote;
  readonly incidentId: string;
}

/**
 * Writes a note once.
 *
 * @param previousAttemptAt when an earlier try of the same request, whose outcome is unknown, was sent (our clock)
 * @throws {Fault} `INVALID_INPUT`, `NOT_FOUND`; with `outcome: UNKNOWN` when it cannot be told whether it was written
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
 * PagerDuty gives notes no key, so after a lost answer the incident's notes are read: one with the same words that is
 * not older than the call is ours.
 *
 * @throws {Fault} as `addNote`
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
    const found = await findNote(incidentId, content, accountContext, startedAt).catch(() => undefined);
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
