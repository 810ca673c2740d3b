import { FieldResolver, Resolver, Root } from 'type-graphql';
import { isText } from '../../../shared/json.js';
import { part } from '../../core/mapping/nested-value.js';
import { findIn, mapped } from '../../../upstream/transport/partial-list.js';
import type { WirePriority } from '../../../upstream/pagerduty/wire.js';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import { beyondReference, type LoadWhole } from '../../core/selection/expand-reference.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { toPriority } from './priority.map.js';
import { Priority } from './priority.type.js';

@Resolver(() => PagerDutyAccount)
export class PrioritiesOfAccountResolver {
  @Requires('INCIDENTS_READ', 'ONCE')
  @FieldResolver(() => [Priority], {
    nullable: true,
    description: 'Its priorities, highest first; empty when the account uses none.',
  })
  async priorities(@Root() { access }: PagerDutyAccount): Promise<Priority[]> {
    return mapped(await access.loaders.priorities(), (wire) => toPriority(wire, access));
  }
}

/** PagerDuty has no read of a single one. */
const loadPriority: LoadWhole<WirePriority> = async ({ loaders }, wanted) =>
  findIn(await loaders.priorities(), ({ id }) => id === wanted);

@Resolver(() => Priority)
export class PriorityResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Six hex digits after a #, e.g. #a8171c; null when PagerDuty gives none.',
  })
  color(@Root() priority: Priority): string | null | Promise<string | null> {
    return beyondReference(priority, loadPriority, ({ color }) =>
      part(color || null, isText, (digits) => `#${digits.replace(/^#/, '')}`),
    );
  }
}
