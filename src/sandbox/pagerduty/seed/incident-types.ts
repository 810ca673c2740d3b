import type { IncidentType } from '../state/account-records.js';

/** PagerDuty's default type and custom ones. Types are never deleted, only disabled. */
export const incidentTypes: readonly IncidentType[] = [
  { id: 'PTYPE01', name: 'incident_default', displayName: 'Base Incident', description: null, enabled: true },
  {
    id: 'PTYPE02',
    name: 'major_incident',
    displayName: 'Major Incident',
    description: 'Nobody can book, pay or board',
    enabled: true,
  },
  {
    id: 'PTYPE03',
    name: 'security_incident',
    displayName: 'Security Incident',
    description: 'Somebody is where they should not be',
    enabled: true,
  },
  {
    id: 'PTYPE04',
    name: 'storm_drill',
    displayName: 'Storm Drill',
    description: 'Practised until 2025',
    enabled: false,
  },
];
