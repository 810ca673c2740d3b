import type { IncidentWorkflows } from '../../src/upstream/pagerduty/incident-workflows.js';
import type { PagerDutyClient } from '../../src/upstream/pagerduty/client.js';

const WORKFLOW = 'PWF0001';

/** Each request with all its parameters. */
export const incidentWorkflowRequests: Record<keyof IncidentWorkflows, (client: PagerDutyClient) => Promise<unknown>> =
  {
    listIncidentWorkflows: (client) =>
      client.listIncidentWorkflows({ limit: 100, offset: 0, total: true, query: 'major' }),
    getIncidentWorkflow: (client) => client.getIncidentWorkflow(WORKFLOW),
    startIncidentWorkflow: (client) =>
      client.startIncidentWorkflow(WORKFLOW, { incidentId: 'PINC060', instanceId: 'PG0123456789AB' }),
  };
