import type { OpenIncident } from '../data/live-incidents.js';

/** Values of the filters in the address; an empty one selects everything. */
export interface Filters {
  readonly service: string;
  readonly urgency: string;
  readonly status: string;
  readonly team: string;
}

const URGENCY_ORDER = { HIGH: 0, UNKNOWN: 1, LOW: 2 };
const STATUS_ORDER = { TRIGGERED: 0, UNKNOWN: 1, ACKNOWLEDGED: 2, RESOLVED: 3 };

export function matchesFilters(
  { service, urgency, status, teams }: OpenIncident,
  { service: serviceId, urgency: wantedUrgency, status: wantedStatus, team }: Filters,
): boolean {
  if (serviceId !== '' && service?.id !== serviceId) return false;
  if (wantedUrgency !== '' && urgency !== wantedUrgency) return false;
  if (wantedStatus !== '' && status !== wantedStatus) return false;
  return team === '' || teams.some(({ id }) => id === team);
}

/** By urgency, then those that nobody acknowledged, then the newest. */
export function compareIncidents(a: OpenIncident, b: OpenIncident): number {
  return (
    URGENCY_ORDER[a.urgency] - URGENCY_ORDER[b.urgency] ||
    STATUS_ORDER[a.status] - STATUS_ORDER[b.status] ||
    Date.parse(b.createdAt) - Date.parse(a.createdAt) ||
    b.number - a.number
  );
}

/** What the filters leave, in the order of attention. */
export function selectIncidents(incidents: Iterable<OpenIncident>, filters: Filters): readonly OpenIncident[] {
  return [...incidents].filter((incident) => matchesFilters(incident, filters)).toSorted(compareIncidents);
}
