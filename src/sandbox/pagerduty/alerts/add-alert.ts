import type { Agent, Alert, Incident } from '../state/incident-records.js';
import { appendLogEntry } from '../incidents/incident-log.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** Content of an alert, as a monitoring tool reports it. */
export type AlertContent = Pick<Alert, 'summary' | 'severity' | 'details' | 'contexts'>;

export function isOpenAlert(alert: Alert): boolean {
  return alert.resolvedAt === null;
}

/** Adds an alert to an incident and a log entry for it. */
export function addAlert(
  state: PagerDutyState,
  incident: Incident,
  { key, integrationId, ...content }: AlertContent & Pick<Alert, 'key' | 'integrationId'>,
  at: string,
): void {
  const by: Agent = { kind: 'integration', id: integrationId };
  const entry = appendLogEntry(state, incident, 'trigger', by, at, { description: content.summary });
  incident.alerts.push({
    id: state.nextId('PALRT'),
    key,
    integrationId,
    serviceId: incident.serviceId,
    createdAt: at,
    logEntryId: entry.id,
    resolvedAt: null,
    ...content,
  });
  incident.updatedAt = at;
}

/** Updates an alert after another trigger with the same key (docs/upstream-quirks.md, quirk 71). */
export function refreshAlert(
  state: PagerDutyState,
  incident: Incident,
  alert: Alert,
  content: AlertContent,
  at: string,
): void {
  Object.assign(alert, content);
  appendLogEntry(state, incident, 'trigger', { kind: 'integration', id: alert.integrationId }, at, {
    description: content.summary,
  });
  incident.updatedAt = at;
}
