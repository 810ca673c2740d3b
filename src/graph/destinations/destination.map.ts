import type { WireDestination } from '../../upstream/cloudflare/wire.js';
import { toCloudflareAccount } from '../accounts/cloudflare-account.map.js';
import type { CloudflareAccess } from '../context.js';
import { cloudflareGlobalId } from '../global-id.js';
import type { PagerDutyDestination } from './destination.type.js';

export function toDestination(wire: WireDestination, access: CloudflareAccess): PagerDutyDestination {
  return {
    access,
    id: cloudflareGlobalId(access.key, 'PagerDutyDestination', wire.id),
    cloudflareId: wire.id,
    name: wire.name ?? null,
    account: toCloudflareAccount(access),
  };
}
