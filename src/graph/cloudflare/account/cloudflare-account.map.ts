import type { CloudflareAccess } from '../../core/context.js';
import { cloudflareGlobalId } from '../../core/ids/global-id.js';
import type { CloudflareAccount } from './cloudflare-account.type.js';

export function toCloudflareAccount(access: CloudflareAccess): CloudflareAccount {
  const { key, cloudflareId } = access;
  return { access, key, cloudflareId, id: cloudflareGlobalId(key, 'CloudflareAccount', cloudflareId) };
}
