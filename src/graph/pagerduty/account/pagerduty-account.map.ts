import type { PagerDutyAccess } from '../../core/context.js';
import { pagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { PagerDutyAccount } from './pagerduty-account.type.js';

export function toPagerDutyAccount(access: PagerDutyAccess): PagerDutyAccount {
  const { key, region } = access;
  return { access, id: pagerDutyGlobalId(key, 'PagerDutyAccount', key), key, region };
}
