import { Fault } from '../../../faults/fault.js';
import type { WirePolicy } from '../../../upstream/cloudflare/wire.js';
import type { JsonObject } from '../../../shared/json.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { parseCloudflareId } from '../../core/ids/global-id.js';
import { checkChangedFilters } from './check-filters.js';
import { editPolicy, POLICY_PATH, type PolicyEditResult } from './edit-policy.js';
import { parseFilters } from './policy-filters.js';
import { parseMembers } from './policy-members.js';
import type { UpdateNotificationPolicyInput } from './policy-mutations.input.js';

/**
 * Changes the given members of a policy.
 *
 * @throws {Fault} `INVALID_INPUT` for an invalid id, member or filter, without any, and for filters that the alert type
 * does not allow; else like `editPolicy`
 */
export async function updatePolicy(
  { dryRun, policy, ...input }: UpdateNotificationPolicyInput,
  accountContext: CloudflareAccountContext,
): Promise<PolicyEditResult> {
  const policyId = parseCloudflareId(policy, 'NotificationPolicy', accountContext.key, POLICY_PATH);
  const members = parseMembers(input);
  const filters = input.filters == null ? undefined : parseFilters(input.filters);
  if (Object.keys(members).length === 0 && !filters)
    throw new Fault('INVALID_INPUT', 'Set at least one member to change.', { field: ['input'] });
  return editPolicy(accountContext, {
    policyId,
    dryRun,
    async edit(current) {
      if (!filters) return { ...current, ...members };
      const existing = Object.keys(current.filters ?? {});
      await checkChangedFilters(current.alert_type ?? '', filters, existing, accountContext.client);
      return { ...current, ...members, filters: editFilters(current, filters) };
    },
  });
}

function editFilters({ filters }: WirePolicy, wanted: ReadonlyMap<string, readonly string[]>): JsonObject {
  const all = new Map<string, unknown>([...Object.entries(filters ?? {}), ...wanted]);
  return Object.fromEntries([...all].filter(([key]) => wanted.get(key)?.length !== 0));
}
