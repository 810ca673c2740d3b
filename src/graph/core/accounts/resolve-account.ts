import { Fault } from '../../../faults/fault.js';
import { isObjectOrArray } from '../../../shared/json.js';
import type { AccountDirectory } from './account-directory.js';
import { parseGlobalId } from '../ids/global-id.js';

interface IdClaim {
  readonly account: string;
  readonly field: readonly string[];
}

/**
 * The account that the arguments of an operation mean: the one they name, else the one their global ids belong to, else
 * the default.
 *
 * @param accountArgument the `account` argument
 * @param args searched for global ids, however deep
 * @param path where `args` stands in the operation's arguments, e.g. `['input']`
 * @throws {Fault} `INVALID_INPUT` when a global id belongs to another account than the rest, or the account is unknown;
 * `NOT_CONFIGURED` when the upstream has no account at all
 */
export function resolveAccount<T extends { readonly key: string }>(
  directory: AccountDirectory<T>,
  accountArgument: string | null | undefined,
  args: object,
  path: readonly string[] = [],
): T {
  const claims = collectIdClaims(args, path);
  const accountName = accountArgument ?? claims[0]?.account;
  const account = directory.get(
    accountName,
    accountArgument == null ? (claims[0]?.field ?? path) : [...path, 'account'],
  );
  const conflicting = claims.find((claim) => claim.account !== account.key);
  if (conflicting) throw new Fault('INVALID_INPUT', 'The id belongs to another account.', { field: conflicting.field });
  return account;
}

/** Every `id` in the arguments that is a global id, however deep. */
function collectIdClaims(args: object, path: readonly string[], claims: IdClaim[] = []): readonly IdClaim[] {
  for (const [name, value] of Object.entries(args) as [string, unknown][]) {
    const id = name === 'id' && typeof value === 'string' ? parseGlobalId(value) : undefined;
    if (id) claims.push({ account: id.account, field: [...path, name] });
    else if (isObjectOrArray(value)) collectIdClaims(value, [...path, name], claims);
  }
  return claims;
}
