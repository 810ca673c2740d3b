import type { IncidentInclude } from '../../../upstream/pagerduty/wire.js';
import { needsFullObject } from '../../core/selection/expand-reference.js';
import type { Selection } from '../../core/selection/selection.js';
import { REFERENCE_ONLY_FIELDS } from '../services/service.map.js';

/**
 * The `include[]` values with which a selection on incidents needs no further call. A selection of id, name and url
 * alone expands nothing, because the reference has them and expanded lists are several times as large.
 */
export function selectIncludes(incident: Selection): IncidentInclude[] {
  const wanted: Record<IncidentInclude, boolean> = {
    acknowledgers: needsFullObject(incident.at('acknowledgements', 'by', 'user')),
    agents: needsFullObject(incident.at('lastStatusChangeBy', 'user')),
    assignees: needsFullObject(incident.at('assignees')),
    body: incident.has('details'),
    conference_bridge: incident.has('conferenceBridge'),
    escalation_policies: needsFullObject(incident.at('escalationPolicy'), ['onCall']),
    priorities: needsFullObject(incident.at('priority')),
    services: needsFullObject(incident.at('service'), REFERENCE_ONLY_FIELDS),
    teams: needsFullObject(incident.at('teams')),
  };
  return (Object.keys(wanted) as IncidentInclude[]).filter((name) => wanted[name]);
}

/** The list options that a selection on an incident connection needs. */
export function selectListOptions(connection: Selection): {
  readonly include: readonly IncidentInclude[];
  readonly wantsTotal: boolean;
} {
  const include = selectIncludes(connection.at('nodes').merge(connection.at('edges', 'node')));
  return { include, wantsTotal: connection.has('totalCount') };
}
