import { toIsoSeconds } from '../../clock.js';
import { isOpen } from '../incidents/incident-predicates.js';
import type { Service } from '../state/account-records.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';

/** Why a service accepts no incidents; undefined if it does. */
export function findUnavailability(state: PagerDutyState, service: Service): 'disabled' | 'maintenance' | undefined {
  if (service.isDisabled) return 'disabled';
  const now = toIsoSeconds(state.now());
  const windows = [...state.maintenanceWindows.values()].filter(({ serviceIds }) => serviceIds.includes(service.id));
  return windows.some(({ startAt, endAt }) => startAt <= now && now < endAt) ? 'maintenance' : undefined;
}

/** The status of a service (docs/upstream-quirks.md, "PagerDuty: services, people and on-calls"). */
export function computeServiceStatus(state: PagerDutyState, service: Service): string {
  const unavailability = findUnavailability(state, service);
  if (unavailability !== undefined) return unavailability;
  let status = 'active';
  for (const incident of state.incidents.values()) {
    if (incident.serviceId !== service.id || !isOpen(incident)) continue;
    if (incident.status === 'triggered') return 'critical';
    status = 'warning';
  }
  return status;
}

export function findLastIncidentAt(state: PagerDutyState, service: Service): string | null {
  let last: string | null = null;
  for (const incident of state.incidents.values()) if (incident.serviceId === service.id) last = incident.createdAt;
  return last;
}
