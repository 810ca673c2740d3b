import type { NamedRecord } from '../state/account-records.js';

export interface IncidentWorkflow extends NamedRecord {
  readonly description: string;
  readonly isEnabled: boolean;
  readonly teamId: string | null;
}

/** Workflows never change; each start is reported by webhooks alone. */
export const incidentWorkflows: readonly IncidentWorkflow[] = [
  {
    id: 'PWF0001',
    name: 'Major incident call',
    description: 'Opens a call and invites the duty manager',
    isEnabled: true,
    teamId: null,
  },
  {
    id: 'PWF0002',
    name: 'Tell the harbour masters',
    description: 'Sends a message to all ports',
    isEnabled: true,
    teamId: 'PTEAM01',
  },
  { id: 'PWF0003', name: 'Storm drill', description: 'Practised until 2025', isEnabled: false, teamId: null },
];
