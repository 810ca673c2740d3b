import { needsFullObject } from '../../core/selection/expand-reference.js';
import type { Selection } from '../../core/selection/selection.js';

/** Fields of the incident of a log entry that its reference contains. */
const FIELDS_OF_REFERENCE = ['number', 'title', 'account'];

/** Whether a selection on the incident of a log entry needs more than its reference. */
export function needsIncident(incident: Selection): boolean {
  return needsFullObject(incident, FIELDS_OF_REFERENCE);
}
