import { Fault } from '../../faults/fault.js';
import { notBlank } from '../check.js';
import type { PagerDutyAccess } from '../context.js';
import type { UserError } from '../user-error.type.js';
import { writeNote } from './add-note.js';
import { resolve } from './change-status.js';
import type { ResolveIncidentInput } from './incident-mutations.input.js';
import { toIncident } from './incident.map.js';
import { incidentIdOf, locatorOf } from './incident.ref.js';
import type { Incident } from './incident.type.js';
import { toNote } from './note.map.js';
import type { IncidentNote } from './note.type.js';

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
 * @throws {Fault} for whatever goes wrong before the note is written; afterwards the payload says `PARTIALLY_APPLIED`
 */
export async function resolveWithNote(input: ResolveIncidentInput, access: PagerDutyAccess): Promise<Resolved> {
  const actor = input.actor;
  const content = input.note == null ? undefined : notBlank(input.note, ['input', 'note']);
  const resolution = input.resolution == null ? undefined : notBlank(input.resolution, ['input', 'resolution']);
  const id = await incidentIdOf(locatorOf(input.incident, access, FIELD), access, FIELD);
  const written = content === undefined ? undefined : await writeNote(id, content, access, actor);
  const note = written ? toNote(written, access) : null;
  try {
    const { incident, changed } = await resolve(id, access, resolution, actor);
    return { incident: toIncident(incident, access), note, changed };
  } catch (error) {
    if (!note || !(error instanceof Fault)) throw error;
    return { incident: null, note, changed: false, userErrors: [onlyNoted(error)] };
  }
}

function onlyNoted({ message, upstream, outcome }: Fault): UserError {
  const rest = outcome === 'UNKNOWN' ? 'whether the incident was resolved is unknown' : 'the incident was not resolved';
  return { code: 'PARTIALLY_APPLIED', message: `The note was written, but ${rest}: ${message}`, upstream };
}
