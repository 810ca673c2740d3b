import { addMilliseconds, toIsoSeconds, SECOND } from '../../clock.js';
import { badRequest } from '../http/errors.js';
import type { Agent, Incident } from '../state/incident-records.js';
import { appendLogEntry } from './incident-log.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/**
 * Snoozes an acknowledged incident: it is triggered again after `seconds` (docs/upstream-quirks.md, "PagerDuty:
 * snoozing").
 */
export function snoozeIncident(state: PagerDutyState, incident: Incident, seconds: number, by: Agent): void {
  if (incident.status !== 'acknowledged') throw badRequest(1012, 'Incident is not Acknowledged');
  const now = toIsoSeconds(state.now());
  const snoozedUntil = addMilliseconds(now, seconds * SECOND);
  scheduleUnacknowledge(incident, snoozedUntil);
  appendLogEntry(state, incident, 'snooze', by, now, { snoozedUntil });
  incident.updatedAt = now;
}

/** Replaces the end of the acknowledgement. */
export function scheduleUnacknowledge(incident: Incident, at: string): void {
  incident.pendingActions = [
    { type: 'unacknowledge', at },
    ...incident.pendingActions.filter((action) => action.type !== 'unacknowledge'),
  ];
}
