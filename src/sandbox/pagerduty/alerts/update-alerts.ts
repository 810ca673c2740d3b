import * as z from 'zod';
import { iso } from '../../clock.js';
import { isOpenAlert } from './add-alert.js';
import { badRequest } from '../http/errors.js';
import { read } from '../incidents/request-bodies.js';
import type { Alert, Incident } from '../state/incident-records.js';
import { resolve } from '../incidents/status-transitions.js';
import { agentFor } from '../incidents/incident-log.js';
import type { User } from '../state/account-records.js';
import { isOpen, type PagerDutyState } from '../state/pagerduty-state.js';

const changeSchema = z.object({
  status: z.enum(['resolved', 'triggered']).optional(),
  incident: z.object({ id: z.string() }).optional(),
});

export type AlertChange = z.output<typeof changeSchema> & { readonly id: string };

export function readAlertChange(body: unknown): Omit<AlertChange, 'id'> {
  return read(z.object({ alert: changeSchema }), body).alert;
}

export function readAlertChanges(body: unknown): readonly AlertChange[] {
  return read(z.object({ alerts: z.array(changeSchema.extend({ id: z.string() })) }), body).alerts;
}

/** An alert and the incident it belongs to after a change. */
export interface ChangedAlert {
  readonly incident: Incident;
  readonly alert: Alert;
}

/**
 * Resolves alerts, opens them again, or gives them to other incidents, all or nothing (contracts: pagerduty-rest section
 * 8.2). An incident is over with its last open alert. Which codes stand for the refusals is unverified.
 */
export function updateAlerts(
  state: PagerDutyState,
  incident: Incident,
  changes: readonly AlertChange[],
  actor: User | undefined,
): readonly ChangedAlert[] {
  const at = iso(state.now());
  const planned = changes.map((change) => ({
    change,
    alert: alertOf(incident, change.id),
    into: change.incident === undefined ? incident : openIncidentAt(state, change.incident.id),
  }));
  for (const { change, alert, into } of planned) {
    if (change.status !== undefined) alert.resolvedAt = change.status === 'resolved' ? (alert.resolvedAt ?? at) : null;
    if (into === incident) continue;
    incident.alerts = incident.alerts.filter((other) => other !== alert);
    into.alerts = [...into.alerts, alert];
    into.updatedAt = at;
  }
  incident.updatedAt = at;
  if (isOpen(incident) && incident.alerts.length > 0 && !incident.alerts.some(isOpenAlert))
    resolve(state, incident, agentFor(actor, incident), at);
  return planned.map(({ alert, into }) => ({ alert, incident: into }));
}

function alertOf(incident: Incident, id: string): Alert {
  const alert = incident.alerts.find((candidate) => candidate.id === id);
  if (alert === undefined) throw badRequest(1004, 'Invalid ID Provided', [`${id} is not an alert of this incident`]);
  return alert;
}

function openIncidentAt(state: PagerDutyState, id: string): Incident {
  const incident = state.incidents.get(id);
  if (incident === undefined) throw badRequest(1004, 'Invalid ID Provided', [`${id} is not an incident`]);
  if (!isOpen(incident)) throw badRequest(1001, 'Incident Already Resolved');
  return incident;
}
