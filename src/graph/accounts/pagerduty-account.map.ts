import type { PagerDutyAccess } from '../context.js';
import { pagerDutyGlobalId } from '../global-id.js';
import type { PagerDutyAccount } from './pagerduty-account.type.js';

export function toPagerDutyAccount({ key, region }: PagerDutyAccess): PagerDutyAccount {
  return { id: pagerDutyGlobalId(key, 'PagerDutyAccount', key), key, region };
}
