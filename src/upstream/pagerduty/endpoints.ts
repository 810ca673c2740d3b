import type { Endpoint, Repeat } from '../transport/endpoint.js';

function read(name: string, scope: string): Endpoint {
  return { name, effect: 'read', repeat: 'freely', permission: `a REST API key or the scope ${scope}` };
}

function write(name: string, repeat: Repeat): Endpoint {
  return { name, effect: 'write', repeat, permission: 'a full-access REST API key or the scope incidents.write' };
}

/** Time to find out what became of a write whose answer was lost. */
const LOOKED_AFTER = { leavesMs: 2_000 };

/**
 * Every PagerDuty endpoint this gateway calls. A late repeat of an acknowledge would reopen what a human just resolved
 * (contracts: quirk 37), and that of a reopening what a human just took, so they are repeated only after looking; a
 * repeated create or note would write twice, a repeated reassignment page twice, a repeated snooze last longer, a
 * repeated merge be refused; resolving twice and setting a field twice have no further effect.
 */
export const ENDPOINTS = {
  listIncidents: read('listIncidents', 'incidents.read'),
  getIncident: read('getIncident', 'incidents.read'),
  createIncident: { ...write('createIncident', 'if-not-executed'), ...LOOKED_AFTER },
  acknowledgeIncident: { ...write('acknowledgeIncident', 'after-looking'), ...LOOKED_AFTER },
  resolveIncident: write('resolveIncident', 'freely'),
  acknowledgeIncidents: write('acknowledgeIncidents', 'after-looking'),
  resolveIncidents: write('resolveIncidents', 'freely'),
  reopenIncident: write('reopenIncident', 'after-looking'),
  updateIncident: write('updateIncident', 'freely'),
  reassignIncident: write('reassignIncident', 'if-not-executed'),
  snoozeIncident: write('snoozeIncident', 'if-not-executed'),
  mergeIncidents: write('mergeIncidents', 'if-not-executed'),
  listNotes: read('listNotes', 'incidents.read'),
  addNote: { ...write('addNote', 'if-not-executed'), ...LOOKED_AFTER },
  listAlerts: read('listAlerts', 'incidents.read'),
  getAlert: read('getAlert', 'incidents.read'),
  listLogEntries: read('listLogEntries', 'incidents.read'),
  getLogEntry: read('getLogEntry', 'incidents.read'),
  listServices: read('listServices', 'services.read'),
  getService: read('getService', 'services.read'),
  listUsers: read('listUsers', 'users.read'),
  getUser: read('getUser', 'users.read'),
  getMe: { ...read('getMe', 'users.read'), permission: 'a user’s REST API key' },
  listEscalationPolicies: read('listEscalationPolicies', 'escalation_policies.read'),
  getEscalationPolicy: read('getEscalationPolicy', 'escalation_policies.read'),
  listTeams: read('listTeams', 'teams.read'),
  getTeam: read('getTeam', 'teams.read'),
  listPriorities: read('listPriorities', 'priorities.read'),
  listOnCalls: read('listOnCalls', 'oncalls.read'),
} as const satisfies Record<string, Endpoint>;
