import * as z from 'zod';
import { toIsoSeconds } from '../../clock.js';
import { isOpenAlert } from './add-alert.js';
import { badRequest } from '../http/errors.js';
import type { Alert, Incident } from '../state/incident-records.js';
import { markResolved } from '../incidents/status-transitions.js';
import { appendLogEntry, toAgent } from '../incidents/incident-log.js';
import type { User } from '../state/account-records.js';
import { type PagerDutyState } from '../state/pagerduty-state.js';
import { parseBody } from '../http/parse-body.js';
import { isOpen } from '../incidents/incident-predicates.js';

const alertChangeSchema = z.object({
  status: z.enum(['resolved', 'triggered']).optional(),
  incident: z.object({ id: z.string() }).optional(),
});

export type AlertChange = z.output<typeof alertChangeSchema> & { readonly id: string };

export function parseAlertChange(body: unknown): Omit<AlertChange, 'id'> {
  return parseBody(z.object({ alert: alertChangeSchema }), body).alert;
}

export function parseAlertChanges(body: unknown): readonly AlertChange[] {
  return parseBody(z.object({ alerts: z.array(alertChangeSchema.extend({ id: z.string() })) }), body).alerts;
}

/** An alert and its incident after a change. */
export interface ChangedAlert {
  readonly incident: Incident;
  readonly alert: Alert;
}

/**
 * Resolves alerts, reopens them, or moves them to other incidents (docs/upstream-quirks.md, "PagerDuty: alerts"). All
 * changes apply or none. An incident is resolved with its last open alert. The error codes are unverified.
 */
export function updateAlerts(
  state: PagerDutyState,
  incident: Incident,
  changes: readonly AlertChange[],
  actor: User | undefined,
): readonly ChangedAlert[] {
  const at = toIsoSeconds(state.now());
  const by = toAgent(actor, incident);
  const plan = changes.map((change) => ({
    change,
    alert: requireAlertOfIncident(incident, change.id),
    target: change.incident === undefined ? incident : requireOpenIncident(state, change.incident.id),
  }));
  for (const { change, alert, target } of plan) {
    if (change.status !== undefined) alert.resolvedAt = change.status === 'resolved' ? (alert.resolvedAt ?? at) : null;
    if (target === incident) continue;
    incident.alerts = incident.alerts.filter((other) => other !== alert);
    target.alerts = [...target.alerts, alert];
    target.updatedAt = at;
    appendLogEntry(state, incident, 'unlink', by, at);
    appendLogEntry(state, target, 'link', by, at);
  }
  incident.updatedAt = at;
  if (isOpen(incident) && incident.alerts.length > 0 && !incident.alerts.some(isOpenAlert))
    markResolved(state, incident, by, at);
  return plan.map(({ alert, target }) => ({ alert, incident: target }));
}

function requireAlertOfIncident(incident: Incident, id: string): Alert {
  const alert = incident.alerts.find((candidate) => candidate.id === id);
  if (alert === undefined) throw badRequest(1004, 'Invalid ID Provided', [`${id} is not an alert of this incident`]);
  return alert;
}

function requireOpenIncident(state: PagerDutyState, id: string): Incident {
  const incident = state.incidents.get(id);
  if (incident === undefined) throw badRequest(1004, 'Invalid ID Provided', [`${id} is not an incident`]);
  if (!isOpen(incident)) throw badRequest(1001, 'Incident Already Resolved');
  return incident;
}
