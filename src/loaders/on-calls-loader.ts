import DataLoader from 'dataloader';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { WireOnCall } from '../upstream/pagerduty/wire-on-call.js';
import { filtered } from '../upstream/transport/partial-list.js';
import { readAll } from './read-all-pages.js';

/** Who is on call now by an escalation policy. */
export interface OnCallsKey {
  readonly policyId: string;
  /** Whole users instead of references. */
  readonly wantsUsers: boolean;
}

/** How many policies one list can be expected to hold in ten calls. */
const MOST_POLICIES = 50;

/** One paged list serves all policies that are asked for together: on-calls have a rate limit of their own. */
export function createOnCallsLoader(client: PagerDutyClient): DataLoader<OnCallsKey, readonly WireOnCall[], string> {
  return new DataLoader(
    async (keys) => {
      const escalationPolicyIds = [...new Set(keys.map(({ policyId }) => policyId))];
      const include = keys.some(({ wantsUsers }) => wantsUsers) ? (['users'] as const) : undefined;
      const all = await readAll((page) => client.listOnCalls({ ...page, escalationPolicyIds, include }));
      return keys.map(({ policyId }) => filtered(all, (one) => one.escalation_policy?.id === policyId));
    },
    { cacheKeyFn: ({ policyId, wantsUsers }) => `${policyId} ${wantsUsers}`, maxBatchSize: MOST_POLICIES },
  );
}
