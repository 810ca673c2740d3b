import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { textOf } from '../../shared/json.js';
import type { Context, PagerDutyAccess } from '../core/context.js';
import { beyondReference } from '../core/selection/expand-reference.js';
import { destinationsNamed } from '../cloudflare/destinations/destination.map.js';
import { PagerDutyDestination } from '../cloudflare/destinations/destination.type.js';
import { loadService, nameOf, toService } from '../pagerduty/services/service.map.js';
import { PagerDutyService } from '../pagerduty/services/service.type.js';
import { loadersOf, onceFor } from '../../shared/memoize.js';
import { Requires } from '../core/auth/requires-scope.js';
import { UsualLength } from '../core/limits/list-size.js';

/** The services of a destination's name in an account. One destination is met as often as policies deliver to it. */
const servicesNamedAs = onceFor(
  (access: PagerDutyAccess) =>
    onceFor(async ({ name }: PagerDutyDestination) => {
      const wanted = textOf(name)?.trim();
      return wanted ? (await access.loaders.servicesByName.load(wanted)).map((wire) => toService(wire, access)) : [];
    }),
  loadersOf,
);

/** Cloudflare keeps no PagerDuty id, so only the name relates the two sides (contracts: quirk 85): exact, trimmed. */
@Resolver(() => PagerDutyDestination)
export class MatchingServicesResolver {
  @Requires('INCIDENTS_READ', 'ONCE')
  @UsualLength(1)
  @FieldResolver(() => [PagerDutyService], {
    nullable: true,
    description:
      'PagerDuty services of exactly this name. Cloudflare keeps no PagerDuty id, so this is a match, not a reference: usually one, sometimes none or several.',
  })
  matchingServices(
    @Root() destination: PagerDutyDestination,
    @Ctx() { pagerduty }: Context,
    @Arg('account', () => String, {
      nullable: true,
      description:
        'Name of a PagerDuty account in the gateway’s configuration, e.g. main; the default account without it.',
    })
    account?: string | null,
  ): Promise<PagerDutyService[]> {
    const access = pagerduty.get(account, ['account']);
    return servicesNamedAs(access)(destination);
  }
}

@Resolver(() => PagerDutyService)
export class MatchingDestinationsResolver {
  @Requires('DESTINATIONS_READ', 'ONCE')
  @UsualLength(1)
  @FieldResolver(() => [PagerDutyDestination], {
    nullable: true,
    description: 'Cloudflare destinations of exactly this name.',
  })
  async destinations(
    @Root() service: PagerDutyService,
    @Ctx() { cloudflare }: Context,
    @Arg('account', () => String, {
      nullable: true,
      description:
        'Name of a Cloudflare account in the gateway’s configuration, or Cloudflare’s own id of it; the default account without it.',
    })
    account?: string | null,
  ): Promise<PagerDutyDestination[]> {
    const access = cloudflare.get(account, ['account']);
    const { wire } = service;
    const name = nameOf(wire) ?? (await beyondReference(service, loadService, nameOf));
    const wanted = textOf(name)?.trim();
    return wanted ? destinationsNamed(wanted, access) : [];
  }
}
