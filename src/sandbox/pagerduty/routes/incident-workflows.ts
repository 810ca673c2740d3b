import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { toIsoSeconds } from '../../clock.js';
import { invalidInput, missingAbility, notFound } from '../http/errors.js';
import { paginate } from '../http/pagination.js';
import { parseBody } from '../http/parse-body.js';
import { containsText, readIncludes, readValue } from '../http/query-parameters.js';
import type { ByIdRoute, ListRoute } from '../http/route-types.js';
import { requireIncident } from '../incidents/update-incidents.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { incidentWorkflows, type IncidentWorkflow } from '../seed/incident-workflows.js';
import { renderIncidentWorkflow, renderWorkflowInstance } from '../views/incident-workflow.js';
import { renderIncidentReference } from '../views/reference.js';
import { recordEvent } from '../webhooks/record-event.js';

const PATH = '/incident_workflows';

const instanceSchema = z.object({
  incident_workflow_instance: z.object({
    id: z.string().optional(),
    incident: z.object({ id: z.string(), type: z.literal('incident_reference').optional() }),
  }),
});

export function addIncidentWorkflowRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  const requireWorkflow = (workflowId: string): IncidentWorkflow => {
    requirePlan(simulator);
    const workflow = incidentWorkflows.find(({ id }) => id === workflowId);
    if (workflow === undefined) throw notFound();
    return workflow;
  };

  app.get<ListRoute>(PATH, async ({ query }) => {
    requirePlan(simulator);
    const found = incidentWorkflows.filter(({ name }) => containsText(name, readValue(query, 'query')));
    const hasSteps = readIncludes(query).has('steps');
    return paginate('incident_workflows', found, query, (workflow) => renderIncidentWorkflow(workflow, hasSteps));
  });

  /** 201 as in PagerDuty's document (docs/upstream-quirks.md, quirk 178). */
  app.get<ByIdRoute>(`${PATH}/:id`, async ({ params }, reply) =>
    reply.code(201).send({ incident_workflow: renderIncidentWorkflow(requireWorkflow(params.id), true) }),
  );

  app.post<ByIdRoute>(`${PATH}/:id/instances`, async ({ params, body }, reply) => {
    const instance = startWorkflow(simulator, requireWorkflow(params.id), body);
    return reply.code(201).send({ incident_workflow_instance: instance });
  });
}

/** Keeps the caller's id and reports both webhooks at once. Refusing a disabled workflow is unverified. */
function startWorkflow({ state }: PagerDutySimulator, workflow: IncidentWorkflow, body: unknown): object {
  const { id = state.nextId('PWFI'), incident: reference } = parseBody(instanceSchema, body).incident_workflow_instance;
  const incident = requireIncident(state, reference.id);
  if (!workflow.isEnabled) throw invalidInput('Workflow is disabled');
  const at = toIsoSeconds(state.now());
  const by = { kind: 'service', id: incident.serviceId } as const;
  for (const event of ['workflow.started', 'workflow.completed'])
    recordEvent(state, incident, event, by, at, renderWorkflowInstance(workflow, incident, id));
  return { id, type: 'incident_workflow_instance', incident: renderIncidentReference(incident) };
}

function requirePlan({ control }: PagerDutySimulator): void {
  if (control.switches.incidentWorkflows === 'unavailable') throw missingAbility('incident_workflows');
}
