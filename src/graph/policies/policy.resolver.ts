import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { CloudflareAccount } from '../accounts/cloudflare-account.type.js';
import type { Connection } from '../connection.type.js';
import { listKey } from '../cursor.js';
import { toDestination } from '../destinations/destination.map.js';
import { PagerDutyDestination } from '../destinations/destination.type.js';
import { plainId } from '../global-id.js';
import { localPage } from '../local-page.js';
import { LongPageArgs } from '../paging.args.js';
import { Requires } from '../requires.js';
import { mechanismIds, toPolicy } from './policy.map.js';
import { NotificationPolicy, NotificationPolicyConnection } from './policy.type.js';

@Resolver(() => NotificationPolicy)
export class NotificationPolicyResolver {
  @Requires('DESTINATIONS_READ', 'ONCE')
  @FieldResolver(() => [PagerDutyDestination], {
    nullable: true,
    description: 'The PagerDuty destinations it delivers to; one that is gone is left out.',
  })
  async pagerDutyDestinations(@Root() { access, destinationIds }: NotificationPolicy): Promise<PagerDutyDestination[]> {
    if (destinationIds.length === 0) return [];
    const wanted = new Set(destinationIds.map(plainId));
    const all = await access.loaders.destinations();
    return all.filter(({ id }) => wanted.has(plainId(id))).map((wire) => toDestination(wire, access));
  }
}

@Resolver(() => CloudflareAccount)
export class PoliciesOfAccountResolver {
  @Requires('DESTINATIONS_READ')
  @FieldResolver(() => NotificationPolicyConnection, {
    nullable: true,
    description: 'The notification policies of this account, by name.',
  })
  notificationPolicies(
    @Root() { access }: CloudflareAccount,
    @Args(() => LongPageArgs) page: LongPageArgs,
  ): Promise<Connection<NotificationPolicy>> {
    const list = listKey(access, 'notificationPolicies');
    return localPage(
      page,
      list,
      () => access.loaders.policies(),
      (wire) => toPolicy(wire, access),
    );
  }
}

@Resolver(() => PagerDutyDestination)
export class PoliciesOfDestinationResolver {
  @Requires('DESTINATIONS_READ', 'ONCE')
  @FieldResolver(() => [NotificationPolicy], {
    nullable: true,
    description: 'Policies that deliver to this destination.',
  })
  async policies(@Root() { access, cloudflareId }: PagerDutyDestination): Promise<NotificationPolicy[]> {
    const wanted = plainId(cloudflareId);
    const all = await access.loaders.policies();
    return all
      .filter((policy) => mechanismIds(policy, 'pagerduty').some((id) => plainId(id) === wanted))
      .map((policy) => toPolicy(policy, access));
  }
}
