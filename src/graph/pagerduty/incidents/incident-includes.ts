import type { IncidentInclude } from '../../../upstream/pagerduty/wire.js';
import { exceedsReference } from '../../core/selection/expand-reference.js';
import type { Selection } from '../../core/selection/selection.js';
import { ANSWERED_BY_REFERENCE } from '../services/service.map.js';

/**
 * What PagerDuty should expand so that a selection on incidents needs no further call. What a reference already holds
 * (id, name, url) is not expanded: expanded lists are several times as large.
 */
export function includesFor(incident: Selection): IncidentInclude[] {
  const wanted: Record<IncidentInclude, boolean> = {
    acknowledgers: exceedsReference(incident.at('acknowledgements', 'by', 'user')),
    agents: exceedsReference(incident.at('lastStatusChangeBy', 'user')),
    assignees: exceedsReference(incident.at('assignees')),
    body: incident.has('details'),
    conference_bridge: incident.has('conferenceBridge'),
    escalation_policies: exceedsReference(incident.at('escalationPolicy'), ['onCall']),
    priorities: exceedsReference(incident.at('priority')),
    services: exceedsReference(incident.at('service'), ANSWERED_BY_REFERENCE),
    teams: exceedsReference(incident.at('teams')),
  };
  return (Object.keys(wanted) as IncidentInclude[]).filter((name) => wanted[name]);
}

/** What a selection on a connection of incidents needs of the list. */
export function listedIncidents(connection: Selection): {
  readonly include: readonly IncidentInclude[];
  readonly wantsTotal: boolean;
} {
  const include = includesFor(connection.at('nodes').and(connection.at('edges', 'node')));
  return { include, wantsTotal: connection.has('totalCount') };
}
