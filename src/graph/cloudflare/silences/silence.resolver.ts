import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { findEntry, mapEntries } from '../../../upstream/transport/partial-list.js';
import type { WireSilence } from '../../../upstream/cloudflare/wire.js';
import { getLoaders, memoize } from '../../../shared/memoize.js';
import { CloudflareAccount } from '../account/cloudflare-account.type.js';
import { toNotificationPolicy } from '../policies/notification-policy.map.js';
import { NotificationPolicy } from '../policies/notification-policy.type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { isSameCloudflareId, normalizeCloudflareId } from '../../core/ids/global-id.js';
import { ListSize } from '../../core/limits/list-size.js';
import { getEntries, groupByKeys } from '../../core/mapping/group-by-key.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { createCursorSigner } from '../../core/pagination/cursor.js';
import { paginateInMemory } from '../../core/pagination/in-memory-page.js';
import { ShortListPageArgs } from '../../core/pagination/page.args.js';
import { toMoment, toSilence } from './silence.map.js';
import { PolicySilence, PolicySilenceConnection } from './silence.type.js';

const loadSilencesByPolicy = memoize(async (accountContext: CloudflareAccountContext) => {
  const silences = mapEntries(await accountContext.loaders.silences(), (wire) => toSilence(wire, accountContext));
  return groupByKeys(silences, ({ policyId }) => [normalizeCloudflareId(policyId)]);
}, getLoaders);

@Resolver(() => CloudflareAccount)
export class SilencesOfAccountResolver {
  @Requires('DESTINATIONS_READ')
  @FieldResolver(() => PolicySilenceConnection, {
    nullable: true,
    description: 'Silences of this account, sorted by start.',
  })
  silences(
    @Root() { accountContext }: CloudflareAccount,
    @Args(() => ShortListPageArgs) page: ShortListPageArgs,
  ): Promise<Connection<PolicySilence>> {
    return paginateInMemory(
      page,
      createCursorSigner(accountContext, 'silences'),
      async () => mapEntries(await accountContext.loaders.silences(), toSortedEntry),
      ({ wire }) => toSilence(wire, accountContext),
    );
  }
}

/** Sorted by the moment, because the text may have an offset. */
function toSortedEntry(wire: WireSilence) {
  const start = toMoment(wire.start_time);
  return { id: wire.id, name: Number.isNaN(start) ? null : new Date(start).toISOString(), wire };
}

@Resolver(() => NotificationPolicy)
export class SilencesOfPolicyResolver {
  @ListSize(2)
  @Requires('DESTINATIONS_READ', 'ONCE')
  @FieldResolver(() => [PolicySilence], {
    nullable: true,
    description: 'Silences of the policy that Cloudflare lists. A silenced policy stays enabled.',
  })
  async silences(@Root() { accountContext, cloudflareId }: NotificationPolicy): Promise<PolicySilence[]> {
    return getEntries(await loadSilencesByPolicy(accountContext), normalizeCloudflareId(cloudflareId));
  }
}

@Resolver(() => PolicySilence)
export class PolicyOfSilenceResolver {
  @Requires('DESTINATIONS_READ', 'ONCE')
  @FieldResolver(() => NotificationPolicy, {
    nullable: true,
    description: 'The silenced policy; null if it was deleted.',
  })
  async policy(@Root() { accountContext, policyId }: PolicySilence): Promise<NotificationPolicy | null> {
    const policies = await accountContext.loaders.policies();
    const found = findEntry(policies, ({ id }) => isSameCloudflareId(id, policyId));
    return found ? toNotificationPolicy(found, accountContext) : null;
  }
}
