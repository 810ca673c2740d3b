import { FieldResolver, Resolver, Root } from 'type-graphql';
import { isString } from '../../../shared/json.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import { findEntry, mapEntries } from '../../../upstream/transport/partial-list.js';
import type { WirePriority } from '../../../upstream/pagerduty/wire.js';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import { resolveFromFullObject, type LoadFullObject } from '../../core/selection/expand-reference.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { toPriority } from './priority.map.js';
import { Priority } from './priority.type.js';

@Resolver(() => PagerDutyAccount)
export class PrioritiesOfAccountResolver {
  @Requires('INCIDENTS_READ', 'ONCE')
  @FieldResolver(() => [Priority], {
    nullable: true,
    description: 'Priorities of the account, highest first; empty if the account uses none.',
  })
  async priorities(@Root() { accountContext }: PagerDutyAccount): Promise<Priority[]> {
    return mapEntries(await accountContext.loaders.priorities(), (wire) => toPriority(wire, accountContext));
  }
}

/** PagerDuty cannot read a single priority. */
const loadPriority: LoadFullObject<WirePriority> = async ({ loaders }, priorityId) =>
  findEntry(await loaders.priorities(), ({ id }) => id === priorityId);

@Resolver(() => Priority)
export class PriorityResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Color as # and 6 hex digits, e.g. #a8171c; null if PagerDuty returns none.',
  })
  color(@Root() priority: Priority): string | null | Promise<string | null> {
    return resolveFromFullObject(priority, loadPriority, ({ color }) =>
      mapNestedValue(color || null, isString, (digits) => `#${digits.replace(/^#/, '')}`),
    );
  }
}
