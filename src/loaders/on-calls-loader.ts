import DataLoader from 'dataloader';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { WireOnCall } from '../upstream/pagerduty/wire-on-call.js';
import { filterEntries } from '../upstream/transport/partial-list.js';
import { readAllPages } from './read-all-pages.js';

/** On-calls of an escalation policy now. */
export interface OnCallsKey {
  readonly policyId: string;
  /** Full users instead of references. */
  readonly includeUsers: boolean;
}

/** Policies whose on-calls fit into ten pages. */
const MAX_POLICIES_PER_BATCH = 50;

/** One paged list serves all policies of a batch, because on-calls have a separate rate limit. */
export function createOnCallsLoader(client: PagerDutyClient): DataLoader<OnCallsKey, readonly WireOnCall[], string> {
  return new DataLoader(
    async (keys) => {
      const escalationPolicyIds = [...new Set(keys.map(({ policyId }) => policyId))];
      const include = keys.some(({ includeUsers }) => includeUsers) ? (['users'] as const) : undefined;
      const onCalls = await readAllPages((page) => client.listOnCalls({ ...page, escalationPolicyIds, include }));
      return keys.map(({ policyId }) => filterEntries(onCalls, (onCall) => onCall.escalation_policy?.id === policyId));
    },
    { cacheKeyFn: ({ policyId, includeUsers }) => `${policyId} ${includeUsers}`, maxBatchSize: MAX_POLICIES_PER_BATCH },
  );
}
