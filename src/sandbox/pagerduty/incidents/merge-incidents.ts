import { toIsoSeconds } from '../../clock.js';
import { badRequest, invalidInput } from '../http/errors.js';
import type { Agent, Incident } from '../state/incident-records.js';
import { appendLogEntry } from './incident-log.js';
import { markResolved } from './status-transitions.js';
import { type PagerDutyState } from '../state/pagerduty-state.js';
import { isMergeable, isOpen } from './incident-predicates.js';

const MAX_ALERTS = 1000;

/**
 * Moves the alerts of the sources to an open incident and resolves the sources (docs/upstream-quirks.md, "PagerDuty:
 * merging"). All changes apply or none. Codes other than 1001 and 1019 are invented.
 */
export function mergeIncidents(state: PagerDutyState, target: Incident, sourceIds: readonly string[], by: Agent): void {
  if (!isOpen(target)) throw badRequest(1001, 'Incident Already Resolved');
  const sources = sourceIds.map((id) => requireMergeSource(state, target, id));
  const alerts = [...target.alerts, ...sources.flatMap((source) => source.alerts)];
  if (alerts.length > MAX_ALERTS) throw badRequest(2019, 'Product Limit Reached');
  const at = toIsoSeconds(state.now());
  target.alerts = alerts;
  target.updatedAt = at;
  for (const source of sources) {
    source.alerts = [];
    source.mergedIntoId = target.id;
    if (isOpen(source)) markResolved(state, source, by, at);
    source.updatedAt = at;
    appendLogEntry(state, target, 'link', by, at);
  }
}

function requireMergeSource(state: PagerDutyState, target: Incident, id: string): Incident {
  const source = state.incidents.get(id);
  if (source === undefined) throw badRequest(1004, 'Invalid ID Provided', [`${id} is not an incident`]);
  if (source === target) throw invalidInput('An incident cannot be merged into itself');
  if (source.mergedIntoId !== null) throw badRequest(1019, 'Incident Already Merged');
  if (!isMergeable(source)) throw invalidInput(`Incident ${id} is not mergeable`);
  return source;
}
