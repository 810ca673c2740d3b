import type { NotFoundMeaning } from '../../faults/error-response.js';
import type { Endpoint, RetryMode } from '../transport/endpoint.js';

function readEndpoint(name: string, scope: string, notFoundMeaning: NotFoundMeaning): Endpoint {
  return {
    name,
    effect: 'read',
    retry: 'idempotent',
    notFoundMeaning,
    permission: `a REST API key or the scope ${scope}`,
  };
}

function writeEndpoint(name: string, retry: RetryMode, notFoundMeaning: NotFoundMeaning = 'incident'): Endpoint {
  return {
    name,
    effect: 'write',
    retry,
    notFoundMeaning,
    permission: 'a full-access REST API key or the scope incidents.write',
  };
}

function subscriptionWrite(
  name: string,
  retry: RetryMode,
  notFoundMeaning: NotFoundMeaning = 'webhook subscription',
): Endpoint {
  const permission = 'a full-access REST API key or the scope webhook_subscriptions.write';
  return { ...writeEndpoint(name, retry, notFoundMeaning), permission };
}

function subscriberWrite(name: string): Endpoint {
  const permission = 'a full-access REST API key or the scope subscribers.write';
  return { ...writeEndpoint(name, 'idempotent'), permission };
}

function overrideWrite(name: string, notFoundMeaning: NotFoundMeaning): Endpoint {
  const permission = 'a full-access REST API key or the scope schedules.write';
  return { ...writeEndpoint(name, 'check-first', notFoundMeaning), permission };
}

/** Time to check the outcome of a write whose response was lost. */
const RESERVE_FOR_CHECK = { reservedMs: 2_000 };

/** Maintenance windows belong to services. */
function windowWrite(name: string, retry: RetryMode, notFoundMeaning: NotFoundMeaning): Endpoint {
  const permission = 'a full-access REST API key or the scope services.write';
  return { ...writeEndpoint(name, retry, notFoundMeaning), permission, ...RESERVE_FOR_CHECK };
}

/**
 * Every PagerDuty endpoint that the gateway calls. A late retry of an acknowledge would reopen an incident that a person
 * just resolved (docs/upstream-quirks.md, quirk 37). A late reopening would undo an acknowledge. So both are retried only
 * after a check. A retried create or note would write twice, a reassignment would page twice. A retried snooze would last
 * longer, a retried merge would be rejected. A retried responder request would page people again, a retried cancellation
 * find nothing to cancel. A retried status update would mail people again. A late retry of a note would undo what a person
 * wrote meanwhile; moved alerts are not found any more. Resolving or setting a field twice has no further effect.
 *
 * A second subscription would deliver every event twice. A retried delete would be a 404, a retried ping a second test event.
 *
 * A second override would have to be deleted twice, and a person may have created another one meanwhile. So it is never sent
 * again after a lost response. A retried delete of a running override is rejected, because it has ended. The mutation
 * retries it and knows what that means.
 *
 * A retried start of a workflow would run its steps twice. A second maintenance window would outlive the first one when that
 * is ended. A retried end would be a 404 or 405.
 *
 * A 404 on a create concerns its service, because it names nothing else; on priorities it means that the account has none.
 */
