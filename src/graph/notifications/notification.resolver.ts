import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { findIn } from '../../upstream/transport/entries.js';
import { isText } from '../../upstream/transport/json.js';
import { part } from '../parts.js';
import { CloudflareAccount } from '../accounts/cloudflare-account.type.js';
import type { Connection } from '../connection.type.js';
import { plainId } from '../global-id.js';
import { toPolicy } from '../policies/policy.map.js';
import { NotificationPolicy } from '../policies/policy.type.js';
import { Requires } from '../requires.js';
import { NotificationArgs } from './notification.args.js';
import { notificationPage } from './notification-page.js';
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
