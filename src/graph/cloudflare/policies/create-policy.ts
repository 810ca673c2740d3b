import { Fault } from '../../../faults/fault.js';
import { toPolicyBody } from '../../../upstream/cloudflare/policy-body.js';
import type { PolicyBody, WirePolicy } from '../../../upstream/cloudflare/wire.js';
import { undefinedOnFault } from '../../core/errors/undefined-on-fault.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { assertNotBlank, clipForMessage } from '../../core/input/validate.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import { checkNewFilters } from './check-filters.js';
import { readAfterWrite } from './edit-policy.js';
import { toNotificationPolicy } from './notification-policy.map.js';
import { comparePolicies } from './policy-difference.js';
import { parseFilters } from './policy-filters.js';
import { parseMembers } from './policy-members.js';
import type { CreateNotificationPolicyInput } from './policy-mutations.input.js';
import type { CreateNotificationPolicyPayload } from './policy-mutations.type.js';
import { findMechanisms, parseRecipients } from './policy-recipients.js';

type CreationResult = Omit<CreateNotificationPolicyPayload, 'userErrors'>;

/** The wanted policy, and one of the account that equals it. */
interface CreationState {
  readonly body: PolicyBody;
  readonly existing?: WirePolicy | undefined;
}

/**
 * Creates a policy, unless the account has an equal one: names are not unique, so a repeat would make a second policy. Creates
 * take turns. After a lost response the policies are listed once more.
 *
 * @throws {Fault} `INVALID_INPUT`, `LIMIT_EXCEEDED` or `NOT_FOUND` at the invalid part of the input; with `outcome: UNKNOWN` if it
 * is unknown whether the policy was created
 */
export async function createPolicy(
  { dryRun, ...input }: CreateNotificationPolicyInput,
  accountContext: CloudflareAccountContext,
): Promise<CreationResult> {
  const { client, policyLock, key } = accountContext;
  const filters = input.filters?.length ? parseFilters(input.filters) : new Map<string, readonly string[]>();
  const members = parseNewMembers(input, filters);
  const recipients = parseRecipients(input, key);
  const toResult = (policy: WirePolicy | undefined, created: boolean, differences: CreationResult['differences']) => ({
    policy: policy ? toNotificationPolicy(policy, accountContext) : null,
    created,
    differences,
  });

  const work = () =>
    readThenWrite<CreationState, CreationResult>(accountContext, {
      async read() {
        const [mechanisms, policies] = await Promise.all([
          findMechanisms(recipients, accountContext),
          client.listPolicies(),
          checkNewFilters(input.alertType, filters, client),
        ]);
        const body = toPolicyBody({ ...members, id: '', mechanisms });
        return { body, existing: findEqual(body, policies) };
      },
      resultWithoutWrite({ body, existing }) {
        if (existing) return toResult(existing, false, []);
        return dryRun ? toResult(undefined, false, listMembers(body)) : undefined;
      },
      write: async ({ body }) => toResult(await writePolicy(body, accountContext), true, listMembers(body)),
    });

  return policyLock(JSON.stringify([key, 'create']), work);
}

/** @throws {Fault} `INVALID_INPUT` */
function parseNewMembers(
  { alertType, ...input }: Omit<CreateNotificationPolicyInput, 'dryRun'>,
  filters: ReadonlyMap<string, readonly string[]>,
): PolicyBody {
  const wanted = [...filters].filter(([, values]) => values.length > 0);
  return {
    ...parseMembers(input),
    alert_type: assertNotBlank(alertType, ['input', 'alertType']),
    ...(wanted.length > 0 && { filters: Object.fromEntries(wanted) }),
  };
}

/** Each member of a new policy as a difference. */
function listMembers(body: PolicyBody) {
  return comparePolicies({ id: '' }, { ...body, id: '' });
}

/**
 * The policy that has all members of the wanted one; members that it has besides do not matter, except filters and
 * recipients. An entry that cannot be read equals no policy that this gateway writes.
 */
function findEqual(body: PolicyBody, policies: readonly WirePolicy[]): WirePolicy | undefined {
  const wanted = { filters: {}, ...body, id: '' };
  return policies.find((policy) => {
    const members = Object.entries({ ...policy, mechanisms: toIdsOnly(policy) }).filter(([name]) => name in wanted);
    return comparePolicies(wanted, { ...Object.fromEntries(members), id: '' }).length === 0;
  });
}

/** Older clients write names beside the ids. */
function toIdsOnly({ mechanisms }: WirePolicy): WirePolicy['mechanisms'] {
  const lists = Object.entries(mechanisms ?? {}).map(([name, entries]) => [name, entries?.map(({ id }) => ({ id }))]);
  return Object.fromEntries(lists) as WirePolicy['mechanisms'];
}

async function writePolicy(body: PolicyBody, accountContext: CloudflareAccountContext): Promise<WirePolicy> {
  const { client } = accountContext;
  try {
    const { result } = await client.createPolicy(body);
    const written = { ...body, id: result.id };
    // A new policy may be readable only a moment later.
    return (await readAfterWrite(written, accountContext)) ?? { ...written, modified: null };
  } catch (error) {
    if (!(error instanceof Fault) || error.outcome !== 'UNKNOWN') throw error;
    const policies = await client.listPolicies().catch(undefinedOnFault);
    const found = policies && findEqual(body, policies);
    if (found) return found;
    const name = clipForMessage(body.name ?? '');
    throw error.withMessage(
      `${error.message} The policy may exist: look for “${name}” in \`notificationPolicies\`. The same input sent again makes no second one.`,
    );
  }
}
