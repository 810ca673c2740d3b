import type { GraphQLResolveInfo } from 'graphql';
import { mapped } from '../../../upstream/transport/partial-list.js';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../core/context.js';
import { selectionOf } from '../../core/selection/selection.js';
import { settle } from '../../core/mutations/run-mutation.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { connect, createConnectToken } from './connect-pagerduty.js';
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

const ACCOUNT = ['input', 'account'];

@Resolver(() => ConnectPagerDutyPayload)
export class PagerDutyDestinationMutationsResolver {
  @Requires('DESTINATIONS_WRITE')
  @Mutation(() => CreatePagerDutyConnectTokenPayload, {
    nullable: true,
    description:
      'Step 1 of 2. Asks Cloudflare for an integration token; a person must then sign in to PagerDuty and pick services. Not idempotent.',
  })
  createPagerDutyConnectToken(
    @Ctx() { cloudflare, scope }: Context,
    @Arg('input', () => CreatePagerDutyConnectTokenInput, { description: 'For which account.' })
    input: CreatePagerDutyConnectTokenInput,
  ): Promise<CreatePagerDutyConnectTokenPayload> {
    return settle(scope, { token: null, consentUrl: null, messages: [] }, async () =>
      createConnectToken(cloudflare.get(input.account, ACCOUNT)),
    );
  }

  @Requires('DESTINATIONS_WRITE')
  @Mutation(() => ConnectPagerDutyPayload, {
    nullable: true,
    description:
      'Step 2 of 2. Links PagerDuty to the Cloudflare account with that token. Upstream this is a GET, yet it changes state: sent again only when it surely was not executed.',
  })
  connectPagerDuty(
    @Ctx() { cloudflare, scope }: Context,
    @Arg('input', () => ConnectPagerDutyInput, { description: 'With which token.' }) input: ConnectPagerDutyInput,
  ): Promise<ConnectPagerDutyPayload> {
    return settle(scope, { connectionId: null, messages: [] }, async () =>
      connect(input, cloudflare.get(input.account, ACCOUNT)),
    );
  }

  @Requires('DESTINATIONS_READ')
  @FieldResolver(() => [PagerDutyDestination], {
    nullable: true,
    description: 'Destinations as they stand after linking; read only when selected.',
  })
  async destinations(@Root() { access }: ConnectPagerDutyPayload): Promise<PagerDutyDestination[] | null> {
    if (!access) return null;
    return mapped(await access.client.listPagerDutyDestinations(), (one) => toDestination(one, access));
  }

  @Requires('DESTINATIONS_WRITE')
  @Mutation(() => DeletePagerDutyDestinationsPayload, {
    nullable: true,
    description: 'Removes EVERY PagerDuty destination of the account; Cloudflare offers no way to remove one.',
  })
  deletePagerDutyDestinations(
    @Ctx() { caller, cloudflare, scope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => DeletePagerDutyDestinationsInput, { description: 'Which ones the caller expects to go.' })
    input: DeletePagerDutyDestinationsInput,
  ): Promise<DeletePagerDutyDestinationsPayload> {
    const refused = { deletedIds: [], affectedPolicies: null, destinations: null, messages: [] };
    return settle(scope, refused, async () => {
      const access = cloudflare.get(input.account, ACCOUNT);
      const mayRead = caller.scopes.has('DESTINATIONS_READ');
      const wantsPolicies = mayRead && selectionOf(info).has('affectedPolicies');
      return deleteDestinations(input, access, { mayRead, wantsPolicies });
    });
  }
}
