import { addMilliseconds, MINUTE } from '../../clock.js';
import { appendLogEntry } from '../incidents/incident-log.js';
import { type PagerDutyState } from '../state/pagerduty-state.js';
import { isOpen } from '../incidents/incident-predicates.js';

const NOTE_TEXTS = [
  'Looking into it.',
  'Same picture as last time, runbook page 4.',
  'Provider is informed, waiting for a response.',
];

/** Adds a note to every other acknowledged incident, five minutes after its acknowledgement. */
export function seedNotes(state: PagerDutyState): void {
  const acknowledged = [...state.incidents.values()].filter(
    (incident) => isOpen(incident) && incident.acknowledgements[0],
  );
  for (const [index, incident] of acknowledged.entries()) {
    const [acknowledgement] = incident.acknowledgements;
    if (acknowledgement === undefined || index % 2 === 1) continue;
    const content = NOTE_TEXTS[index % NOTE_TEXTS.length] ?? '';
    const createdAt = addMilliseconds(acknowledgement.at, 5 * MINUTE);
    const note = { id: state.nextId('PNOTE'), by: acknowledgement.by, content, createdAt, updatedAt: createdAt };
    state.notes.set(incident.id, [note]);
    appendLogEntry(state, incident, 'annotate', acknowledgement.by, createdAt, { note: content });
  }
}
