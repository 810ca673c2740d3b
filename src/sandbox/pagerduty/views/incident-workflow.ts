import type { IncidentWorkflow } from '../seed/incident-workflows.js';
import type { Incident } from '../state/incident-records.js';
import { renderIdentity, renderReference } from './reference.js';

const CREATED_AT = '2025-02-01T09:00:00Z';

export function renderIncidentWorkflow(workflow: IncidentWorkflow, hasSteps: boolean): object {
  const { id, name, description, isEnabled, teamId } = workflow;
  return {
    ...renderIdentity('incident_workflow', id, name),
    name,
    description,
    created_at: CREATED_AT,
    is_enabled: isEnabled,
    ...(teamId !== null && { team: { id: teamId, type: 'team_reference' } }),
    ...(hasSteps && { steps: [] }),
  };
}

/** An instance as webhooks show it; its summary is empty (docs/upstream-quirks.md, "PagerDuty: webhook bodies"). */
export function renderWorkflowInstance(workflow: IncidentWorkflow, { serviceId }: Incident, id: string): object {
  return {
    id,
    type: 'incident_workflow_instance',
    summary: '',
    incident_workflow: renderReference('incident_workflow', workflow),
    workflow_trigger: null,
    service: { id: serviceId, type: 'service_reference' },
  };
}
