import type { PagerDutyAccountContext } from '../../core/context.js';
import { toPagerDutyGlobalId } from '../../core/ids/global-id.js';
import type { PagerDutyAccount } from './pagerduty-account.type.js';

export function toPagerDutyAccount(accountContext: PagerDutyAccountContext): PagerDutyAccount {
  const { key, region } = accountContext;
  return { accountContext, id: toPagerDutyGlobalId(key, 'PagerDutyAccount', key), key, region };
}
