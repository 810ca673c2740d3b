import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import type { WireAlertType } from '../../../upstream/cloudflare/wire.js';
import { mapEntries } from '../../../upstream/transport/partial-list.js';
import { CloudflareAccount } from '../account/cloudflare-account.type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { createCursorSigner } from '../../core/pagination/cursor.js';
import { paginateInMemory } from '../../core/pagination/in-memory-page.js';
import { ShortListPageArgs } from '../../core/pagination/page.args.js';
import { toAlertType } from './alert-type.map.js';
import { AlertType, AlertTypeConnection } from './alert-type.type.js';

@Resolver(() => CloudflareAccount)
export class AlertTypesOfAccountResolver {
  @Requires('DESTINATIONS_READ')
  @FieldResolver(() => AlertTypeConnection, {
    nullable: true,
    description:
      'Alert types that this account may have policies for, sorted by name. Types that its plan lacks are absent.',
  })
  alertTypes(
    @Root() { accountContext }: CloudflareAccount,
    @Args(() => ShortListPageArgs) page: ShortListPageArgs,
  ): Promise<Connection<AlertType>> {
    return paginateInMemory(
      page,
      createCursorSigner(accountContext, 'alertTypes'),
      async () => mapEntries(await accountContext.loaders.alertTypes(), toNamedEntry),
      ({ wire }) => toAlertType(wire),
    );
  }
}

/** Alert types have no id; their `type` is unique. */
function toNamedEntry(wire: WireAlertType) {
  return { id: wire.type, name: wire.display_name ?? null, wire };
}
