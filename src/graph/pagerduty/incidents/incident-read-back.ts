import { Fault } from '../../../faults/fault.js';
import type { WrittenIncident, WireIncident } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { Selection } from '../../core/selection/selection.js';
import { hasSelectedFields } from './has-selected-fields.js';
import { toIncidentStatus, toIncident } from './incident.map.js';
import type { Incident } from './incident.type.js';
import { loadIncident } from './load-incident.js';

/** The upstream property behind each field. Other fields are read elsewhere, or need only the id. */
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
  responders: 'incidents_responders',
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
 * Completes the incident that a mutation returns. The response to a write may contain little more than the id, so selected
 * fields that it lacks are read again. If that read fails, only these fields fail, because the write is done.
 *
 * @param wasChanged whether the mutation changed the incident; without `INCIDENTS_READ` an unchanged one has only its id
 * and status
 */
export async function readBackIncident(
  written: WrittenIncident,
  accountContext: PagerDutyAccountContext,
  selection: Selection,
  wasChanged: boolean,
): Promise<Incident> {
  if (!wasChanged && !accountContext.caller.scopes.has('INCIDENTS_READ')) {
    const message =
      'The incident was not changed. Reading more than its id and status requires the scope INCIDENTS_READ.';
    return toIdAndStatusOnly(written, accountContext, new Fault('FORBIDDEN', message));
  }
  if (hasSelectedFields<WireIncident>(written, selection, SOURCE_FIELDS)) return toIncident(written, accountContext);
  try {
    return await loadIncident(written.id, accountContext, selection);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return toIdAndStatusOnly(written, accountContext, error);
  }
}

/** A field with an error as its value is reported as an error at its path. */
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
