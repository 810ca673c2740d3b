import type { Incident } from '../state/incident-records.js';

export function isOpen(incident: Incident): boolean {
  return incident.status !== 'resolved';
}

/** Whether a de-duplication key is the incident's own or that of one of its alerts. */
export function hasDedupKey(incident: Incident, key: string): boolean {
  return incident.key === key || incident.alerts.some((alert) => alert.key === key);
}

/** Only incidents with alerts, or made by hand (contracts: pagerduty-rest section 7.7). */
export function isMergeable(incident: Incident): boolean {
  return incident.isManual || incident.alerts.length > 0;
}
