import type { Endpoint, Repeat } from '../transport/endpoint.js';

function read(name: string, scope: string): Endpoint {
  return { name, effect: 'read', repeat: 'freely', permission: `a REST API key or the scope ${scope}` };
}

function write(name: string, repeat: Repeat): Endpoint {
  return { name, effect: 'write', repeat, permission: 'a full-access REST API key or the scope incidents.write' };
}

/**
 * Every PagerDuty endpoint this gateway calls. A late repeat of an acknowledge would reopen what a human just resolved
 * (contracts: quirk 37) and a repeated create or note would write twice; resolving twice has no further effect.
 */
export const ENDPOINTS = {
  listIncidents: read('listIncidents', 'incidents.read'),
  getIncident: read('getIncident', 'incidents.read'),
  createIncident: write('createIncident', 'if-not-executed'),
  acknowledgeIncident: write('acknowledgeIncident', 'if-not-executed'),
  resolveIncident: write('resolveIncident', 'freely'),
  acknowledgeIncidents: write('acknowledgeIncidents', 'if-not-executed'),
  resolveIncidents: write('resolveIncidents', 'freely'),
  addNote: write('addNote', 'if-not-executed'),
  listServices: read('listServices', 'services.read'),
  getService: read('getService', 'services.read'),
  listUsers: read('listUsers', 'users.read'),
  getUser: read('getUser', 'users.read'),
  getEscalationPolicy: read('getEscalationPolicy', 'escalation_policies.read'),
  getTeam: read('getTeam', 'teams.read'),
  listPriorities: read('listPriorities', 'priorities.read'),
} as const satisfies Record<string, Endpoint>;
