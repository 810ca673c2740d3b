import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context } from '../../../core/context.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { withIdempotency } from '../../../core/mutations/with-idempotency.js';
import { startIncidentWorkflow } from './start-workflow.js';
import { StartIncidentWorkflowInput } from './start-workflow.input.js';
import { StartIncidentWorkflowPayload } from './start-workflow.type.js';

@Resolver()
export class StartWorkflowResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => StartIncidentWorkflowPayload, {
    nullable: true,
    description:
      'Start a workflow for an incident; its steps run afterwards. Without an idempotencyKey, a repeated call runs it again. The gateway sends a start once, because a run cannot be looked up.',
  })
  startIncidentWorkflow(
    @Ctx() { pagerduty, idempotency, requestScope }: Context,
    @Arg('input', () => StartIncidentWorkflowInput, { description: 'Workflow, and its incident.' })
    input: StartIncidentWorkflowInput,
  ): Promise<StartIncidentWorkflowPayload> {
    return runMutation(requestScope, { instanceId: null }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const instanceId = await withIdempotency(
        idempotency,
        'startIncidentWorkflow',
        input,
        accountContext,
        (previous) => startIncidentWorkflow(input, accountContext, previous),
      );
      return { instanceId };
    });
  }
}
