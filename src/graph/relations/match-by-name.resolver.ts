import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { AccountArg } from '../core/accounts/account-arg.js';
import { asString } from '../../shared/json.js';
import type { Context, PagerDutyAccountContext } from '../core/context.js';
import { resolveFromFullObject } from '../core/selection/expand-reference.js';
import { findDestinationsByName } from '../cloudflare/destinations/destination.map.js';
import { PagerDutyDestination } from '../cloudflare/destinations/destination.type.js';
import { loadService, toServiceName, toService } from '../pagerduty/services/service.map.js';
import { PagerDutyService } from '../pagerduty/services/service.type.js';
import { getLoaders, memoize } from '../../shared/memoize.js';
import { Requires } from '../core/auth/requires-scope.js';
import { ListSize } from '../core/limits/list-size.js';

/** Memoized, because a destination occurs once for every policy that delivers to it. */
const loadMatchingServices = memoize(
  (accountContext: PagerDutyAccountContext) =>
    memoize(async ({ name }: PagerDutyDestination) => {
      const serviceName = asString(name)?.trim();
      return serviceName
        ? (await accountContext.loaders.servicesByName.load(serviceName)).map((wire) => toService(wire, accountContext))
        : [];
    }),
  getLoaders,
);

/** Cloudflare stores no PagerDuty id, so services match by exact trimmed name (docs/upstream-quirks.md, quirk 85). */
@Resolver(() => PagerDutyDestination)
export class MatchingServicesResolver {
  @Requires('INCIDENTS_READ', 'ONCE')
  @ListSize(1)
  @FieldResolver(() => [PagerDutyService], {
    nullable: true,
    description:
      'PagerDuty services with exactly this name: usually one, sometimes none or several. Cloudflare stores no PagerDuty id, so the match is by name.',
  })
  matchingServices(
    @Root() destination: PagerDutyDestination,
    @Ctx() { pagerduty }: Context,
    @AccountArg('PAGERDUTY') account?: string | null,
  ): Promise<PagerDutyService[]> {
    const accountContext = pagerduty.get(account, ['account']);
    return loadMatchingServices(accountContext)(destination);
  }
}

@Resolver(() => PagerDutyService)
export class MatchingDestinationsResolver {
  @Requires('DESTINATIONS_READ', 'ONCE')
  @ListSize(1)
  @FieldResolver(() => [PagerDutyDestination], {
    nullable: true,
    description: 'Cloudflare destinations with exactly this name.',
  })
  async destinations(
    @Root() service: PagerDutyService,
    @Ctx() { cloudflare }: Context,
    @AccountArg('CLOUDFLARE') account?: string | null,
  ): Promise<PagerDutyDestination[]> {
    const accountContext = cloudflare.get(account, ['account']);
    const { wire } = service;
    const name = toServiceName(wire) ?? (await resolveFromFullObject(service, loadService, toServiceName));
    const serviceName = asString(name)?.trim();
    return serviceName ? findDestinationsByName(serviceName, accountContext) : [];
  }
}
