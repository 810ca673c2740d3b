import { Ctx, Query, Resolver } from 'type-graphql';
import type { Upstream } from '../../faults/fault.js';
import type { QuotaState } from '../../upstream/transport/resilience/rate-limit.js';
import type { AccountDirectory } from '../core/accounts/account-directory.js';
import type { Context } from '../core/context.js';
import { Requires } from '../core/auth/requires-scope.js';
import { RateLimit, type UpstreamQuota } from './rate-limit.type.js';

@Resolver()
export class RateLimitResolver {
  @Requires('NOTHING')
  @Query(() => RateLimit, {
    description:
      'What this operation cost, and the remaining budget at the gateway and, as last reported, at both upstreams.',
  })
  rateLimit(@Ctx() { budget, caller, charge, cloudflare, pagerduty }: Context): RateLimit {
    const { scopes } = caller;
    return {
      ...budget,
      cost: charge.cost,
      upstreams: [
        ...(scopes.has('DESTINATIONS_READ') ? quotas('CLOUDFLARE', cloudflare) : []),
        ...(scopes.has('INCIDENTS_READ') ? quotas('PAGERDUTY', pagerduty) : []),
      ],
    };
  }
}

interface Metered {
  readonly client: { quota(): QuotaState | undefined };
}

function quotas<A extends Metered>(upstream: Upstream, directory: AccountDirectory<A>): UpstreamQuota[] {
  return directory.keys.map((account) => {
    const { limit = null, remaining = null, resetAt, observedAt } = directory.get(account, []).client.quota() ?? {};
    return { upstream, account, limit, remaining, resetAt: timeOf(resetAt), observedAt: timeOf(observedAt) };
  });
}

function timeOf(ms: number | undefined): Date | null {
  return ms === undefined ? null : new Date(ms);
}
