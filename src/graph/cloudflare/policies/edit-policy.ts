import { Fault } from '../../../faults/fault.js';
import { toPolicyBody } from '../../../upstream/cloudflare/policy-body.js';
import type { WirePolicy } from '../../../upstream/cloudflare/wire.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import type { UserError } from '../../core/errors/user-error.type.js';
import { normalizeCloudflareId } from '../../core/ids/global-id.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../core/mutations/with-field-path.js';
import { toNotificationPolicy } from './notification-policy.map.js';
import { comparePolicies, compareReads, isAboutRecipients } from './policy-difference.js';
import type { PolicyDifference, PolicyEditPayload } from './policy-mutations.type.js';

export const POLICY_PATH = ['input', 'policy'];

/** One change of a policy. */
export interface PolicyEdit {
  readonly policyId: string;
  /** Whether to return the differences without writing. */
  readonly dryRun: boolean;
  /** Returns the wanted policy, or throws when the change is not allowed. */
  readonly edit: (policy: WirePolicy) => WirePolicy | Promise<WirePolicy>;
}

export type PolicyEditResult = Omit<PolicyEditPayload, 'userErrors'> & { userErrors?: readonly UserError[] };

type Differences = readonly PolicyDifference[];

/** A policy as read, and as wanted. */
interface EditState {
  readonly before: WirePolicy;
  readonly after: WirePolicy;
  readonly differences: Differences;
}

/** The policy as the edit left it, and what the edit changed in it or, in a dry run, would change. */
interface EditOutcome {
  readonly policy: WirePolicy;
  readonly changed: boolean;
  readonly differences: Differences;
}

/**
 * Changes a policy and nothing else in it. Cloudflare replaces the whole policy without a version, so the policy is compared
 * again right before the write, and once more after it. Edits take turns.
 *
 * @throws {Fault} `NOT_FOUND` without such a policy; `CONFLICT` when somebody else changed it before the write, and when the
 * turn does not come in time
 */
export async function editPolicy(
  accountContext: CloudflareAccountContext,
  { policyId, dryRun, edit }: PolicyEdit,
): Promise<PolicyEditResult> {
  const { client } = accountContext;
  let sent: Differences = [];

  const work = () =>
    readThenWrite<EditState, EditOutcome>(accountContext, {
      async read() {
        const before = await withFieldPath(POLICY_PATH, client.getPolicy(policyId));
        const after = await edit(before);
        const differences = comparePolicies(before, after);
        if (differences.length > 0 && !dryRun) await assertUnchanged(before, accountContext);
        return { before, after, differences };
      },
      resultWithoutWrite({ before: policy, differences }, previousFault) {
        if (dryRun) return { policy, changed: false, differences };
        if (differences.length > 0) return undefined;
        // After a lost response the policy is as wanted because of that write.
        return previousFault?.outcome === 'UNKNOWN'
          ? { policy, changed: true, differences: sent }
          : { policy, changed: false, differences };
      },
      async write({ after, differences }) {
        sent = differences;
        await withFieldPath(POLICY_PATH, client.replacePolicy(after.id, toPolicyBody(after)));
        return { policy: after, changed: true, differences };
      },
      canRetry: true,
    });

  return takePolicyTurn(policyId, accountContext, async () => {
    const outcome = await work();
    if (outcome.changed) return verifyEdit(outcome, accountContext);
    return { ...outcome, policy: toNotificationPolicy(outcome.policy, accountContext) };
  });
}

/**
 * Changes a policy while no other mutation of the gateway changes the same one.
 *
 * @throws {Fault} `CONFLICT` when the turn does not come in time
 */
export function takePolicyTurn<T>(
  policyId: string,
  { policyLock, key }: CloudflareAccountContext,
  work: () => Promise<T>,
): Promise<T> {
  return policyLock(JSON.stringify([key, normalizeCloudflareId(policyId)]), work);
}

/** @throws {Fault} `CONFLICT` when the policy differs from what was read. A later `modified` alone does not matter. */
async function assertUnchanged(before: WirePolicy, { client }: CloudflareAccountContext): Promise<void> {
  const [difference] = compareReads(before, await withFieldPath(POLICY_PATH, client.getPolicy(before.id)));
  if (!difference) return;
  const message = `Somebody else changed \`${difference.path}\` of the policy at the same time. Nothing was written. Try again.`;
  throw new Fault('CONFLICT', message, { field: POLICY_PATH });
}

/** Reads the policy after a write. Without that read, the written policy is returned, unless it was deleted. */
async function verifyEdit(
  { policy: written, changed, differences }: EditOutcome,
  accountContext: CloudflareAccountContext,
): Promise<PolicyEditResult> {
  const found = await readAfterWrite(written, accountContext);
  if (!found) return { policy: null, changed, differences, userErrors: [createOverwrittenError('deleted it')] };
  const changedPaths = new Set(differences.map(({ path }) => path));
  const [lost] = comparePolicies(written, found).filter(
    ({ path }) => isAboutRecipients(path) || changedPaths.has(path),
  );
  const result = { policy: toNotificationPolicy(found, accountContext), changed, differences };
  return lost ? { ...result, userErrors: [createOverwrittenError(`changed \`${lost.path}\``)] } : result;
}

/**
 * Reads a policy after a write; undefined if it does not exist. Without that read it is the written one, without the time of
 * the change.
 */
export async function readAfterWrite(
  written: WirePolicy,
  { client }: CloudflareAccountContext,
): Promise<WirePolicy | undefined> {
  try {
    return await client.getPolicy(written.id);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.code === 'NOT_FOUND' ? undefined : { ...written, modified: null };
  }
}

/** @param what what somebody else did, e.g. "deleted it" */
function createOverwrittenError(what: string): UserError {
  return {
    code: 'CONFLICT',
    message: `The policy was written, but somebody else ${what} at the same time. Check \`policy\` in the payload.`,
    field: POLICY_PATH,
  };
}
