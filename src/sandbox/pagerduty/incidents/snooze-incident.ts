import { after, iso, SECOND } from '../../clock.js';
import { badRequest } from '../http/errors.js';
import type { Agent, Incident } from '../state/incident-records.js';
import { log } from './incident-log.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** Lets an acknowledged incident sleep: it is triggered again `seconds` from now (contracts: pagerduty-rest section 7.6). */
export function snooze(state: PagerDutyState, incident: Incident, seconds: number, by: Agent): void {
  if (incident.status !== 'acknowledged') throw badRequest(1012, 'Incident is not Acknowledged');
  const now = iso(state.now());
  const snoozedUntil = after(now, seconds * SECOND);
  sleepUntil(incident, snoozedUntil);
  log(state, incident, 'snooze', by, now, { snoozedUntil });
  incident.updatedAt = now;
}

/** Takes the place of the acknowledgement's own end. */
export function sleepUntil(incident: Incident, at: string): void {
  incident.pendingActions = [
    { type: 'unacknowledge', at },
    ...incident.pendingActions.filter((action) => action.type !== 'unacknowledge'),
  ];
}
