import { LRUCache } from 'lru-cache';
import type { WireIncident } from '../upstream/pagerduty/wire.js';
import type { IncidentVersion } from './incident-read.js';
import { showsSame } from './shows-same.js';

/** Closed incidents whose version is kept, so that a late read of an older version does not open them again. */
const MAX_CLOSED = 2_000;

/** The newest version of each open incident and of those that closed last. */
export class KnownIncidents {
  private readonly open = new Map<string, IncidentVersion>();
  private readonly closed = new LRUCache<string, IncidentVersion>({ max: MAX_CLOSED });

  get(incidentId: string): WireIncident | undefined {
    return this.getRead(incidentId)?.incident;
  }

  /** The read of the version that is shown. */
  getRead(incidentId: string): IncidentVersion | undefined {
    return this.open.get(incidentId) ?? this.closed.get(incidentId);
  }

  listOpen(): readonly WireIncident[] {
    return [...this.open.values()].flatMap(({ incident }) => incident ?? []);
  }

  /** The open incidents whose shown version was read before this point. */
  listOpenReadBefore(order: number): readonly string[] {
    return [...this.open.values()].filter((read) => read.order < order).map(({ incidentId }) => incidentId);
  }

  /** Whether the read shows anything else than before. An older version never replaces a newer one. */
  apply(read: IncidentVersion): boolean {
    const shown = this.getRead(read.incidentId);
    if (shown && isOlder(read, shown)) return false;
    this.open.delete(read.incidentId);
    this.closed.delete(read.incidentId);
    (isOpen(read.incident) ? this.open : this.closed).set(read.incidentId, read);
    if (!shown) return isOpen(read.incident);
    return !showsSame(read.incident, shown.incident);
  }
}

function isOpen(incident: WireIncident | undefined): boolean {
  return incident !== undefined && incident.status !== 'resolved';
}

/** By `updated_at`, whose grain is a second; within it, and without it, the read that began later is newer. */
function isOlder(read: IncidentVersion, shown: IncidentVersion): boolean {
  const [a, b] = [read, shown].map(({ incident }) => Date.parse(incident?.updated_at ?? ''));
  if (a === undefined || b === undefined || Number.isNaN(a) || Number.isNaN(b) || a === b)
    return read.order < shown.order;
  return a < b;
}
