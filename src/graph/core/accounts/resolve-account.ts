import { Fault } from '../../../faults/fault.js';
import { isObjectOrArray } from '../../../shared/json.js';
import type { AccountDirectory } from './account-directory.js';
import { parseGlobalId } from '../ids/global-id.js';

interface IdClaim {
  readonly account: string;
  readonly field: readonly string[];
}

/**
 * Resolves the account of an operation: the `account` argument, else the account of the global ids in the arguments, else
 * the default account.
 *
 * @param accountArgument the `account` argument
 * @param args searched for global ids at any depth
 * @param path path of `args` in the arguments of the operation, e.g. `['input']`
 * @throws {Fault} `INVALID_INPUT` when global ids belong to different accounts, or the account is unknown;
 * `NOT_CONFIGURED` when the upstream has no account
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

/** Collects every `id` in the arguments, at any depth, that is a global id. */
function collectIdClaims(args: object, path: readonly string[], claims: IdClaim[] = []): readonly IdClaim[] {
  for (const [name, value] of Object.entries(args) as [string, unknown][]) {
    const id = name === 'id' && typeof value === 'string' ? parseGlobalId(value) : undefined;
    if (id) claims.push({ account: id.account, field: [...path, name] });
    else if (isObjectOrArray(value)) collectIdClaims(value, [...path, name], claims);
  }
  return claims;
}
