import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Requires } from '../../core/auth/requires-scope.js';
import type { Context } from '../../core/context.js';
import { runMutation } from '../../core/mutations/run-mutation.js';
import { withIdempotency } from '../../core/mutations/with-idempotency.js';
import { sendChangeEvent } from './send-change-event.js';
import { SendChangeEventInput } from './send-change-event.input.js';
import { SendChangeEventPayload } from './send-change-event.type.js';

@Resolver()
export class SendChangeEventResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => SendChangeEventPayload, {
    nullable: true,
    description:
      'Report a change, such as a deployment, to the service of an integration. It notifies nobody. Without an idempotencyKey, a repeated call adds a second change event.',
  })
  sendChangeEvent(
    @Ctx() { pagerduty, idempotency, requestScope }: Context,
    @Arg('input', () => SendChangeEventInput, { description: 'Change to report, and its integration.' })
    input: SendChangeEventInput,
  ): Promise<SendChangeEventPayload> {
    return runMutation(requestScope, { accepted: false }, async () => {
      const accountContext = pagerduty.get(input.account, ['input', 'account']);
      return withIdempotency(idempotency, 'sendChangeEvent', input, accountContext, async (previous) => {
        await sendChangeEvent(input, accountContext, previous);
        return { accepted: true };
      });
    });
  }
}
