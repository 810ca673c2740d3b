import { whole } from '../../../upstream/transport/partial-list.js';
import type { WireDestination } from '../../../upstream/cloudflare/wire.js';
import type { CloudflareAccess } from '../../core/context.js';
import { checkedUpstreamId, parseGlobalId, plainId, upstreamIdOf } from '../../core/ids/global-id.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import { affectedBy } from '../policies/notification-policy.map.js';
import type { UserError } from '../../core/errors/user-error.type.js';
import type { DeletePagerDutyDestinationsInput } from './destination-mutations.input.js';
import type { DeletePagerDutyDestinationsPayload } from './destination-mutations.type.js';
import { toDestination } from './destination.map.js';

type Deletion = Omit<DeletePagerDutyDestinationsPayload, 'userErrors'> & { userErrors?: readonly UserError[] };

/** What the caller is told beside what was deleted. */
interface Telling {
  /** Whether it may know which destinations there are. */
  readonly mayRead: boolean;
  /** Read which policies lose something; that must happen before the deletion. */
  readonly wantsPolicies: boolean;
}

/**
 * Deletes every PagerDuty destination of the account, if they are the ones the caller expects. A dry run answers as the
 * real call would, and changes nothing. After a lost answer they are listed again first: what appeared meanwhile was not
 * confirmed by anybody.
 *
 * @throws {Fault} `INVALID_INPUT` for an id that can be none
 */
export async function deleteDestinations(
  { expectedIds, dryRun }: DeletePagerDutyDestinationsInput,
  access: CloudflareAccess,
  { mayRead, wantsPolicies }: Telling,
): Promise<Deletion> {
  const expected = new Set(expectedIds.map((id, index) => plainId(ownId(id, access, index))));
  // Before the list, which is what the deletion is decided by.
  const affectedPolicies = wantsPolicies ? affectedBy(whole(await access.loaders.policies()), access) : null;
  const globalIds = (list: readonly WireDestination[]) => list.map((one) => toDestination(one, access).id);
  let standing: readonly WireDestination[] = [];

  return readThenWrite<readonly WireDestination[], Deletion>(access, {
    async read(lost) {
      // Not from the loader: an earlier mutation of the same document may have changed them.
      const present = whole(await access.client.listPagerDutyDestinations());
      if (!lost) standing = present;
      return present;
    },
    settled(present) {
      const rest = {
        deletedIds: globalIds(standing.filter(({ id }) => present.every((one) => one.id !== id))),
        affectedPolicies,
        destinations: present.map((one) => toDestination(one, access)),
        messages: [],
      };
      const unexpected = present.filter(({ id }) => !expected.has(plainId(id)));
      if (unexpected.length > 0) return { ...rest, userErrors: [unconfirmed(unexpected, mayRead)] };
      return dryRun || present.length === 0 ? rest : undefined;
    },
    async write() {
      const { messages } = await access.client.deletePagerDutyDestinations();
      return { affectedPolicies, messages, destinations: [], deletedIds: globalIds(standing) };
    },
    repeats: true,
  });
}

function ownId(id: string, access: CloudflareAccess, index: number): string {
  const field = ['input', 'expectedIds', String(index)];
  if (parseGlobalId(id)) return upstreamIdOf(id, 'PagerDutyDestination', access.key, field);
  return checkedUpstreamId(id, field);
}

function unconfirmed(unexpected: readonly WireDestination[], mayRead: boolean): UserError {
  const names = unexpected.map(({ name, id }) => name ?? id).join(', ');
  const which = mayRead ? `these were not expected: ${names}` : `${unexpected.length} of them were not expected`;
  return {
    code: 'CONFIRMATION_REQUIRED',
    message: `Cloudflare would delete every destination, and ${which}.`,
    field: ['input', 'expectedIds'],
  };
}
