import { isOpenAlert } from '../alerts/add-alert.js';
import type { Alert, Incident } from '../state/incident-records.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { logEntryReference, logEntryView } from './log-entry.js';
import { API_HOME, incidentReference, integrationReference, reference, WEB_HOME } from './reference.js';
import { serviceView } from './service.js';

const NOTHING: ReadonlySet<string> = new Set();

/** The incident is always a reference here; whoever asks for it whole puts it in. */
export function alertView(
  state: PagerDutyState,
  incident: Incident,
  alert: Alert,
  include: ReadonlySet<string>,
): object {
  const service = known(state.services, alert.serviceId);
  return {
    id: alert.id,
    type: 'alert',
    summary: alert.summary,
    self: `${API_HOME}/incidents/${incident.id}/alerts/${alert.id}`,
    html_url: `${WEB_HOME}/alerts/${alert.id}`,
    created_at: alert.createdAt,
    status: isOpenAlert(alert) ? 'triggered' : 'resolved',
    alert_key: alert.key,
    service: include.has('services') ? serviceView(state, service, NOTHING) : reference('service', service),
    first_trigger_log_entry: firstEntry(state, incident, alert, include.has('first_trigger_log_entries')),
    incident: incidentReference(incident),
    suppressed: false,
    severity: alert.severity,
    integration: integrationReference(known(state.integrations, alert.integrationId)),
    body: { type: 'alert_body', contexts: alert.contexts, details: alert.details },
  };
}

/** Null for an alert that came by a merge: its entry stayed in the log of the source. */
function firstEntry(state: PagerDutyState, incident: Incident, alert: Alert, whole: boolean): object | null {
  const entry = incident.log.find(({ id }) => id === alert.logEntryId);
  if (entry === undefined) return null;
  return whole ? logEntryView(state, incident, entry, NOTHING) : logEntryReference(state, incident, entry);
}
