import { FieldResolver, Resolver, Root } from 'type-graphql';
import { PagerDutyAccount } from '../accounts/pagerduty-account.type.js';
import { Requires } from '../requires.js';
import { toPriority } from './priority.map.js';
import { Priority } from './priority.type.js';

@Resolver(() => PagerDutyAccount)
export class PriorityResolver {
  @Requires('INCIDENTS_READ', 'ONCE')
  @FieldResolver(() => [Priority], {
    nullable: true,
    description: 'Its priorities, highest first; empty when the account uses none.',
  })
  async priorities(@Root() { access }: PagerDutyAccount): Promise<Priority[]> {
    return (await access.loaders.priorities()).map((wire) => toPriority(wire, access));
  }
}
