import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { AccountArg } from '../../core/accounts/account-arg.js';
import { CloudflareAccount } from '../account/cloudflare-account.type.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import type { CloudflareAccountContext, Context } from '../../core/context.js';
import { createCursorSigner } from '../../core/pagination/cursor.js';
import { paginateInMemory } from '../../core/pagination/in-memory-page.js';
import { ShortListPageArgs } from '../../core/pagination/page.args.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { toDestination } from './destination.map.js';
import { PagerDutyDestinationConnection, type PagerDutyDestination } from './destination.type.js';

@Resolver(() => CloudflareAccount)
export class PagerDutyDestinationResolver {
  @Requires('DESTINATIONS_READ')
  @Query(() => PagerDutyDestinationConnection, {
    nullable: true,
    description: 'PagerDuty services that Cloudflare can notify, sorted by name.',
  })
  pagerDutyDestinations(
    @Ctx() { cloudflare }: Context,
    @Args(() => ShortListPageArgs) page: ShortListPageArgs,
    @AccountArg('CLOUDFLARE') account?: string | null,
  ): Promise<Connection<PagerDutyDestination>> {
    return listDestinations(page, cloudflare.get(account, ['account']));
  }

  @Requires('DESTINATIONS_READ')
  @FieldResolver(() => PagerDutyDestinationConnection, {
    name: 'pagerDutyDestinations',
    nullable: true,
    description: 'PagerDuty services that this account can notify, sorted by name.',
  })
  destinationsOfAccount(
    @Root() { accountContext }: CloudflareAccount,
    @Args(() => ShortListPageArgs) page: ShortListPageArgs,
  ): Promise<Connection<PagerDutyDestination>> {
    return listDestinations(page, accountContext);
  }
}

function listDestinations(
  page: ShortListPageArgs,
  accountContext: CloudflareAccountContext,
): Promise<Connection<PagerDutyDestination>> {
  const signer = createCursorSigner(accountContext, 'pagerDutyDestinations');
  return paginateInMemory(
    page,
    signer,
    () => accountContext.loaders.destinations(),
    (wire) => toDestination(wire, accountContext),
  );
}
