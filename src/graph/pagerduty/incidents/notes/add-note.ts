import { Fault } from '../../../../faults/fault.js';
import type { NoteEcho, WireNote } from '../../../../upstream/pagerduty/wire.js';
import { notBlank } from '../../../core/input/validate.js';
import type { PagerDutyAccess } from '../../../core/context.js';
import { isSince } from '../../../../upstream/pagerduty/pagerduty-clock.js';
import { blaming } from '../../../core/mutations/run-mutation.js';
import type { AddIncidentNoteInput } from '../trigger/trigger-incident.input.js';
import { locatorOf } from '../incident.ref.js';
import { onIncident } from '../with-incident-id.js';

const FIELD = ['input', 'incident'];

interface Noted {
  readonly note: NoteEcho;
  readonly incidentId: string;
}

/**
 * Writes a note once.
 *
 * @param lostSince when an earlier try of the same request, whose outcome is unknown, was sent (our clock)
 * @throws {Fault} `INVALID_INPUT`, `NOT_FOUND`; with `outcome: UNKNOWN` when it cannot be told whether it was written
 */
export async function addNote(
  input: AddIncidentNoteInput,
  access: PagerDutyAccess,
  lostSince?: number,
): Promise<Noted> {
  const content = notBlank(input.content, ['input', 'content']);
  return onIncident(locatorOf(input.incident, access, FIELD), access, FIELD, async (incidentId) => {
    const earlier = lostSince === undefined ? undefined : await findNote(incidentId, content, access, lostSince);
    return { note: earlier ?? (await writeNote(incidentId, content, access, input.actor)), incidentId };
  });
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
  access: PagerDutyAccess,
  actor?: string | null,
): Promise<NoteEcho> {
  const startedAt = Date.now();
  try {
    return await blaming(FIELD, access.client.addNote(incidentId, content, actor));
  } catch (error) {
    if (!(error instanceof Fault) || error.outcome !== 'UNKNOWN') throw error;
    const found = await findNote(incidentId, content, access, startedAt).catch(() => undefined);
    if (found) return found;
    throw error;
  }
}

async function findNote(
  incidentId: string,
  content: string,
  { client }: PagerDutyAccess,
  since: number,
): Promise<WireNote | undefined> {
  const notes = await client.listNotes(incidentId);
  return notes.find((note) => note.content === content && isSince(note.created_at, client.momentOf(since)) !== false);
}
