import { Fault } from '../../../faults/fault.js';
import type { WirePolicy } from '../../../upstream/cloudflare/wire.js';
import { findEntry } from '../../../upstream/transport/partial-list.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { isSameCloudflareId, parseCloudflareId } from '../../core/ids/global-id.js';
import { editPolicy, POLICY_PATH, type PolicyEditResult } from './edit-policy.js';
import { findDestination } from './policy-recipients.js';
import type { AttachDestinationInput, DetachDestinationInput } from './policy-mutations.input.js';

const DESTINATION_PATH = ['input', 'destination'];

/**
 * Attaches a PagerDuty destination of the account to a policy.
 *
 * @throws {Fault} `INVALID_INPUT` for an invalid id; `NOT_FOUND` for an unknown destination; else like `editPolicy`
 */
export async function attachDestination(
  { dryRun, ...input }: AttachDestinationInput,
  accountContext: CloudflareAccountContext,
): Promise<PolicyEditResult> {
  const { policyId, destinationId } = parseIds(input, accountContext);
  return editPolicy(accountContext, {
    policyId,
    dryRun,
    async edit(policy) {
      // Not from the loader: an earlier mutation of the same operation may have changed the list. Read also for an attached
      // destination, because a policy may keep the id of a deleted one (docs/upstream-quirks.md, quirk 213).
      const destinations = await accountContext.client.listPagerDutyDestinations();
      const { id } = findDestination(destinationId, destinations, DESTINATION_PATH);
      const entries = policy.mechanisms?.['pagerduty'] ?? [];
      if (entries.some((entry) => isSameCloudflareId(entry.id, id))) return policy;
      return { ...policy, mechanisms: { ...policy.mechanisms, pagerduty: [...entries, { id }] } };
    },
  });
}

/**
 * Detaches a PagerDuty destination from a policy; the destination may be deleted already.
 *
 * @throws {Fault} `INVALID_INPUT` for an invalid id, and for the last recipient of the policy. `CONFIRMATION_REQUIRED` for its
 * last PagerDuty destination, unless that is allowed. Else like `editPolicy`
 */
export async function detachDestination(
  { dryRun, allowLastDestination, ...input }: DetachDestinationInput,
  accountContext: CloudflareAccountContext,
): Promise<PolicyEditResult> {
  const { policyId, destinationId } = parseIds(input, accountContext);
  return editPolicy(accountContext, {
    policyId,
    dryRun,
    async edit(policy) {
      const entries = policy.mechanisms?.['pagerduty'] ?? [];
      const remaining = entries.filter(({ id }) => !isSameCloudflareId(id, destinationId));
      if (remaining.length === entries.length) return policy;
      const edited = { ...policy, mechanisms: { ...policy.mechanisms, pagerduty: remaining } };
      assertHasRecipient(edited);
      if (!allowLastDestination) await assertPagesStill(edited, accountContext);
      return edited;
    },
  });
}

interface DestinationOfPolicy {
  readonly policy: string;
  readonly destination: string;
}

/** @throws {Fault} `INVALID_INPUT` */
function parseIds({ policy, destination }: DestinationOfPolicy, { key }: CloudflareAccountContext) {
  return {
    policyId: parseCloudflareId(policy, 'NotificationPolicy', key, POLICY_PATH),
    destinationId: parseCloudflareId(destination, 'PagerDutyDestination', key, DESTINATION_PATH),
  };
}

/** Cloudflare would refuse the write with 17102. */
function assertHasRecipient({ mechanisms }: WirePolicy): void {
  if (Object.values(mechanisms ?? {}).some((entries) => entries?.length)) return;
  throw new Fault(
    'INVALID_INPUT',
    'It is the last destination of the policy, and Cloudflare accepts no policy without one. Attach another one first.',
    { field: DESTINATION_PATH },
  );
}

/** Destinations that were deleted do not count, because Cloudflare may keep their ids (docs/upstream-quirks.md, quirk 213). */
async function assertPagesStill({ mechanisms }: WirePolicy, { client }: CloudflareAccountContext): Promise<void> {
  const attached = mechanisms?.['pagerduty'] ?? [];
  const destinations = attached.length > 0 ? await client.listPagerDutyDestinations() : [];
  if (findEntry(destinations, (destination) => attached.some(({ id }) => isSameCloudflareId(id, destination.id))))
    return;
  const message =
    'It is the last PagerDuty destination of the policy, which would no longer page anybody. Set `allowLastDestination` to detach it.';
  throw new Fault('CONFIRMATION_REQUIRED', message, { field: ['input', 'allowLastDestination'] });
}
