import type { GraphQLResolveInfo } from 'graphql';
import { mapEntries } from '../../../upstream/transport/partial-list.js';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../core/context.js';
import { getSelection } from '../../core/selection/selection.js';
import { runMutation } from '../../core/mutations/run-mutation.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { connectPagerDuty, createConnectToken } from './connect-pagerduty.js';
import { deleteDestinations } from './delete-destinations.js';
import {
  ConnectPagerDutyInput,
  CreatePagerDutyConnectTokenInput,
  DeletePagerDutyDestinationsInput,
} from './destination-mutations.input.js';
import {
  ConnectPagerDutyPayload,
  CreatePagerDutyConnectTokenPayload,
  DeletePagerDutyDestinationsPayload,
} from './destination-mutations.type.js';
import { toDestination } from './destination.map.js';
import { PagerDutyDestination } from './destination.type.js';

const ACCOUNT_PATH = ['input', 'account'];

@Resolver(() => ConnectPagerDutyPayload)
export class PagerDutyDestinationMutationsResolver {
  @Requires('DESTINATIONS_WRITE')
  @Mutation(() => CreatePagerDutyConnectTokenPayload, {
    nullable: true,
    description:
      'Create a PagerDuty connect token at Cloudflare (step 1 of 2). A person must then sign in to PagerDuty and pick services. Not idempotent.',
  })
  createPagerDutyConnectToken(
    @Ctx() { cloudflare, requestScope }: Context,
    @Arg('input', () => CreatePagerDutyConnectTokenInput, { description: 'Account of the token.' })
    input: CreatePagerDutyConnectTokenInput,
  ): Promise<CreatePagerDutyConnectTokenPayload> {
    return runMutation(requestScope, { token: null, consentUrl: null, messages: [] }, async () =>
      createConnectToken(cloudflare.get(input.account, ACCOUNT_PATH)),
    );
  }

  @Requires('DESTINATIONS_WRITE')
  @Mutation(() => ConnectPagerDutyPayload, {
    nullable: true,
    description:
      'Connect PagerDuty to the Cloudflare account with the token (step 2 of 2). The upstream GET changes state: it is retried only when it was certainly not executed.',
  })
  connectPagerDuty(
    @Ctx() { cloudflare, requestScope }: Context,
    @Arg('input', () => ConnectPagerDutyInput, { description: 'Token and account.' }) input: ConnectPagerDutyInput,
  ): Promise<ConnectPagerDutyPayload> {
    return runMutation(requestScope, { connectionId: null, messages: [] }, async () =>
      connectPagerDuty(input, cloudflare.get(input.account, ACCOUNT_PATH)),
    );
  }

  @Requires('DESTINATIONS_READ')
  @FieldResolver(() => [PagerDutyDestination], {
    nullable: true,
    description: 'Destinations after connecting; read only when selected.',
  })
  async destinations(@Root() { accountContext }: ConnectPagerDutyPayload): Promise<PagerDutyDestination[] | null> {
    if (!accountContext) return null;
    return mapEntries(await accountContext.client.listPagerDutyDestinations(), (destination) =>
      toDestination(destination, accountContext),
    );
  }

  @Requires('DESTINATIONS_WRITE')
  @Mutation(() => DeletePagerDutyDestinationsPayload, {
    nullable: true,
    description: 'Delete ALL PagerDuty destinations of the account. Cloudflare cannot delete a single one.',
  })
  deletePagerDutyDestinations(
    @Ctx() { caller, cloudflare, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => DeletePagerDutyDestinationsInput, {
      description: 'Destinations that the caller expects to delete.',
    })
    input: DeletePagerDutyDestinationsInput,
  ): Promise<DeletePagerDutyDestinationsPayload> {
    const emptyPayload = { deletedIds: [], affectedPolicies: null, destinations: null, messages: [] };
    return runMutation(requestScope, emptyPayload, async () => {
      const accountContext = cloudflare.get(input.account, ACCOUNT_PATH);
      const mayRead = caller.scopes.has('DESTINATIONS_READ');
      const wantsPolicies = mayRead && getSelection(info).has('affectedPolicies');
      return deleteDestinations(input, accountContext, { mayRead, wantsPolicies });
    });
  }
}
