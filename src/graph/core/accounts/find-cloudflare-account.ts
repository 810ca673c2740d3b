import type { CloudflareAccountContext, Context } from '../context.js';
import { parseGlobalId } from '../ids/global-id.js';

/**
 * The account of the argument, else that of the global id, else the default account.
 *
 * @param field path of the id in the arguments
 * @throws {Fault} `INVALID_INPUT` for an unknown account
 */
export function findCloudflareAccount(
  account: string | null | undefined,
  id: string,
  { cloudflare }: Context,
  field: readonly string[],
): CloudflareAccountContext {
  if (account != null) return cloudflare.get(account, ['input', 'account']);
  return cloudflare.get(parseGlobalId(id)?.account, field);
}