export const ENDPOINTS = {
  listIncidents: readEndpoint('listIncidents', 'incidents.read', 'feature'),
  getIncident: readEndpoint('getIncident', 'incidents.read', 'incident'),
  createIncident: { ...writeEndpoint('createIncident', 'if-not-executed', 'service'), ...RESERVE_FOR_CHECK },
  acknowledgeIncident: { ...writeEndpoint('acknowledgeIncident', 'check-first'), ...RESERVE_FOR_CHECK },
  resolveIncident: writeEndpoint('resolveIncident', 'idempotent'),
  acknowledgeIncidents: writeEndpoint('acknowledgeIncidents', 'check-first'),
  resolveIncidents: writeEndpoint('resolveIncidents', 'idempotent'),
  reopenIncident: { ...writeEndpoint('reopenIncident', 'check-first'), ...RESERVE_FOR_CHECK },
  updateIncident: writeEndpoint('updateIncident', 'idempotent'),
  reassignIncident: writeEndpoint('reassignIncident', 'if-not-executed'),
  snoozeIncident: writeEndpoint('snoozeIncident', 'if-not-executed'),
  mergeIncidents: writeEndpoint('mergeIncidents', 'if-not-executed'),
  listPastIncidents: readEndpoint('listPastIncidents', 'incidents.read', 'feature'),
  listRelatedIncidents: readEndpoint('listRelatedIncidents', 'incidents.read', 'feature'),
  getOutlierIncident: readEndpoint('getOutlierIncident', 'incidents.read', 'feature'),
  listNotes: readEndpoint('listNotes', 'incidents.read', 'incident'),
  addNote: { ...writeEndpoint('addNote', 'if-not-executed'), ...RESERVE_FOR_CHECK },
  updateNote: { ...writeEndpoint('updateNote', 'check-first', 'note'), ...RESERVE_FOR_CHECK },
  deleteNote: { ...writeEndpoint('deleteNote', 'check-first', 'note'), ...RESERVE_FOR_CHECK },
  resolveAlerts: writeEndpoint('resolveAlerts', 'idempotent'),
  moveAlerts: { ...writeEndpoint('moveAlerts', 'if-not-executed'), ...RESERVE_FOR_CHECK },
  requestResponders: writeEndpoint('requestResponders', 'if-not-executed'),
  cancelResponderRequests: writeEndpoint('cancelResponderRequests', 'if-not-executed'),
  publishStatusUpdate: writeEndpoint('publishStatusUpdate', 'if-not-executed'),
  listSubscribers: readEndpoint('listSubscribers', 'subscribers.read', 'incident'),
  addSubscribers: subscriberWrite('addSubscribers'),
  removeSubscribers: subscriberWrite('removeSubscribers'),
  listAlerts: readEndpoint('listAlerts', 'incidents.read', 'incident'),
  getAlert: readEndpoint('getAlert', 'incidents.read', 'alert'),
  listLogEntries: readEndpoint('listLogEntries', 'incidents.read', 'incident'),
  listAccountLogEntries: readEndpoint('listAccountLogEntries', 'incidents.read', 'feature'),
  getLogEntry: readEndpoint('getLogEntry', 'incidents.read', 'log entry'),
  listChangeEvents: readEndpoint('listChangeEvents', 'change_events.read', 'feature'),
  getChangeEvent: readEndpoint('getChangeEvent', 'change_events.read', 'change event'),
  listChangeEventsOfService: readEndpoint('listChangeEventsOfService', 'services.read', 'service'),
  listRelatedChangeEvents: readEndpoint('listRelatedChangeEvents', 'incidents.read', 'feature'),
  listServices: readEndpoint('listServices', 'services.read', 'feature'),
  getService: readEndpoint('getService', 'services.read', 'service'),
  listUsers: readEndpoint('listUsers', 'users.read', 'feature'),
  getUser: readEndpoint('getUser', 'users.read', 'user'),
  getMe: { ...readEndpoint('getMe', 'users.read', 'feature'), permission: 'a user’s or an account’s REST API key' },
  listEscalationPolicies: readEndpoint('listEscalationPolicies', 'escalation_policies.read', 'feature'),
  getEscalationPolicy: readEndpoint('getEscalationPolicy', 'escalation_policies.read', 'escalation policy'),
  listTeams: readEndpoint('listTeams', 'teams.read', 'feature'),
  getTeam: readEndpoint('getTeam', 'teams.read', 'team'),
  listPriorities: readEndpoint('listPriorities', 'priorities.read', 'nothing'),
  listSchedules: readEndpoint('listSchedules', 'schedules.read', 'feature'),
  getSchedule: readEndpoint('getSchedule', 'schedules.read', 'schedule'),
  listOverrides: readEndpoint('listOverrides', 'schedules.read', 'schedule'),
  createOverride: { ...overrideWrite('createOverride', 'schedule'), ...RESERVE_FOR_CHECK },
  deleteOverride: { ...overrideWrite('deleteOverride', 'override'), ...RESERVE_FOR_CHECK },
  listIncidentTypes: readEndpoint('listIncidentTypes', 'incident_types.read', 'feature'),
  listCustomFields: readEndpoint('listCustomFields', 'custom_fields.read', 'incident type'),
  listFieldValues: readEndpoint('listFieldValues', 'incidents.read', 'incident'),
  /** A late retry would replace newer values, so it comes after a check. */
  setFieldValues: { ...writeEndpoint('setFieldValues', 'check-first'), ...RESERVE_FOR_CHECK },
  listOnCalls: readEndpoint('listOnCalls', 'oncalls.read', 'feature'),
  listMaintenanceWindows: readEndpoint('listMaintenanceWindows', 'services.read', 'feature'),
  getMaintenanceWindow: readEndpoint('getMaintenanceWindow', 'services.read', 'maintenance window'),
  createMaintenanceWindow: windowWrite('createMaintenanceWindow', 'if-not-executed', 'service'),
  endMaintenanceWindow: windowWrite('endMaintenanceWindow', 'check-first', 'maintenance window'),
  listBusinessServices: readEndpoint('listBusinessServices', 'services.read', 'feature'),
  getBusinessService: readEndpoint('getBusinessService', 'services.read', 'business service'),
  listImpacts: readEndpoint('listImpacts', 'services.read', 'feature'),
  listImpactors: readEndpoint('listImpactors', 'services.read', 'feature'),
  listIncidentWorkflows: readEndpoint('listIncidentWorkflows', 'incident_workflows.read', 'feature'),
  getIncidentWorkflow: readEndpoint('getIncidentWorkflow', 'incident_workflows.read', 'incident workflow'),
  startIncidentWorkflow: {
    ...writeEndpoint('startIncidentWorkflow', 'if-not-executed'),
    permission: 'a full-access REST API key or the scope incident_workflows:instances.write',
  },
  listWebhookSubscriptions: readEndpoint('listWebhookSubscriptions', 'webhook_subscriptions.read', 'feature'),
  createWebhookSubscription: subscriptionWrite('createWebhookSubscription', 'if-not-executed', 'feature'),
  updateWebhookSubscription: subscriptionWrite('updateWebhookSubscription', 'idempotent'),
  deleteWebhookSubscription: subscriptionWrite('deleteWebhookSubscription', 'if-not-executed'),
  enableWebhookSubscription: subscriptionWrite('enableWebhookSubscription', 'idempotent'),
  pingWebhookSubscription: subscriptionWrite('pingWebhookSubscription', 'if-not-executed'),
  getWebhookSubscription: readEndpoint('getWebhookSubscription', 'webhook_subscriptions.read', 'webhook subscription'),
} as const satisfies Record<string, Endpoint>;
