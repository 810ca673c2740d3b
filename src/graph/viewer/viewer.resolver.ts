import { Ctx, Query, Resolver } from 'type-graphql';
import { SCOPES } from '../../config/scopes.js';
import { toCloudflareAccount } from '../cloudflare/account/cloudflare-account.map.js';
import { toPagerDutyAccount } from '../pagerduty/account/pagerduty-account.map.js';
import type { AccountDirectory } from '../core/accounts/account-directory.js';
import type { Context } from '../core/context.js';
import { Requires } from '../core/auth/requires-scope.js';
import { Viewer } from './viewer.type.js';

@Resolver()
export class ViewerResolver {
  @Requires('NOTHING')
  @Query(() => Viewer, { description: 'The caller of this operation.' })
  viewer(@Ctx() { caller, cloudflare, pagerduty }: Context): Viewer {
    const { name, email = null, scopes } = caller;
    return {
      name,
      email,
      scopes: SCOPES.filter((scope) => scopes.has(scope)),
      cloudflareAccounts: scopes.has('DESTINATIONS_READ') ? mapAccounts(cloudflare, toCloudflareAccount) : [],
      pagerDutyAccounts: scopes.has('INCIDENTS_READ') ? mapAccounts(pagerduty, toPagerDutyAccount) : [],
    };
  }
}

function mapAccounts<A, T>(directory: AccountDirectory<A>, map: (accountContext: A) => T): T[] {
  return directory.keys.map((key) => map(directory.get(key, [])));
}
