import { randomBytes } from 'node:crypto';
import { Fault } from '../../../../faults/fault.js';
import type { WireIncidentWorkflow } from '../../../../upstream/pagerduty/wire-incident-workflow.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { parsePagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import type { PreviousAttempt } from '../../../core/mutations/idempotent-runner.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { assertNotSentBefore } from '../../../core/mutations/sent-before.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { resolveIncidentId } from '../find-incident.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import type { StartIncidentWorkflowInput } from './start-workflow.input.js';

const WORKFLOW_PATH = ['input', 'workflow'];

interface StartState {
  readonly workflow: WireIncidentWorkflow;
  readonly incidentId: string;
}

/**
 * Starts a workflow with one call, which is never repeated by a guess: a run cannot be read, and whether PagerDuty refuses
 * a second one with the same id is unverified. The workflow is read first, because the outcome for a disabled one is
 * unverified, too.
 *
 * @param previous previous attempt with the same idempotency key and an unknown outcome
 * @returns the id of the run
 * @throws {Fault} `INVALID_INPUT`, `NOT_FOUND`; `CONFLICT` for a disabled workflow; with `outcome: UNKNOWN` after a lost
 * response
 */
export async function startIncidentWorkflow(
  input: StartIncidentWorkflowInput,
  accountContext: PagerDutyAccountContext,
  previous?: PreviousAttempt,
): Promise<string> {
  const { client } = accountContext;
  const workflowId = parsePagerDutyRef(input.workflow, 'IncidentWorkflow', accountContext, WORKFLOW_PATH);
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  assertNotSentBefore(previous);
  return readThenWrite<StartState, string>(accountContext, {
    async read() {
      const [workflow, incidentId] = await Promise.all([
        withFieldPath(WORKFLOW_PATH, client.getIncidentWorkflow(workflowId)),
        resolveIncidentId(locator, accountContext, INCIDENT_PATH),
      ]);
      return { workflow, incidentId };
    },
    resultWithoutWrite({ workflow }) {
      if (workflow.is_enabled !== false) return undefined;
      throw new Fault('CONFLICT', 'The workflow is disabled. Enable it in PagerDuty first.', { field: WORKFLOW_PATH });
    },
    async write({ incidentId }) {
      const started = client.startIncidentWorkflow(workflowId, { incidentId, instanceId: createInstanceId() });
      // The workflow was just read, so a 404 concerns the incident.
      return (await withFieldPath(INCIDENT_PATH, started)).id;
    },
  });
}

/** In the form of PagerDuty's own ids: 14 digits and capital letters. */
function createInstanceId(): string {
  return `PG${randomBytes(6).toString('hex').toUpperCase()}`;
}
