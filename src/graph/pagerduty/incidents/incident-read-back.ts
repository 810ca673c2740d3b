import { Fault } from '../../../faults/fault.js';
import type { WrittenIncident, WireIncident } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { Selection } from '../../core/selection/selection.js';
import { selectIncludes } from './incident-includes.js';
import { toIncidentStatus, toIncident } from './incident.map.js';
import type { Incident } from './incident.type.js';

/** What of an incident upstream each field is made of. Fields that are not here are read elsewhere, or need its id alone. */
const SOURCE_FIELDS: Readonly<Record<string, keyof WireIncident>> = {
  acknowledgements: 'acknowledgements',
  alertCounts: 'alert_counts',
  assignees: 'assignments',
  conferenceBridge: 'conference_bridge',
  createdAt: 'created_at',
  dedupKey: 'incident_key',
  escalationPolicy: 'escalation_policy',
  incidentType: 'incident_type',
  isMergeable: 'is_mergeable',
  lastStatusChangeAt: 'last_status_change_at',
  lastStatusChangeBy: 'last_status_change_by',
  mergedInto: 'resolve_reason',
  number: 'incident_number',
  pendingActions: 'pending_actions',
  priority: 'priority',
  resolvedAt: 'resolved_at',
  service: 'service',
  snoozedUntil: 'pending_actions',
  status: 'status',
  teams: 'teams',
  title: 'title',
  updatedAt: 'updated_at',
  urgency: 'urgency',
  url: 'html_url',
};

/**
 * The incident as a mutation answers it. An answer to a write may hold little more than the id: what is selected and not
 * in it is read again. When that fails the write is done all the same, and only what is missing fails.
 *
 * @param wasChanged whether this mutation changed it; of an incident that stays as it was, who may only write is told the
 * id and the status
 */
export async function readBackIncident(
  echo: WrittenIncident,
  accountContext: PagerDutyAccountContext,
  selection: Selection,
  wasChanged: boolean,
): Promise<Incident> {
  if (!wasChanged && !accountContext.caller.scopes.has('INCIDENTS_READ')) {
    const message =
      'Nothing was changed; what this incident holds beside its id and status needs the scope INCIDENTS_READ.';
    return toIdAndStatusOnly(echo, accountContext, new Fault('FORBIDDEN', message));
  }
  if (hasSelectedFields(echo, selection)) return toIncident(echo, accountContext);
  const include = selectIncludes(selection);
  try {
    return toIncident(await accountContext.loaders.incident.load({ id: echo.id, include }), accountContext, include);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return toIdAndStatusOnly(echo, accountContext, error);
  }
}

function hasSelectedFields(echo: WrittenIncident, selection: Selection): echo is WireIncident {
  return selection.names.every((name) => {
    const source = SOURCE_FIELDS[name];
    return source === undefined || echo[source] !== undefined;
  });
}

/** An error in a field's place is told at that field's path. */
function toIdAndStatusOnly(
  { id, status }: WrittenIncident,
  accountContext: PagerDutyAccountContext,
  error: Fault,
): Incident {
  const missing = error as never;
  return {
    accountContext,
    get wire(): never {
      throw error;
    },
    expanded: ['body'],
    id: toPagerDutyGlobalId(accountContext.key, 'Incident', id),
    pagerDutyId: id,
    status: status === undefined ? missing : toIncidentStatus(status),
    number: missing,
    title: missing,
    urgency: missing,
    dedupKey: missing,
    url: missing,
    createdAt: missing,
    updatedAt: missing,
    lastStatusChangeAt: missing,
    resolvedAt: missing,
    snoozedUntil: missing,
    incidentType: missing,
    isMergeable: missing,
    alertCounts: missing,
  };
}
