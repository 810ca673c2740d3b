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

/** Time to find out what became of a write whose answer was lost. */
const RESERVE_FOR_CHECK = { reservedMs: 2_000 };

/**
 * Every PagerDuty endpoint this gateway calls. A late repeat of an acknowledge would reopen what a human just resolved
 * (contracts: quirk 37), and that of a reopening what a human just took, so they are repeated only after looking; a
 * repeated create or note would write twice, a repeated reassignment page twice, a repeated snooze last longer, a
 * repeated merge be refused; resolving twice and setting a field twice have no further effect.
 *
 * A 404 on a create means its service, for nothing else is named there; on the priorities, that the account has none.
 */
export const ENDPOINTS = {
  listIncidents: readEndpoint('listIncidents', 'incidents.read', 'feature'),
  getIncident: readEndpoint('getIncident', 'incidents.read', 'incident'),
  createIncident: { ...writeEndpoint('createIncident', 'if-not-executed', 'service'), ...RESERVE_FOR_CHECK },
  acknowledgeIncident: { ...writeEndpoint('acknowledgeIncident', 'check-first'), ...RESERVE_FOR_CHECK },
  resolveIncident: writeEndpoint('resolveIncident', 'idempotent'),
  acknowledgeIncidents: writeEndpoint('acknowledgeIncidents', 'check-first'),
  resolveIncidents: writeEndpoint('resolveIncidents', 'idempotent'),
  reopenIncident: writeEndpoint('reopenIncident', 'check-first'),
  updateIncident: writeEndpoint('updateIncident', 'idempotent'),
  reassignIncident: writeEndpoint('reassignIncident', 'if-not-executed'),
  snoozeIncident: writeEndpoint('snoozeIncident', 'if-not-executed'),
  mergeIncidents: writeEndpoint('mergeIncidents', 'if-not-executed'),
  listNotes: readEndpoint('listNotes', 'incidents.read', 'incident'),
  addNote: { ...writeEndpoint('addNote', 'if-not-executed'), ...RESERVE_FOR_CHECK },
  listAlerts: readEndpoint('listAlerts', 'incidents.read', 'incident'),
  getAlert: readEndpoint('getAlert', 'incidents.read', 'alert'),
  listLogEntries: readEndpoint('listLogEntries', 'incidents.read', 'incident'),
  getLogEntry: readEndpoint('getLogEntry', 'incidents.read', 'log entry'),
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
  listOnCalls: readEndpoint('listOnCalls', 'oncalls.read', 'feature'),
} as const satisfies Record<string, Endpoint>;
