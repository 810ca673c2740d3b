import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context } from '../../../core/context.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { addSubscribers, removeSubscribers } from './change-subscribers.js';
import { AddStatusUpdateSubscribersInput, RemoveStatusUpdateSubscribersInput } from './change-subscribers.input.js';
import { AddStatusUpdateSubscribersPayload, RemoveStatusUpdateSubscribersPayload } from './change-subscribers.type.js';

const INPUT = { description: 'Incident, and the subscribers to change.' };

@Resolver()
export class ChangeSubscribersResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => AddStatusUpdateSubscribersPayload, {
    nullable: true,
    description: 'Subscribe users and teams to the status updates of an incident. They are not notified of it.',
  })
  addStatusUpdateSubscribers(
    @Ctx() { pagerduty, requestScope }: Context,
    @Arg('input', () => AddStatusUpdateSubscribersInput, INPUT) input: AddStatusUpdateSubscribersInput,
  ): Promise<AddStatusUpdateSubscribersPayload> {
    return runMutation(requestScope, { results: [] }, async () => ({
      results: await addSubscribers(input, resolveAccount(pagerduty, input.account, input, ['input'])),
    }));
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => RemoveStatusUpdateSubscribersPayload, {
    nullable: true,
    description: 'Unsubscribe users and teams from the status updates of an incident.',
  })
  removeStatusUpdateSubscribers(
    @Ctx() { pagerduty, requestScope }: Context,
    @Arg('input', () => RemoveStatusUpdateSubscribersInput, INPUT) input: RemoveStatusUpdateSubscribersInput,
  ): Promise<RemoveStatusUpdateSubscribersPayload> {
    return runMutation(requestScope, { removedCount: null, notSubscribedCount: null }, async () =>
      removeSubscribers(input, resolveAccount(pagerduty, input.account, input, ['input'])),
    );
  }
}
