import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withActor } from '../../../core/auth/actor.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context } from '../../../core/context.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { withIdempotency } from '../../../core/mutations/with-idempotency.js';
import { requireOutbox } from '../../../core/outbox/unavailable-policy.js';
import { getSelection } from '../../../core/selection/selection.js';
import { toQueuedTrigger } from '../../outbox/queued-trigger.map.js';
import { readBackIncident } from '../incident-read-back.js';
import { TriggerIncidentInput } from './trigger-incident.input.js';
import { TriggerIncidentPayload } from './trigger-incident.type.js';
import { triggerOrQueue } from './trigger-or-queue.js';

@Resolver()
export class TriggerIncidentResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => TriggerIncidentPayload, {
    nullable: true,
    description:
      'Create an incident and notify people immediately. An incident assigned to the actor starts acknowledged and notifies nobody. The gateway always sends a dedup key.',
  })
  triggerIncident(
    @Ctx() { pagerduty, idempotency, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => TriggerIncidentInput, { description: 'Incident to create.' }) input: TriggerIncidentInput,
  ): Promise<TriggerIncidentPayload> {
    return runMutation(requestScope, { incident: null, created: false, queued: null }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const result = await withActor(input, accountContext, async (inputWithActor) => {
        const outbox = requireOutbox(input.whenUnavailable, accountContext);
        return withIdempotency(idempotency, 'triggerIncident', input, accountContext, (previous) =>
          triggerOrQueue(inputWithActor, accountContext, outbox, previous),
        );
      });
      if ('queued' in result) {
        // A repeat with its idempotency key may come long after the item was queued.
        const queued = (await accountContext.outbox?.refresh(result.queued)) ?? result.queued;
        return { incident: null, created: false, queued: toQueuedTrigger(queued, accountContext) };
      }
      const { incident, created } = result;
      const readBack = readBackIncident(incident, accountContext, getSelection(info).at('incident'), created === true);
      return { incident: await readBack, created, queued: null };
    });
  }
}
