import { Ctx, Query, Resolver } from 'type-graphql';
import type { Upstream } from '../../faults/fault.js';
import type { UpstreamRateLimit } from '../../upstream/transport/resilience/rate-limit.js';
import type { AccountDirectory } from '../core/accounts/account-directory.js';
import type { Context } from '../core/context.js';
import { Requires } from '../core/auth/requires-scope.js';
import { RateLimit, type UpstreamQuota } from './rate-limit.type.js';

@Resolver()
export class RateLimitResolver {
  @Requires('NOTHING')
  @Query(() => RateLimit, {
    description:
      'Cost of this operation, and the remaining rate limits of the gateway and, as last reported, of both upstreams.',
  })
  rateLimit(@Ctx() { rateLimit, caller, operationCost, cloudflare, pagerduty }: Context): RateLimit {
    const { scopes } = caller;
    return {
      ...rateLimit,
      cost: operationCost.points,
      upstreams: [
        ...(scopes.has('DESTINATIONS_READ') ? listUpstreamQuotas('CLOUDFLARE', cloudflare) : []),
        ...(scopes.has('INCIDENTS_READ') ? listUpstreamQuotas('PAGERDUTY', pagerduty) : []),
      ],
    };
  }
}

interface HasRateLimit {
  readonly client: { rateLimit(): UpstreamRateLimit | undefined };
}

function listUpstreamQuotas<A extends HasRateLimit>(
  upstream: Upstream,
  directory: AccountDirectory<A>,
): UpstreamQuota[] {
  return directory.keys.map((account) => {
    const { limit = null, remaining = null, resetAt, observedAt } = directory.get(account, []).client.rateLimit() ?? {};
    return { upstream, account, limit, remaining, resetAt: toDate(resetAt), observedAt: toDate(observedAt) };
  });
}

function toDate(ms: number | undefined): Date | null {
  return ms === undefined ? null : new Date(ms);
}
