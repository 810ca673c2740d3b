import type { IncidentInclude, WireIncident } from '../../../upstream/pagerduty/wire.js';
import { isPendingAction } from '../../../upstream/pagerduty/type-guards.js';
import { isArray, isObject } from '../../../shared/json.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import { toEnumValue } from '../../core/mapping/enum-value.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import { IncidentStatus, Urgency } from './incident-enums.type.js';
import type { AlertCounts, Incident } from './incident.type.js';

/**
 * Maps the incident itself. Resolvers map its relations when they are selected.
 *
 * @param expanded the `include[]` values of the request
 */
export function toIncident(
  wire: WireIncident,
  accountContext: PagerDutyAccountContext,
  expanded: readonly IncidentInclude[] = [],
): Incident {
  return {
    accountContext,
    wire,
    expanded,
    id: toPagerDutyGlobalId(accountContext.key, 'Incident', wire.id),
    pagerDutyId: wire.id,
    number: wire.incident_number,
    title: wire.title,
    status: toIncidentStatus(wire.status),
    urgency: toEnumValue(Urgency, wire.urgency),
    dedupKey: wire.incident_key ?? null,
    url: wire.html_url ?? null,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at ?? null,
    lastStatusChangeAt: wire.last_status_change_at ?? null,
    resolvedAt: wire.resolved_at ?? null,
    snoozedUntil: mapNestedValue(wire.pending_actions, isArray, findUnacknowledgeTime),
    incidentType: mapNestedValue(wire.incident_type, isObject, ({ name }) => name ?? null),
    isMergeable: wire.is_mergeable ?? null,
    alertCounts: mapNestedValue(wire.alert_counts, isObject, toAlertCounts),
  };
}

export function toIncidentStatus(status: string): IncidentStatus {
  return toEnumValue(IncidentStatus, status);
}

function findUnacknowledgeTime(actions: readonly unknown[]): string | null {
  return actions.filter(isPendingAction).find(({ type }) => type === 'unacknowledge')?.at ?? null;
}

/** All three counts, or null. */
function toAlertCounts({ all, triggered, resolved }: NonNullable<WireIncident['alert_counts']>): AlertCounts | null {
  return all == null || triggered == null || resolved == null ? null : { all, triggered, resolved };
}
