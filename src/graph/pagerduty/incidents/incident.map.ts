import type { IncidentInclude, WireIncident } from '../../../upstream/pagerduty/wire.js';
import { isPendingAction } from '../../../upstream/pagerduty/type-guards.js';
import { isList, isObject } from '../../../shared/json.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { pagerDutyGlobalId } from '../../core/ids/global-id.js';
import { knownValue } from '../../core/mapping/enum-value.js';
import { part } from '../../core/mapping/nested-value.js';
import { IncidentStatus, Urgency } from './incident-enums.type.js';
import type { AlertCounts, Incident } from './incident.type.js';

/**
 * What comes with the incident itself; its relations are mapped by their resolvers when they are asked for.
 *
 * @param expanded what PagerDuty was asked to expand
 */
export function toIncident(
  wire: WireIncident,
  access: PagerDutyAccess,
  expanded: readonly IncidentInclude[] = [],
): Incident {
  return {
    access,
    wire,
    expanded,
    id: pagerDutyGlobalId(access.key, 'Incident', wire.id),
    pagerDutyId: wire.id,
    number: wire.incident_number,
    title: wire.title,
    status: statusOf(wire.status),
    urgency: knownValue(Urgency, wire.urgency),
    dedupKey: wire.incident_key ?? null,
    url: wire.html_url ?? null,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at ?? null,
    lastStatusChangeAt: wire.last_status_change_at ?? null,
    resolvedAt: wire.resolved_at ?? null,
    snoozedUntil: part(wire.pending_actions, isList, unacknowledgedAt),
    incidentType: part(wire.incident_type, isObject, ({ name }) => name ?? null),
    isMergeable: wire.is_mergeable ?? null,
    alertCounts: part(wire.alert_counts, isObject, countsOf),
  };
}

export function statusOf(status: string): IncidentStatus {
  return knownValue(IncidentStatus, status);
}

function unacknowledgedAt(actions: readonly unknown[]): string | null {
  return actions.filter(isPendingAction).find(({ type }) => type === 'unacknowledge')?.at ?? null;
}

/** All three or none. */
function countsOf({ all, triggered, resolved }: NonNullable<WireIncident['alert_counts']>): AlertCounts | null {
  return all == null || triggered == null || resolved == null ? null : { all, triggered, resolved };
}
