import type { Endpoint, Repeat } from '../transport/endpoint.js';

function read(name: string, scope: string): Endpoint {
  return { name, effect: 'read', repeat: 'freely', permission: `a REST API key or the scope ${scope}` };
}

function write(name: string, repeat: Repeat): Endpoint {
  return { name, effect: 'write', repeat, permission: 'a full-access REST API key or the scope incidents.write' };
}

/**
 * Every PagerDuty endpoint this gateway calls. A late repeat of an acknowledge would reopen what a human just resolved
 * (contracts: quirk 37), so it is repeated only after looking; a repeated create or note would write twice; resolving
 * twice has no further effect. A create leaves time for looking up what became of it.
 */
export const ENDPOINTS = {
  listIncidents: read('listIncidents', 'incidents.read'),
  getIncident: read('getIncident', 'incidents.read'),
  createIncident: { ...write('createIncident', 'if-not-executed'), leavesMs: 2_000 },
  acknowledgeIncident: write('acknowledgeIncident', 'after-looking'),
  resolveIncident: write('resolveIncident', 'freely'),
  acknowledgeIncidents: write('acknowledgeIncidents', 'after-looking'),
  resolveIncidents: write('resolveIncidents', 'freely'),
  listNotes: read('listNotes', 'incidents.read'),
  addNote: write('addNote', 'if-not-executed'),
  listServices: read('listServices', 'services.read'),
  getService: read('getService', 'services.read'),
  listUsers: read('listUsers', 'users.read'),
  getUser: read('getUser', 'users.read'),
  getEscalationPolicy: read('getEscalationPolicy', 'escalation_policies.read'),
  getTeam: read('getTeam', 'teams.read'),
  listPriorities: read('listPriorities', 'priorities.read'),
} as const satisfies Record<string, Endpoint>;
