import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { CloudflareAccount } from '../account/cloudflare-account.type.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { createCursorSigner } from '../../core/pagination/cursor.js';
import { PagerDutyDestination } from '../destinations/destination.type.js';
import { paginateInMemory } from '../../core/pagination/in-memory-page.js';
import { ShortListPageArgs } from '../../core/pagination/page.args.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { loadPolicyDestinations, loadDestinationPolicies } from './policy-destinations.js';
import { toNotificationPolicy } from './notification-policy.map.js';
import { NotificationPolicy, NotificationPolicyConnection } from './notification-policy.type.js';

@Resolver(() => NotificationPolicy)
export class NotificationPolicyResolver {
  @Requires('DESTINATIONS_READ', 'ONCE')
  @FieldResolver(() => [PagerDutyDestination], {
    nullable: true,
    description: 'PagerDuty destinations of the policy, without deleted ones.',
  })
  pagerDutyDestinations(@Root() policy: NotificationPolicy): Promise<PagerDutyDestination[]> {
    return loadPolicyDestinations(policy);
  }
}

@Resolver(() => CloudflareAccount)
export class PoliciesOfAccountResolver {
  @Requires('DESTINATIONS_READ')
  @FieldResolver(() => NotificationPolicyConnection, {
    nullable: true,
    description: 'Notification policies of this account, sorted by name.',
  })
  notificationPolicies(
    @Root() { accountContext }: CloudflareAccount,
    @Args(() => ShortListPageArgs) page: ShortListPageArgs,
  ): Promise<Connection<NotificationPolicy>> {
    const signer = createCursorSigner(accountContext, 'notificationPolicies');
    return paginateInMemory(
      page,
      signer,
      () => accountContext.loaders.policies(),
      (wire) => toNotificationPolicy(wire, accountContext),
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
  policies(@Root() destination: PagerDutyDestination): Promise<NotificationPolicy[]> {
    return loadDestinationPolicies(destination);
  }
}
