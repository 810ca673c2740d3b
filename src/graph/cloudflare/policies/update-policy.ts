import { Fault } from '../../../faults/fault.js';
import type { WirePolicy } from '../../../upstream/cloudflare/wire.js';
import type { JsonObject } from '../../../shared/json.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { parseCloudflareId } from '../../core/ids/global-id.js';
import { assertNotBlank, assertNotEmpty } from '../../core/input/validate.js';
import { editPolicy, POLICY_PATH, type PolicyEditResult } from './edit-policy.js';
import type { PolicyFilterInput, UpdateNotificationPolicyInput } from './policy-mutations.input.js';

const FILTERS_PATH = ['input', 'filters'];
const MAX_FILTERS = 50;

/** A Go duration, as Cloudflare sends it. */
const INTERVAL = /^(?:\d+(?:\.\d+)?[hms])+$/;

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

type Members = Pick<UpdateNotificationPolicyInput, 'name' | 'description' | 'enabled' | 'alertInterval'>;

/** The members in Cloudflare's names, without those that stay. */
function parseMembers({ name, description, enabled, alertInterval }: Members): Partial<WirePolicy> {
  if (name != null) assertNotBlank(name, ['input', 'name']);
  if (alertInterval != null && !INTERVAL.test(alertInterval))
    throw new Fault('INVALID_INPUT', 'Invalid interval. Use a duration such as 30m.', {
      field: ['input', 'alertInterval'],
    });
  return {
    ...(name != null && { name }),
    ...(description != null && { description }),
    ...(enabled != null && { enabled }),
    ...(alertInterval != null && { alert_interval: alertInterval }),
  };
}

/** Wanted values by filter key; an empty list removes the filter. */
function parseFilters(filters: readonly PolicyFilterInput[]): ReadonlyMap<string, readonly string[]> {
  assertNotEmpty(filters, FILTERS_PATH);
  if (filters.length > MAX_FILTERS)
    throw new Fault('LIMIT_EXCEEDED', `At most ${MAX_FILTERS} filters can change at once.`, { field: FILTERS_PATH });
  const wanted = new Map<string, readonly string[]>();
  filters.forEach(({ key, values }, index) => {
    const field = [...FILTERS_PATH, String(index), 'key'];
    assertNotBlank(key, field);
    if (wanted.has(key)) throw new Fault('INVALID_INPUT', 'The filter is already in the list.', { field });
    wanted.set(key, values);
  });
  return wanted;
}

function editFilters({ filters }: WirePolicy, wanted: ReadonlyMap<string, readonly string[]>): JsonObject {
  const all = new Map<string, unknown>([...Object.entries(filters ?? {}), ...wanted]);
  return Object.fromEntries([...all].filter(([key]) => wanted.get(key)?.length !== 0));
}
