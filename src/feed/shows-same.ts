import { isDeepStrictEqual } from 'node:util';
import type { WireIncident, WireReference } from '../upstream/pagerduty/wire.js';

/**
 * Whether two versions of an incident show the same. Compares ids instead of references, because lists, single reads and
 * log entries expand them differently.
 */
export function showsSame(a: WireIncident | undefined, b: WireIncident | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return isDeepStrictEqual(toShownValues(a), toShownValues(b));
}

const toId = (reference: WireReference | null | undefined) => reference?.id;

function toShownValues(incident: WireIncident): readonly unknown[] {
  const { alert_counts: alerts, conference_bridge: bridge } = incident;
  return [
    incident.title,
    incident.status,
    incident.urgency,
    incident.updated_at ?? null,
    incident.last_status_change_at ?? null,
    incident.resolved_at ?? null,
    toId(incident.service),
    toId(incident.priority),
    toId(incident.escalation_policy),
    toId(incident.last_status_change_by),
    toId(incident.resolve_reason?.incident),
    incident.incident_type?.name,
    [alerts?.all, alerts?.triggered, alerts?.resolved],
    [bridge?.conference_number, bridge?.conference_url],
    incident.teams?.map(toId) ?? [],
    incident.assignments?.map(({ assignee }) => toId(assignee)) ?? [],
    incident.acknowledgements?.map(({ acknowledger }) => toId(acknowledger)) ?? [],
    incident.pending_actions?.map(({ type, at }) => [type, at]) ?? [],
  ];
}
