import { addMilliseconds, SECOND } from '../../clock.js';
import { addAlert } from '../alerts/add-alert.js';
import type { Incident, Severity } from '../state/incident-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

const SEVERITIES: readonly Severity[] = ['critical', 'error', 'warning', 'info'];

/** Adds one to four alerts, the first with `key`. One in five has text details. */
export function seedAlerts(state: PagerDutyState, incident: Incident, key: string): void {
  const integration = [...state.integrations.values()].find(({ serviceId }) => serviceId === incident.serviceId);
  const count = 1 + state.random.integerBelow(4);
  for (let index = 0; index < count; index += 1) {
    const check = `${incident.title}, probe ${index + 1}`;
    const alert = {
      key: index === 0 ? key : `${key}/${index + 1}`,
      integrationId: integration?.id ?? '',
      summary: index === 0 ? incident.title : check,
      severity: incident.urgency === 'low' ? state.random.pick(SEVERITIES.slice(2)) : state.random.pick(SEVERITIES),
      details: state.random.integerBelow(5) === 0 ? check : { check, probe: index + 1 },
      contexts: [{ type: 'link', href: 'https://runbooks.example.com/start', text: 'Runbook' }] as const,
    };
    addAlert(state, incident, alert, addMilliseconds(incident.createdAt, index * 20 * SECOND));
  }
}
