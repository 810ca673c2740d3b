import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { CloudflareAccount } from '../accounts/cloudflare-account.type.js';
import type { Connection } from '../connection.type.js';
import type { Context } from '../context.js';
import { PageArgs } from '../paging.args.js';
import { destinationPage } from './destination-page.js';
import { PagerDutyDestinationConnection, type PagerDutyDestination } from './destination.type.js';

@ArgsType()
class DestinationPageArgs extends PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'How many entries, 1 to 100.' })
  override readonly first?: number | null;
}

@Resolver(() => CloudflareAccount)
export class PagerDutyDestinationResolver {
  @Query(() => PagerDutyDestinationConnection, {
    nullable: true,
    description: 'PagerDuty services that Cloudflare can notify, by name.',
  })
  pagerDutyDestinations(
    @Ctx() { cloudflare }: Context,
    @Args(() => DestinationPageArgs) page: DestinationPageArgs,
    @Arg('account', () => String, {
      nullable: true,
      description: 'A configured key or Cloudflare’s own account id; the default account without it.',
    })
    account?: string | null,
  ): Promise<Connection<PagerDutyDestination>> {
    return destinationPage(page, cloudflare.get(account, ['account']));
  }

  @FieldResolver(() => PagerDutyDestinationConnection, {
    name: 'pagerDutyDestinations',
    nullable: true,
    description: 'PagerDuty services that this account can notify, by name.',
  })
  destinationsOfAccount(
    @Root() { access }: CloudflareAccount,
    @Args(() => DestinationPageArgs) page: DestinationPageArgs,
  ): Promise<Connection<PagerDutyDestination>> {
    return destinationPage(page, access);
  }
}
