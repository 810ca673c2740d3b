import type { Absent } from '../../faults/upstream-errors.js';
import type { Endpoint, Repeat } from '../transport/endpoint.js';

function read(name: string, scope: string, absent: Absent): Endpoint {
  return { name, effect: 'read', repeat: 'freely', absent, permission: `a REST API key or the scope ${scope}` };
}

function write(name: string, repeat: Repeat, absent: Absent = 'incident'): Endpoint {
  return {
    name,
    effect: 'write',
    repeat,
    absent,
    permission: 'a full-access REST API key or the scope incidents.write',
  };
}

/** Time to find out what became of a write whose answer was lost. */
const LOOKED_AFTER = { leavesMs: 2_000 };

/**
 * Every PagerDuty endpoint this gateway calls. A late repeat of an acknowledge would reopen what a human just resolved
 * (contracts: quirk 37), and that of a reopening what a human just took, so they are repeated only after looking; a
 * repeated create or note would write twice, a repeated reassignment page twice, a repeated snooze last longer, a
 * repeated merge be refused; resolving twice and setting a field twice have no further effect.
 *
 * A 404 on a create means its service, for nothing else is named there; on the priorities, that the account has none.
 */
export const ENDPOINTS = {
  listIncidents: read('listIncidents', 'incidents.read', 'feature'),
  getIncident: read('getIncident', 'incidents.read', 'incident'),
  createIncident: { ...write('createIncident', 'if-not-executed', 'service'), ...LOOKED_AFTER },
  acknowledgeIncident: { ...write('acknowledgeIncident', 'after-looking'), ...LOOKED_AFTER },
  resolveIncident: write('resolveIncident', 'freely'),
  acknowledgeIncidents: write('acknowledgeIncidents', 'after-looking'),
  resolveIncidents: write('resolveIncidents', 'freely'),
  reopenIncident: write('reopenIncident', 'after-looking'),
  updateIncident: write('updateIncident', 'freely'),
  reassignIncident: write('reassignIncident', 'if-not-executed'),
  snoozeIncident: write('snoozeIncident', 'if-not-executed'),
  mergeIncidents: write('mergeIncidents', 'if-not-executed'),
  listNotes: read('listNotes', 'incidents.read', 'incident'),
  addNote: { ...write('addNote', 'if-not-executed'), ...LOOKED_AFTER },
  listAlerts: read('listAlerts', 'incidents.read', 'incident'),
  getAlert: read('getAlert', 'incidents.read', 'alert'),
  listLogEntries: read('listLogEntries', 'incidents.read', 'incident'),
  getLogEntry: read('getLogEntry', 'incidents.read', 'log entry'),
  listServices: read('listServices', 'services.read', 'feature'),
  getService: read('getService', 'services.read', 'service'),
  listUsers: read('listUsers', 'users.read', 'feature'),
  getUser: read('getUser', 'users.read', 'user'),
  getMe: { ...read('getMe', 'users.read', 'feature'), permission: 'a user’s or an account’s REST API key' },
  listEscalationPolicies: read('listEscalationPolicies', 'escalation_policies.read', 'feature'),
  getEscalationPolicy: read('getEscalationPolicy', 'escalation_policies.read', 'escalation policy'),
  listTeams: read('listTeams', 'teams.read', 'feature'),
  getTeam: read('getTeam', 'teams.read', 'team'),
  listPriorities: read('listPriorities', 'priorities.read', 'nothing'),
  listOnCalls: read('listOnCalls', 'oncalls.read', 'feature'),
} as const satisfies Record<string, Endpoint>;
