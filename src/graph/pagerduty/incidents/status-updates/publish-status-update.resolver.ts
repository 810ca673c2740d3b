import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { isReference } from '../../../../upstream/pagerduty/type-guards.js';
import type { WrittenStatusUpdate } from '../../../../upstream/pagerduty/wire-status-update.js';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withActor } from '../../../core/auth/actor.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context, PagerDutyAccountContext } from '../../../core/context.js';
import { mapNestedValue } from '../../../core/mapping/nested-value.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { withIdempotency } from '../../../core/mutations/with-idempotency.js';
import { toAgent } from '../../agents/agent.map.js';
import { publishStatusUpdate } from './publish-status-update.js';
import { PublishStatusUpdateInput } from './publish-status-update.input.js';
import { PublishStatusUpdatePayload } from './publish-status-update.type.js';
import type { StatusUpdate } from './status-update.type.js';

@Resolver()
export class PublishStatusUpdateResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => PublishStatusUpdatePayload, {
    nullable: true,
    description:
      'Publish a status update of an incident, which notifies its subscribers. Sent once, never repeated by a guess: after a lost response the outcome is UNKNOWN.',
  })
  publishStatusUpdate(
    @Ctx() { pagerduty, idempotency, requestScope }: Context,
    @Arg('input', () => PublishStatusUpdateInput, { description: 'Text of the update, and its incident.' })
    input: PublishStatusUpdateInput,
  ): Promise<PublishStatusUpdatePayload> {
    return runMutation(requestScope, { statusUpdate: null }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const written = await withActor(input, accountContext, (inputWithActor) =>
        withIdempotency(idempotency, 'publishStatusUpdate', input, accountContext, (previous) =>
          publishStatusUpdate(inputWithActor, accountContext, previous),
        ),
      );
      return { statusUpdate: toStatusUpdate(written, accountContext) };
    });
  }
}

function toStatusUpdate(written: WrittenStatusUpdate, accountContext: PagerDutyAccountContext): StatusUpdate {
  return {
    pagerDutyId: written.id,
    message: written.message ?? '',
    subject: written.subject ?? null,
    sender: mapNestedValue(written.sender, isReference, (sender) => toAgent(sender, accountContext)),
    createdAt: written.created_at ?? null,
  };
}
