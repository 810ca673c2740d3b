import { requireComplete } from '../../../upstream/transport/partial-list.js';
import type { WireDestination } from '../../../upstream/cloudflare/wire.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { normalizeCloudflareId, parseCloudflareId } from '../../core/ids/global-id.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import { listAffectedPolicies } from '../policies/notification-policy.map.js';
import type { UserError } from '../../core/errors/user-error.type.js';
import type { DeletePagerDutyDestinationsInput } from './destination-mutations.input.js';
import type { DeletePagerDutyDestinationsPayload } from './destination-mutations.type.js';
import { toDestination } from './destination.map.js';

type DeletionResult = Omit<DeletePagerDutyDestinationsPayload, 'userErrors'> & { userErrors?: readonly UserError[] };

/** Optional parts of the result. */
interface DeletionOptions {
  /** Whether the caller may read the existing destinations. */
  readonly mayRead: boolean;
  /** Whether to read the affected policies, which must happen before the deletion. */
  readonly wantsPolicies: boolean;
}

/**
 * Deletes all PagerDuty destinations of the account if the caller expects all of them. A dry run returns the same result
 * without deleting. Before a retry the destinations are listed again, because new ones were not confirmed by the caller.
 *
 * @throws {Fault} `INVALID_INPUT` for an invalid id
 */
export async function deleteDestinations(
  { expectedIds, dryRun }: DeletePagerDutyDestinationsInput,
  accountContext: CloudflareAccountContext,
  { mayRead, wantsPolicies }: DeletionOptions,
): Promise<DeletionResult> {
  const expected = parseExpectedIds(expectedIds, accountContext);
  // Before the guard read, so that the guard read is as recent as possible.
  const policies = wantsPolicies ? requireComplete(await accountContext.loaders.policies()) : null;
  const toGlobalIds = (list: readonly WireDestination[]) =>
    list.map((destination) => toDestination(destination, accountContext).id);
  let initial: readonly WireDestination[] = [];
  const toAffected = () => policies && listAffectedPolicies(policies, initial, accountContext);

  return readThenWrite<readonly WireDestination[], DeletionResult>(accountContext, {
    async read(previousFault) {
      // Not from the loader: an earlier mutation of the same operation may have changed the list.
      const current = requireComplete(await accountContext.client.listPagerDutyDestinations());
      if (!previousFault) initial = current;
      return current;
    },
    resultWithoutWrite(current) {
      const rest = {
        deletedIds: toGlobalIds(initial.filter(({ id }) => current.every((destination) => destination.id !== id))),
        affectedPolicies: toAffected(),
        destinations: current.map((destination) => toDestination(destination, accountContext)),
        messages: [],
      };
      const unexpected = current.filter(({ id }) => !expected.has(normalizeCloudflareId(id)));
      if (unexpected.length > 0) return { ...rest, userErrors: [createConfirmationError(unexpected, mayRead)] };
      return dryRun || current.length === 0 ? rest : undefined;
    },
    async write() {
      const { messages } = await accountContext.client.deletePagerDutyDestinations();
      return { affectedPolicies: toAffected(), messages, destinations: [], deletedIds: toGlobalIds(initial) };
    },
    canRetry: true,
  });
}

/** @throws {Fault} `INVALID_INPUT` for an invalid id */
function parseExpectedIds(ids: readonly string[], accountContext: CloudflareAccountContext): ReadonlySet<string> {
  return new Set(
    ids.map((id, index) => {
      const field = ['input', 'expectedIds', String(index)];
      return normalizeCloudflareId(parseCloudflareId(id, 'PagerDutyDestination', accountContext.key, field));
    }),
  );
}

function createConfirmationError(unexpected: readonly WireDestination[], mayRead: boolean): UserError {
  const names = unexpected.map(({ name, id }) => name ?? id).join(', ');
  const which = mayRead
    ? `these are not in \`expectedIds\`: ${names}`
    : `${unexpected.length} of them are not in \`expectedIds\``;
  return {
    code: 'CONFIRMATION_REQUIRED',
    message: `Cloudflare would delete all destinations, but ${which}.`,
    field: ['input', 'expectedIds'],
  };
}
