import { Fault } from '../../../../faults/fault.js';
import { notBlank } from '../../../core/input/validate.js';
import type { PagerDutyAccess } from '../../../core/context.js';
import type { Selection } from '../../../core/selection/selection.js';
import type { UserError } from '../../../core/errors/user-error.type.js';
import { writeNote } from '../notes/add-note.js';
import { resolve } from './change-one.js';
import type { ResolveIncidentInput } from '../trigger/trigger-incident.input.js';
import { locatorOf } from '../incident.ref.js';
import type { Incident } from '../incident.type.js';
import { onIncident } from '../with-incident-id.js';
import type { IncidentNote } from '../notes/note.type.js';
import { toldIncident } from '../incident-read-back.js';
import { toldNote } from '../notes/note-read-back.js';

interface Resolved {
  readonly incident: Incident | null;
  readonly note: IncidentNote | null;
  readonly changed: boolean;
  readonly userErrors?: readonly UserError[];
}

const FIELD = ['input', 'incident'];

/**
 * Writes the note first, so that a resolved incident is never left without it; then resolves.
 *
 * @param selection of the payload
 * @throws {Fault} for whatever goes wrong before the note is written; afterwards the payload says `PARTIALLY_APPLIED`
 */
export async function resolveWithNote(
  input: ResolveIncidentInput,
  access: PagerDutyAccess,
  selection: Selection,
): Promise<Resolved> {
  const actor = input.actor;
  const content = input.note == null ? undefined : notBlank(input.note, ['input', 'note']);
  const resolution = input.resolution == null ? undefined : notBlank(input.resolution, ['input', 'resolution']);
  return onIncident(locatorOf(input.incident, access, FIELD), access, FIELD, async (id) => {
    const written = content === undefined ? undefined : await writeNote(id, content, access, actor);
    const tellNote = async () => (written ? await toldNote(written, id, access, selection.at('note')) : null);
    try {
      const { incident, changed } = await resolve(id, access, resolution, actor);
      const told = await toldIncident(incident, access, selection.at('incident'), changed);
      return { incident: told, note: await tellNote(), changed };
    } catch (error) {
      if (!written || !(error instanceof Fault)) throw error;
      return { incident: null, note: await tellNote(), changed: false, userErrors: [onlyNoted(error)] };
    }
  });
}

function onlyNoted({ message, upstream, outcome }: Fault): UserError {
  const rest = outcome === 'UNKNOWN' ? 'whether the incident was resolved is unknown' : 'the incident was not resolved';
  return { code: 'PARTIALLY_APPLIED', message: `The note was written, but ${rest}: ${message}`, upstream };
}
