import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { findEntry } from '../../../upstream/transport/partial-list.js';
import { isString } from '../../../shared/json.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import { CloudflareAccount } from '../account/cloudflare-account.type.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { normalizeCloudflareId } from '../../core/ids/global-id.js';
import { toNotificationPolicy } from '../policies/notification-policy.map.js';
import { NotificationPolicy } from '../policies/notification-policy.type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { NotificationArgs } from './notification.args.js';
import { listNotifications } from './notification-history.js';
import { Notification, NotificationConnection } from './notification.type.js';

@Resolver(() => CloudflareAccount)
export class NotificationHistoryResolver {
  @Requires('DESTINATIONS_READ')
  @FieldResolver(() => NotificationConnection, {
    nullable: true,
    description: 'Notifications sent by Cloudflare, newest first. Retention depends on the plan: 30 to 90 days.',
  })
  notificationHistory(
    @Root() { accountContext }: CloudflareAccount,
    @Args(() => NotificationArgs) args: NotificationArgs,
  ): Promise<Connection<Notification>> {
    return listNotifications(args, accountContext);
  }
}

@Resolver(() => Notification)
export class NotificationResolver {
  @Requires('DESTINATIONS_READ', 'ONCE')
  @FieldResolver(() => NotificationPolicy, {
    nullable: true,
    description: 'Policy that caused the notification, in its current state; null when deleted.',
  })
  policy(@Root() { accountContext, policyId }: Notification): Promise<NotificationPolicy | null> | null {
    return mapNestedValue(policyId, isString, async (wantedId) => {
      const policies = await accountContext.loaders.policies();
      const found = findEntry(policies, ({ id }) => normalizeCloudflareId(id) === normalizeCloudflareId(wantedId));
      return found ? toNotificationPolicy(found, accountContext) : null;
    });
  }
}
