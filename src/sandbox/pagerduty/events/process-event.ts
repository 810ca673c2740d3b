import { toIsoSeconds } from '../../clock.js';
import { addAlert, isOpenAlert, refreshAlert } from '../alerts/add-alert.js';
import { toIncidentId, buildTriggeredIncident, resolveUrgency } from '../incidents/new-incident.js';
import type { Agent, Alert, Incident } from '../state/incident-records.js';
import { markAcknowledged, escalateTo, computePendingActions, markResolved } from '../incidents/status-transitions.js';
import type { Integration } from '../state/account-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { toAlertContent, type IncomingAlertEvent, type IncomingTriggerEvent } from './event-body.js';
import { isOpen } from '../incidents/incident-predicates.js';
import { findUnavailability } from '../services/service-status.js';
import { recordEvent } from '../webhooks/record-event.js';

/**
 * Applies an alert event by the deduplication rules and returns its key (docs/upstream-quirks.md, "Events API:
 * deduplication"). It applies the event at once, while PagerDuty queues it.
 */
export function processAlertEvent(state: PagerDutyState, integration: Integration, event: IncomingAlertEvent): string {
  const key = event.dedup_key ?? state.random.hex(32);
  const openAlert = findOpenAlert(state, integration, key);
  if (event.event_action === 'trigger') triggerAlert(state, integration, event, key, openAlert);
  else if (openAlert !== undefined && event.event_action === 'acknowledge')
    acknowledgeAlert(state, integration, openAlert.incident);
  else if (openAlert !== undefined) resolveAlert(state, integration, openAlert);
  return key;
}

/** An open alert and its incident. */
interface OpenAlert {
  readonly incident: Incident;
  readonly alert: Alert;
}

/** A key is valid within its integration only. */
function findOpenAlert(state: PagerDutyState, integration: Integration, key: string): OpenAlert | undefined {
  for (const incident of state.incidents.values()) {
    if (!isOpen(incident)) continue;
    const alert = incident.alerts.find(
      (candidate) => candidate.key === key && candidate.integrationId === integration.id && isOpenAlert(candidate),
    );
    if (alert !== undefined) return { incident, alert };
  }
  return undefined;
}

/** A disabled service, or one in maintenance, accepts the event and creates nothing (rule 7). */
function triggerAlert(
  state: PagerDutyState,
  integration: Integration,
  event: IncomingTriggerEvent,
  key: string,
  openAlert: OpenAlert | undefined,
): void {
  const at = toIsoSeconds(state.now());
  const content = toAlertContent(event);
  if (openAlert !== undefined) return refreshAlert(state, openAlert.incident, openAlert.alert, content, at);
  const service = requireRecord(state.services, integration.serviceId);
  if (findUnavailability(state, service) !== undefined) return;
  const number = state.nextIncidentNumber();
  const incident = buildTriggeredIncident(service, toIntegrationAgent(integration), at, {
    id: toIncidentId(number),
    number,
    title: content.summary,
    key: null,
    urgency: resolveUrgency(service, state.now(), content.severity),
  });
  addAlert(state, incident, { key, integrationId: integration.id, ...content }, at);
  escalateTo(state, incident, 1, at);
  incident.pendingActions = computePendingActions(state, incident, at);
  recordEvent(state, incident, 'triggered', toIntegrationAgent(integration), at);
  state.incidents.set(incident.id, incident);
}

function acknowledgeAlert(state: PagerDutyState, integration: Integration, incident: Incident): void {
  if (incident.status === 'triggered')
    markAcknowledged(state, incident, toIntegrationAgent(integration), toIsoSeconds(state.now()));
}

/** The incident is resolved with its last open alert (rule 6). */
function resolveAlert(state: PagerDutyState, integration: Integration, { incident, alert }: OpenAlert): void {
  const at = toIsoSeconds(state.now());
  alert.resolvedAt = at;
  incident.updatedAt = at;
  if (!incident.alerts.some(isOpenAlert)) markResolved(state, incident, toIntegrationAgent(integration), at);
}

function toIntegrationAgent({ id }: Integration): Agent {
  return { kind: 'integration', id };
}
