import { hasId } from '../../shared/json.js';
import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeObject, decodePage } from './envelope.js';
import { formatNameQuery } from './query-string.js';
import { toWorkflowInstanceBody } from './request-body.js';
import type { ClientContext } from './requester.js';
import { isIncidentWorkflow } from './type-guards.js';
import type { WireIncidentWorkflow, WorkflowInstanceDraft } from './wire-incident-workflow.js';
import type { NameQuery, Page } from './wire.js';

/** Incident workflows (docs/upstream-quirks.md, "PagerDuty: incident workflows"). */
export interface IncidentWorkflows {
  /** `GET /incident_workflows`. */
  listIncidentWorkflows(query: NameQuery): Promise<Page<WireIncidentWorkflow>>;
  /** `GET /incident_workflows/{id}`. */
  getIncidentWorkflow(id: string): Promise<WireIncidentWorkflow>;
  /** `POST /incident_workflows/{id}/instances`; PagerDuty responds before the steps run, and an instance cannot be read. */
  startIncidentWorkflow(workflowId: string, draft: WorkflowInstanceDraft): Promise<{ readonly id: string }>;
}

const PATH = '/incident_workflows';

export const incidentWorkflows: IncidentWorkflows & ThisType<ClientContext> = {
  async listIncidentWorkflows(query) {
    const response = await this.send(ENDPOINTS.listIncidentWorkflows, 'GET', `${PATH}${formatNameQuery(query)}`);
    return decodePage(response, 'incident_workflows', isIncidentWorkflow);
  },
  async getIncidentWorkflow(id) {
    const response = await this.send(ENDPOINTS.getIncidentWorkflow, 'GET', `${PATH}/${toUrlSafeId(id)}`);
    return decodeObject(response, 'incident_workflow', isIncidentWorkflow);
  },
  async startIncidentWorkflow(workflowId, draft) {
    const write = { body: toWorkflowInstanceBody(draft), referencedIds: { incidents: [draft.incidentId] } };
    const path = `${PATH}/${toUrlSafeId(workflowId)}/instances`;
    const response = await this.send(ENDPOINTS.startIncidentWorkflow, 'POST', path, write);
    return decodeObject(response, 'incident_workflow_instance', hasId);
  },
};
