import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../core/context.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { toCloudflareAccount } from './cloudflare-account.map.js';
import { CloudflareAccount, DestinationEligibility } from './cloudflare-account.type.js';

@Resolver(() => CloudflareAccount)
export class CloudflareAccountResolver {
  @Requires('DESTINATIONS_READ', 'NEVER')
  @Query(() => CloudflareAccount, {
    nullable: true,
    description:
      'A configured Cloudflare account: the default account when `key` is omitted, null when `key` is unknown.',
  })
  cloudflareAccount(
    @Ctx() { cloudflare }: Context,
    @Arg('key', () => String, {
      nullable: true,
      description: 'Key of the account in the gateway configuration, e.g. main.',
    })
    key?: string | null,
  ): CloudflareAccount | null {
    const accountContext = cloudflare.find(key);
    return accountContext ? toCloudflareAccount(accountContext) : null;
  }

  @Requires('DESTINATIONS_READ')
  @FieldResolver(() => DestinationEligibility, {
    nullable: true,
    description: 'Eligibility of the account for PagerDuty destinations, as reported by Cloudflare.',
  })
  pagerDutyEligibility(@Root() { accountContext }: CloudflareAccount): Promise<DestinationEligibility> {
    return accountContext.loaders.eligibility();
  }
}
