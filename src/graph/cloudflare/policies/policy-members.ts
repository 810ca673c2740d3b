import { Fault } from '../../../faults/fault.js';
import type { WirePolicy } from '../../../upstream/cloudflare/wire.js';
import { assertNotBlank } from '../../core/input/validate.js';
import { toIntervalSeconds } from './alert-interval.js';
import type { UpdateNotificationPolicyInput } from './policy-mutations.input.js';

type Members = Pick<UpdateNotificationPolicyInput, 'name' | 'description' | 'enabled' | 'alertInterval'>;

/**
 * The given members in Cloudflare's names.
 *
 * @throws {Fault} `INVALID_INPUT` for a blank name or an invalid interval
 */
export function parseMembers({ name, description, enabled, alertInterval }: Members): Partial<WirePolicy> {
  if (name != null) assertNotBlank(name, ['input', 'name']);
  if (alertInterval != null && toIntervalSeconds(alertInterval) === undefined)
    throw new Fault('INVALID_INPUT', 'Invalid interval. Use a duration such as 30m.', {
      field: ['input', 'alertInterval'],
    });
  return {
    ...(name != null && { name }),
    ...(description != null && { description }),
    ...(enabled != null && { enabled }),
    ...(alertInterval != null && { alert_interval: alertInterval }),
  };
}
