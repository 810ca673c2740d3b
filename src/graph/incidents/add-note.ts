import { Fault } from '../../faults/fault.js';
import type { WireNote } from '../../upstream/pagerduty/wire.js';
import { notBlank } from '../check.js';
import type { PagerDutyAccess } from '../context.js';
import { blaming } from '../settle.js';
import type { AddIncidentNoteInput } from './incident-mutations.input.js';
import { incidentIdOf, locatorOf } from './incident.ref.js';

const FIELD = ['input', 'incident'];

interface Noted {
  readonly note: WireNote;
  readonly incidentId: string;
}

/**
 * Writes a note. PagerDuty gives notes no key, so after a lost answer the incident's notes are read: one with the same
 * words that is not older than the call is ours.
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
  const incidentId = await incidentIdOf(locatorOf(input.incident, access, FIELD), access, FIELD);
  const since = Math.floor(Math.min(access.client.now(), lostSince ?? Infinity) / 1000) * 1000;
  const written = async (): Promise<WireNote | undefined> => {
    const notes = await access.client.listNotes(incidentId);
    return notes.find((note) => note.content === content && Date.parse(note.created_at) >= since);
  };
  const earlier = lostSince === undefined ? undefined : await written();
  if (earlier) return { note: earlier, incidentId };
  try {
    return { note: await blaming(FIELD, access.client.addNote(incidentId, content, input.actor)), incidentId };
  } catch (error) {
    if (!(error instanceof Fault) || error.outcome !== 'UNKNOWN') throw error;
    const found = await written().catch(() => undefined);
    if (found) return { note: found, incidentId };
    throw error;
  }
}
