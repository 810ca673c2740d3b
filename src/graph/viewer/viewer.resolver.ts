import { Ctx, Query, Resolver } from 'type-graphql';
import { SCOPES } from '../../config/scope.js';
import { toCloudflareAccount } from '../accounts/cloudflare-account.map.js';
import { toPagerDutyAccount } from '../accounts/pagerduty-account.map.js';
import type { AccountDirectory } from '../account-directory.js';
import type { Context } from '../context.js';
import { Requires } from '../requires.js';
import { Viewer } from './viewer.type.js';

@Resolver()
export class ViewerResolver {
  @Requires('NOTHING')
  @Query(() => Viewer, { description: 'The caller as this gateway sees it.' })
  viewer(@Ctx() { caller, cloudflare, pagerduty }: Context): Viewer {
    const { name, email = null, scopes } = caller;
    return {
      name,
      email,
      scopes: SCOPES.filter((scope) => scopes.has(scope)),
      cloudflareAccounts: scopes.has('DESTINATIONS_READ') ? each(cloudflare, toCloudflareAccount) : [],
      pagerDutyAccounts: scopes.has('INCIDENTS_READ') ? each(pagerduty, toPagerDutyAccount) : [],
    };
  }
}

function each<A, T>(directory: AccountDirectory<A>, map: (access: A) => T): T[] {
  return directory.keys.map((key) => map(directory.get(key, [])));
}
