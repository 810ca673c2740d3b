import type { CloudflareAccountContext } from '../../core/context.js';
import { toCloudflareGlobalId } from '../../core/ids/global-id.js';
import type { CloudflareAccount } from './cloudflare-account.type.js';

export function toCloudflareAccount(accountContext: CloudflareAccountContext): CloudflareAccount {
  const { key, cloudflareId } = accountContext;
  return { accountContext, key, cloudflareId, id: toCloudflareGlobalId(key, 'CloudflareAccount', cloudflareId) };
}
