import { Fault } from '../../../faults/fault.js';
import type { WirePolicy } from '../../../upstream/cloudflare/wire.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { parseCloudflareId } from '../../core/ids/global-id.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../core/mutations/with-field-path.js';
import { POLICY_PATH, takePolicyTurn } from './edit-policy.js';
import { toNotificationPolicy } from './notification-policy.map.js';
import type { DeleteNotificationPolicyInput } from './policy-mutations.input.js';
import type { DeleteNotificationPolicyPayload } from './policy-mutations.type.js';

type DeletionResult = Omit<DeleteNotificationPolicyPayload, 'userErrors'>;

/** The policy as last read. */
interface DeletionState {
  readonly policy: WirePolicy;
  readonly isGone: boolean;
}

/**
 * Deletes a policy. After a lost response it is read again: a policy that is gone was deleted. It takes turns with edits, so
 * that it returns the policy as it was deleted, and so that only one of several deletions reports it.
 *
 * @throws {Fault} `INVALID_INPUT` for an invalid id, `NOT_FOUND` without such a policy, `CONFLICT` when the turn does not come
 * in time
 */
export async function deletePolicy(
  { dryRun, policy: id }: DeleteNotificationPolicyInput,
  accountContext: CloudflareAccountContext,
): Promise<DeletionResult> {
  const { client, key } = accountContext;
  const policyId = parseCloudflareId(id, 'NotificationPolicy', key, POLICY_PATH);
  let found: WirePolicy | undefined;
  const toResult = (deleted: WirePolicy): DeletionResult => {
    const policy = toNotificationPolicy(deleted, accountContext);
    return { policy, deletedId: dryRun ? null : policy.id };
  };

  const work = () =>
    readThenWrite<DeletionState, DeletionResult>(accountContext, {
      async read(previousFault) {
        try {
          found = await withFieldPath(POLICY_PATH, client.getPolicy(policyId));
          return { policy: found, isGone: false };
        } catch (error) {
          if (found && previousFault?.outcome === 'UNKNOWN' && isNotFound(error))
            return { policy: found, isGone: true };
          throw error;
        }
      },
      resultWithoutWrite: ({ policy, isGone }) => (dryRun || isGone ? toResult(policy) : undefined),
      async write({ policy }) {
        await withFieldPath(POLICY_PATH, client.deletePolicy(policy.id));
        return toResult(policy);
      },
      canRetry: true,
    });
  return takePolicyTurn(policyId, accountContext, work);
}

function isNotFound(error: unknown): boolean {
  return error instanceof Fault && error.code === 'NOT_FOUND';
}
