import { iso } from '../../clock.js';
import { addAlert, isOpenAlert, renewAlert } from '../alerts/add-alert.js';
import { newIncidentId, openIncident, usualUrgency } from '../incidents/new-incident.js';
import type { Agent, Alert, Incident } from '../state/incident-records.js';
import { acknowledge, callRung, pendingActions, resolve } from '../incidents/status-transitions.js';
import type { Integration } from '../state/account-records.js';
import { isOpen, known, outOfUseOf, type PagerDutyState } from '../state/pagerduty-state.js';
import { newsOf, type AlertEvent, type TriggerEvent } from './event-body.js';

/**
 * Does what an alert event asks, by the de-duplication rules (contracts: pagerduty-events-v2 section 2); at once, though
 * PagerDuty only queues it. Returns the key.
 */
export function receive(state: PagerDutyState, integration: Integration, event: AlertEvent): string {
  const key = event.dedup_key ?? state.random.hex(32);
  const held = openAlertOf(state, integration, key);
  if (event.event_action === 'trigger') trigger(state, integration, event, key, held);
  else if (held !== undefined && event.event_action === 'acknowledge') acknowledgeBy(state, integration, held.incident);
  else if (held !== undefined) resolveAlert(state, integration, held);
  return key;
}

/** An open alert and the incident that has it. */
interface Held {
  readonly incident: Incident;
  readonly alert: Alert;
}

/** A key belongs to its integration: through another one it is unknown. */
function openAlertOf(state: PagerDutyState, integration: Integration, key: string): Held | undefined {
  for (const incident of state.incidents.values()) {
    if (!isOpen(incident)) continue;
    const alert = incident.alerts.find(
      (candidate) => candidate.key === key && candidate.integrationId === integration.id && isOpenAlert(candidate),
    );
    if (alert !== undefined) return { incident, alert };
  }
  return undefined;
}

/** A service out of use takes the event and makes nothing of it (rule 7). */
function trigger(
  state: PagerDutyState,
  integration: Integration,
  event: TriggerEvent,
  key: string,
  held: Held | undefined,
): void {
  const at = iso(state.now());
  const news = newsOf(event);
  if (held !== undefined) return renewAlert(state, held.incident, held.alert, news, at);
  const service = known(state.services, integration.serviceId);
  if (outOfUseOf(state, service) !== undefined) return;
  const number = state.nextIncidentNumber();
  const incident = openIncident(service, agentOf(integration), at, {
    id: newIncidentId(number),
    number,
    title: news.summary,
    key: null,
    urgency: usualUrgency(service, state.now(), news.severity),
  });
  addAlert(state, incident, { key, integrationId: integration.id, ...news }, at);
  callRung(state, incident, 1, at);
  incident.pendingActions = pendingActions(state, incident, at);
  state.incidents.set(incident.id, incident);
}

function acknowledgeBy(state: PagerDutyState, integration: Integration, incident: Incident): void {
  if (incident.status === 'triggered') acknowledge(state, incident, agentOf(integration), iso(state.now()));
}

/** The incident is over with its last open alert (rule 6). */
function resolveAlert(state: PagerDutyState, integration: Integration, { incident, alert }: Held): void {
  const at = iso(state.now());
  alert.resolvedAt = at;
  incident.updatedAt = at;
  if (!incident.alerts.some(isOpenAlert)) resolve(state, incident, agentOf(integration), at);
}

function agentOf({ id }: Integration): Agent {
  return { kind: 'integration', id };
}
