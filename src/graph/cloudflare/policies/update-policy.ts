import { Fault } from '../../../faults/fault.js';
import type { WirePolicy } from '../../../upstream/cloudflare/wire.js';
import type { JsonObject } from '../../../shared/json.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { parseCloudflareId } from '../../core/ids/global-id.js';
import { editPolicy, POLICY_PATH, type PolicyEditResult } from './edit-policy.js';
import { parseFilters } from './policy-filters.js';
import { parseMembers } from './policy-members.js';
import type { UpdateNotificationPolicyInput } from './policy-mutations.input.js';

/**
 * Changes the given members of a policy.
 *
 * @throws {Fault} `INVALID_INPUT` for an invalid id, member or filter, or without any; else like `editPolicy`
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
    edit: (current) => ({ ...current, ...members, ...(filters && { filters: editFilters(current, filters) }) }),
  });
}

function editFilters({ filters }: WirePolicy, wanted: ReadonlyMap<string, readonly string[]>): JsonObject {
  const all = new Map<string, unknown>([...Object.entries(filters ?? {}), ...wanted]);
  return Object.fromEntries([...all].filter(([key]) => wanted.get(key)?.length !== 0));
}
