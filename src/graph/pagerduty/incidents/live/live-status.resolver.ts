import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Requires } from '../../../core/auth/requires-scope.js';
import { PagerDutyAccount } from '../../account/pagerduty-account.type.js';
import { LiveStatus } from './live-status.type.js';

@Resolver(() => PagerDutyAccount)
export class LiveStatusOfAccountResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => LiveStatus, { description: 'Freshness of the subscriptions to this account.' })
  live(@Root() { accountContext }: PagerDutyAccount): LiveStatus {
    return accountContext.feed.status();
  }
}
