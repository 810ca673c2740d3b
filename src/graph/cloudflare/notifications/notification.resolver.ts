import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { findIn } from '../../../upstream/transport/partial-list.js';
import { isText } from '../../../shared/json.js';
import { part } from '../../core/mapping/nested-value.js';
import { CloudflareAccount } from '../account/cloudflare-account.type.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { plainId } from '../../core/ids/global-id.js';
import { toPolicy } from '../policies/notification-policy.map.js';
import { NotificationPolicy } from '../policies/notification-policy.type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { NotificationArgs } from './notification.args.js';
import { notificationPage } from './notification-history.js';
import { Notification, NotificationConnection } from './notification.type.js';

@Resolver(() => CloudflareAccount)
export class NotificationHistoryResolver {
  @Requires('DESTINATIONS_READ')
  @FieldResolver(() => NotificationConnection, {
    nullable: true,
    description: 'What Cloudflare really sent, newest first. Retention depends on the plan (30 to 90 days).',
  })
  notificationHistory(
    @Root() { access }: CloudflareAccount,
    @Args(() => NotificationArgs) args: NotificationArgs,
  ): Promise<Connection<Notification>> {
    return notificationPage(args, access);
  }
}

@Resolver(() => Notification)
export class NotificationResolver {
  @Requires('DESTINATIONS_READ', 'ONCE')
  @FieldResolver(() => NotificationPolicy, {
    nullable: true,
    description: 'The policy that caused it, as it is now; null when it is gone.',
  })
  policy(@Root() { access, policyId }: Notification): Promise<NotificationPolicy | null> | null {
    return part(policyId, isText, async (wanted) => {
      const policies = await access.loaders.policies();
      const found = findIn(policies, ({ id }) => plainId(id) === plainId(wanted));
      return found ? toPolicy(found, access) : null;
    });
  }
}
