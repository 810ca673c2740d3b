import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { RequestedTarget } from '../../../../upstream/pagerduty/wire-responder.js';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withActor } from '../../../core/auth/actor.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context, PagerDutyAccountContext } from '../../../core/context.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { withIdempotency } from '../../../core/mutations/with-idempotency.js';
import { getSelection } from '../../../core/selection/selection.js';
import { Incident } from '../incident.type.js';
import { loadIncident } from '../load-incident.js';
import { createMissingResultFault, toItemError } from '../status/item-errors.js';
import { requestResponders } from './request-responders.js';
import { RequestRespondersInput } from './request-responders.input.js';
import { RequestRespondersPayload, type ResponderRequestResult } from './request-responders.type.js';
import { toResponder } from './responder.map.js';

@Resolver(() => RequestRespondersPayload)
export class RequestRespondersResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => RequestRespondersPayload, {
    nullable: true,
    description:
      'Request users, or those on call for escalation policies, to help with an open incident, and notify them. Sent once, never repeated by a guess: after a lost response the outcome is UNKNOWN.',
  })
  requestResponders(
    @Ctx() { pagerduty, idempotency, requestScope }: Context,
    @Arg('input', () => RequestRespondersInput, { description: 'Incident, and the responders to request.' })
    input: RequestRespondersInput,
  ): Promise<RequestRespondersPayload> {
    return runMutation(requestScope, { results: [] }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const { incidentId, targets } = await withActor(input, accountContext, (inputWithActor) =>
        withIdempotency(idempotency, 'requestResponders', input, accountContext, (previous) =>
          requestResponders(inputWithActor, accountContext, previous),
        ),
      );
      const results = targets.map((target, index) => toResult(target, index, accountContext));
      return { results, incidentId, accountContext };
    });
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Incident, { nullable: true, description: 'The incident; read only if selected.' })
  async incident(
    @Root() { incidentId, accountContext }: RequestRespondersPayload,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident | null> {
    if (incidentId === undefined || accountContext === undefined) return null;
    return loadIncident(incidentId, accountContext, getSelection(info));
  }
}

function toResult(
  target: RequestedTarget | null,
  index: number,
  accountContext: PagerDutyAccountContext,
): ResponderRequestResult {
  if (target === null) {
    const field = ['input', 'responders', String(index)];
    return { index, responders: [], userErrors: [toItemError(createMissingResultFault('responder'), field)] };
  }
  return { index, responders: target.responders.map((one) => toResponder(one, accountContext)), userErrors: [] };
}
