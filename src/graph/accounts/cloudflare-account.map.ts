import type { CloudflareAccess } from '../context.js';
import { cloudflareGlobalId } from '../global-id.js';
import type { CloudflareAccount } from './cloudflare-account.type.js';

export function toCloudflareAccount(access: CloudflareAccess): CloudflareAccount {
  const { key, cloudflareId } = access;
  return { access, key, cloudflareId, id: cloudflareGlobalId(key, 'CloudflareAccount', cloudflareId) };
}
