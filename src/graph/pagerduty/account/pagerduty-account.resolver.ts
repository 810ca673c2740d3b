import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../core/context.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { toPagerDutyAccount } from './pagerduty-account.map.js';
import { PagerDutyAccount } from './pagerduty-account.type.js';

@Resolver()
export class PagerDutyAccountResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @Query(() => PagerDutyAccount, {
    nullable: true,
    description:
      'A configured PagerDuty account: the default account when `key` is omitted, null when `key` is unknown.',
  })
  pagerDutyAccount(
    @Ctx() { pagerduty }: Context,
    @Arg('key', () => String, {
      nullable: true,
      description: 'Key of the account in the gateway configuration, e.g. main.',
    })
    key?: string | null,
  ): PagerDutyAccount | null {
    const accountContext = pagerduty.find(key);
    return accountContext ? toPagerDutyAccount(accountContext) : null;
  }
}
