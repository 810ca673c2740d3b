import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { AccountArg } from '../../../core/accounts/account-arg.js';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context } from '../../../core/context.js';
import { toPagerDutyGlobalId } from '../../../core/ids/global-id.js';
import { toIncident } from '../incident.map.js';
import { createIncidentMatcher } from './incident-matcher.js';
import { OpenIncidentFilter } from './open-incident.input.js';
import { OpenIncidentsSource } from './open-incidents-source.js';
import { MAX_SNAPSHOT_INCIDENTS, MAX_BEHIND, type OpenIncidentsStep } from './open-incidents-view.js';
import { OpenIncidentsChange } from './open-incidents.type.js';

interface OpenIncidentsArgs {
  readonly account?: string | null;
  readonly filter?: OpenIncidentFilter | null;
}

@Resolver()
export class OpenIncidentsResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @Subscription(() => OpenIncidentsChange, {
    description: `Open incidents as a live list: first a snapshot of at most the ${MAX_SNAPSHOT_INCIDENTS} newest, then each change. After more than ${MAX_BEHIND} changed incidents, a subscriber that is behind gets a new snapshot.`,
    subscribe: ({ args, context }) => subscribeToOpenIncidents(args as OpenIncidentsArgs, context as Context),
  })
  openIncidents(
    @Root() step: OpenIncidentsStep,
    @Ctx() { pagerduty }: Context,
    @Arg('filter', () => OpenIncidentFilter, { nullable: true, description: 'Filter; all open incidents by default.' })
    filter?: OpenIncidentFilter | null,
    @AccountArg('PAGERDUTY') account?: string | null,
  ): OpenIncidentsChange {
    const accountContext = resolveAccount(pagerduty, account, { filter });
    const { isSnapshot, upserted, removedIds, totalCount } = step;
    return {
      isSnapshot,
      upserted: upserted.map((wire) => toIncident(wire, accountContext)),
      removedIds: removedIds.map((id) => toPagerDutyGlobalId(accountContext.key, 'Incident', id)),
      totalCount,
      live: accountContext.feed.status(),
    };
  }
}

async function subscribeToOpenIncidents({ account, filter }: OpenIncidentsArgs, { pagerduty }: Context) {
  const accountContext = resolveAccount(pagerduty, account, { filter });
  const matcher = await createIncidentMatcher(filter ?? {}, accountContext);
  return new OpenIncidentsSource(accountContext.feed, matcher);
}
