import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withActor } from '../../../core/auth/actor.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context } from '../../../core/context.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { getSelection } from '../../../core/selection/selection.js';
import { Incident } from '../incident.type.js';
import { loadIncident } from '../load-incident.js';
import { cancelResponderRequests } from './cancel-responder-requests.js';
import { CancelResponderRequestsPayload } from './cancel-responder-requests.type.js';
import { CancelResponderRequestsInput } from './request-responders.input.js';

@Resolver(() => CancelResponderRequestsPayload)
export class CancelResponderRequestsResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => CancelResponderRequestsPayload, {
    nullable: true,
    description:
      'Cancel pending requests of responders, all of them for an escalation policy. Who has joined or declined stays. After a lost response the outcome is UNKNOWN; sending it again is safe.',
  })
  cancelResponderRequests(
    @Ctx() { pagerduty, requestScope }: Context,
    @Arg('input', () => CancelResponderRequestsInput, { description: 'Incident, and the responders.' })
    input: CancelResponderRequestsInput,
  ): Promise<CancelResponderRequestsPayload> {
    return runMutation(requestScope, { results: [] }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const cancelled = await withActor(input, accountContext, (inputWithActor) =>
        cancelResponderRequests(inputWithActor, accountContext),
      );
      return { ...cancelled, accountContext };
    });
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Incident, { nullable: true, description: 'The incident; read only if selected.' })
  async incident(
    @Root() { incidentId, accountContext }: CancelResponderRequestsPayload,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident | null> {
    if (incidentId === undefined || accountContext === undefined) return null;
    return loadIncident(incidentId, accountContext, getSelection(info));
  }
}
