import type { Incident } from '../state/incident-records.js';

export function isOpen(incident: Incident): boolean {
  return incident.status !== 'resolved';
}

/** Whether the key belongs to the incident or to one of its alerts. */
export function hasDedupKey(incident: Incident, key: string): boolean {
  return incident.key === key || incident.alerts.some((alert) => alert.key === key);
}

/** Incidents with alerts, or created manually (docs/upstream-quirks.md, "PagerDuty: merging"). */
export function isMergeable(incident: Incident): boolean {
  return incident.isManual || incident.alerts.length > 0;
}
