import { Fault } from '../../../../faults/fault.js';
import { assertNotBlank } from '../../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import type { Selection } from '../../../core/selection/selection.js';
import type { UserError } from '../../../core/errors/user-error.type.js';
import { writeNote } from '../notes/add-note.js';
import { cancelQueuedTriggers, withCancelled } from './cancel-queued.js';
import { resolveIncident } from './change-one.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import type { ResolveIncidentInput } from './change-status.input.js';
import { type IncidentLocator, parseIncidentRef } from '../incident.ref.js';
import type { Incident } from '../incident.type.js';
import { withIncidentId } from '../with-incident-id.js';
import type { IncidentNote } from '../notes/note.type.js';
import { readBackIncident } from '../incident-read-back.js';
import { readBackNote } from '../notes/note-read-back.js';

interface ResolveResult {
  readonly incident: Incident | null;
  readonly note: IncidentNote | null;
  readonly changed: boolean;
  readonly cancelledTriggers: number;
  readonly userErrors?: readonly UserError[];
}

/**
 * Cancels the queued triggers of the incident's dedup key, then resolves the incident.
 *
 * @param selection of the payload
 * @throws {Fault} like `writeAndResolve`, or if a trigger may have reached PagerDuty; not if PagerDuty has no incident
 * because its trigger was cancelled
 */
export async function resolveWithNote(
  input: ResolveIncidentInput,
  accountContext: PagerDutyAccountContext,
  selection: Selection,
): Promise<ResolveResult> {
  const note = input.note == null ? undefined : assertNotBlank(input.note, ['input', 'note']);
  const resolution = input.resolution == null ? undefined : assertNotBlank(input.resolution, ['input', 'resolution']);
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  const { cancelled, blockedBy, unlessFound } = await cancelQueuedTriggers(locator, accountContext);
  if (blockedBy) throw blockedBy;
  try {
    const texts = { note, resolution, actor: input.actor };
    return { ...(await writeAndResolve(locator, texts, accountContext, selection)), cancelledTriggers: cancelled };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (unlessFound && error.code === 'NOT_FOUND') throw unlessFound;
    if (cancelled === 0) throw error;
    if (error.code === 'NOT_FOUND') return { incident: null, note: null, changed: false, cancelledTriggers: cancelled };
    throw withCancelled(error, cancelled);
  }
}

/**
 * Writes the note, then resolves: a resolved incident never lacks its note.
 *
 * @throws {Fault} if anything fails before the note is written; afterwards the payload has the error `PARTIALLY_APPLIED`
 */
function writeAndResolve(
  locator: IncidentLocator,
  { note, resolution, actor }: ResolveTexts,
  accountContext: PagerDutyAccountContext,
  selection: Selection,
): Promise<Omit<ResolveResult, 'cancelledTriggers'>> {
  return withIncidentId(locator, accountContext, INCIDENT_PATH, async (id) => {
    const writtenNote = note === undefined ? undefined : await writeNote(id, note, accountContext, actor);
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
  });
}

interface ResolveTexts {
  readonly note: string | undefined;
  readonly resolution: string | undefined;
  readonly actor: string | null | undefined;
}

function toNoteOnlyError({ message, upstream, outcome }: Fault): UserError {
  const incidentState =
    outcome === 'UNKNOWN' ? 'it is unknown whether the incident was resolved' : 'the incident was not resolved';
  return { code: 'PARTIALLY_APPLIED', message: `The note was written, but ${incidentState}: ${message}`, upstream };
}
