import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../core/context.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { runMutation } from '../../core/mutations/run-mutation.js';
import { toQueuedTrigger } from '../outbox/queued-trigger.map.js';
import { SendAlertEventInput } from './send-alert-event.input.js';
import { SendAlertEventPayload } from './send-alert-event.type.js';
import { sendOrQueue } from './send-or-queue.js';

@Resolver()
export class SendAlertEventResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => SendAlertEventPayload, {
    nullable: true,
    description:
      'Send an alert event to PagerDuty’s Events API v2. PagerDuty accepts it asynchronously, so the result is a dedup key and never an incident. Can be retried with that key.',
  })
  sendAlertEvent(
    @Ctx() { pagerduty, requestScope }: Context,
    @Arg('input', () => SendAlertEventInput, { description: 'Event to send, and its integration.' })
    input: SendAlertEventInput,
  ): Promise<SendAlertEventPayload> {
    return runMutation(requestScope, { accepted: false, dedupKey: null, adjustments: [], queued: null }, async () => {
      const accountContext = pagerduty.get(input.account, ['input', 'account']);
      const { queued, ...sent } = await sendOrQueue(input, accountContext);
      return { accepted: !queued, ...sent, queued: queued ? toQueuedTrigger(queued, accountContext) : null };
    });
  }
}
