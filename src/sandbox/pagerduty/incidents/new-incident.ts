import type { Agent, Incident, Severity } from '../state/incident-records.js';
import type { Service, Urgency } from '../state/account-records.js';

/** Fields of a new incident; the optional ones have defaults. */
export type NewIncidentFields = Pick<Incident, 'id' | 'number' | 'title' | 'key' | 'urgency'> &
  Partial<
    Pick<Incident, 'isManual' | 'details' | 'incidentType' | 'escalationPolicyId' | 'priorityId' | 'conferenceBridge'>
  >;

/** Builds a triggered incident without log entries and assignments. */
export function buildTriggeredIncident(service: Service, by: Agent, at: string, fields: NewIncidentFields): Incident {
  return {
    createdAt: at,
    isManual: false,
    details: null,
    alerts: [],
    log: [],
    updatedAt: at,
    status: 'triggered',
    serviceId: service.id,
    assignments: [],
    assignedVia: 'escalation_policy',
    level: 1,
    lastStatusChangeAt: at,
    lastStatusChangeBy: by,
    resolvedAt: null,
    reopenedAt: null,
    mergedIntoId: null,
    incidentType: 'incident_default',
    escalationPolicyId: service.escalationPolicyId,
    pendingActions: [],
    acknowledgements: [],
    priorityId: null,
    conferenceBridge: null,
    responders: [],
    responderRequests: [],
    unpublishedEvents: [],
    ...fields,
  };
}

/** The urgency by the service's rule. `severity` is the alert's and matters for severity-based services only. */
export function resolveUrgency(service: Service, at: Date, severity: Severity = 'critical'): Urgency {
  if (service.urgency === 'severity_based') return ['critical', 'error'].includes(severity) ? 'high' : 'low';
  if (service.urgency !== 'support_hours') return service.urgency;
  const isWorkday = at.getUTCDay() >= 1 && at.getUTCDay() <= 5;
  return isWorkday && at.getUTCHours() >= 8 && at.getUTCHours() < 18 ? 'high' : 'low';
}

/** Creates the 14-character id of an incident created at run time. */
export function toIncidentId(number: number): string {
  return `QINC${String(number).padStart(10, '0')}`;
}
