import { Fault } from '../../../faults/fault.js';
import { isBranch } from '../../../shared/json.js';
import type { AccountDirectory } from './account-directory.js';
import { parseGlobalId } from '../ids/global-id.js';

interface Claim {
  readonly account: string;
  readonly field: readonly string[];
}

/**
 * The account that the arguments of an operation mean: the one they name, else the one their global ids belong to, else
 * the default.
 *
 * @param name the `account` argument
 * @param args searched for global ids, however deep
 * @param path where `args` stands in the operation's arguments, e.g. `['input']`
 * @throws {Fault} `INVALID_INPUT` when a global id belongs to another account than the rest, or the account is unknown;
 * `NOT_CONFIGURED` when the upstream has no account at all
 */
export function accountOf<T extends { readonly key: string }>(
  directory: AccountDirectory<T>,
  name: string | null | undefined,
  args: object,
  path: readonly string[] = [],
): T {
  const claims = claimsIn(args, path);
  const named = name ?? claims[0]?.account;
  const account = directory.get(named, name == null ? (claims[0]?.field ?? path) : [...path, 'account']);
  const stranger = claims.find((claim) => claim.account !== account.key);
  if (stranger) throw new Fault('INVALID_INPUT', 'This id belongs to another account.', { field: stranger.field });
  return account;
}

/** Every `id` in the arguments that is a global id, however deep. */
function claimsIn(args: object, path: readonly string[], claims: Claim[] = []): readonly Claim[] {
  for (const [name, member] of Object.entries(args) as [string, unknown][]) {
    const id = name === 'id' && typeof member === 'string' ? parseGlobalId(member) : undefined;
    if (id) claims.push({ account: id.account, field: [...path, name] });
    else if (isBranch(member)) claimsIn(member, [...path, name], claims);
  }
  return claims;
}
