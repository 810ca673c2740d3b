import { isOpenAlert } from '../alerts/add-alert.js';
import type { Alert, Incident } from '../state/incident-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderLogEntryReference, renderLogEntry } from './log-entry.js';
import {
  API_ORIGIN,
  renderIncidentReference,
  renderIntegrationReference,
  renderReference,
  WEB_ORIGIN,
} from './reference.js';
import { renderService } from './service.js';
import { NO_INCLUDES } from '../http/query-parameters.js';

/** The incident is always a reference. Callers replace it for `include[]=incidents`. */
export function renderAlert(
  state: PagerDutyState,
  incident: Incident,
  alert: Alert,
  include: ReadonlySet<string>,
): object {
  const service = requireRecord(state.services, alert.serviceId);
  return {
    id: alert.id,
    type: 'alert',
    summary: alert.summary,
    self: `${API_ORIGIN}/incidents/${incident.id}/alerts/${alert.id}`,
    html_url: `${WEB_ORIGIN}/alerts/${alert.id}`,
    created_at: alert.createdAt,
    status: isOpenAlert(alert) ? 'triggered' : 'resolved',
    alert_key: alert.key,
    service: include.has('services') ? renderService(state, service, NO_INCLUDES) : renderReference('service', service),
    first_trigger_log_entry: renderFirstEntry(state, incident, alert, include.has('first_trigger_log_entries')),
    incident: renderIncidentReference(incident),
    suppressed: false,
    severity: alert.severity,
    integration: renderIntegrationReference(requireRecord(state.integrations, alert.integrationId)),
    body: { type: 'alert_body', contexts: alert.contexts, details: alert.details },
  };
}

/** Null for an alert from a merge: its entry stays in the log of the source. */
function renderFirstEntry(state: PagerDutyState, incident: Incident, alert: Alert, isExpanded: boolean): object | null {
  const entry = incident.log.find(({ id }) => id === alert.logEntryId);
  if (entry === undefined) return null;
  return isExpanded
    ? renderLogEntry(state, incident, entry, NO_INCLUDES)
    : renderLogEntryReference(state, incident, entry);
}
