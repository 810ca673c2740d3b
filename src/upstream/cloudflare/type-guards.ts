import type { TypeGuard } from '../transport/partial-list.js';
import { hasId, isObject, isString } from '../../shared/json.js';
import type { WireDestination, WireEligibility, WireNotification, WirePolicy, WireSilence } from './wire.js';

export const isDestination: TypeGuard<WireDestination> = hasId;
export function isSilence(value: unknown): value is WireSilence {
  return isObject(value) && isString(value['policy_id']) && hasId(value);
}

export const isNotification: TypeGuard<WireNotification> = hasId;

/** Required, because the mechanisms decide which policies a deletion of destinations affects. Keys may be missing or null, in any order (docs/upstream-quirks.md, quirk 106). */
function isMechanisms(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  const lists = isObject(value) ? Object.values(value) : [undefined];
  return lists.every((list) => list === null || (Array.isArray(list) && list.every(hasId)));
}

export function isPolicy(value: unknown): value is WirePolicy {
  return isObject(value) && isMechanisms(value['mechanisms']) && hasId(value);
}

/** The entry of one mechanism: an object in cloudflare-go, a list in the specification (docs/upstream-quirks.md, quirk 100). */
function toMechanismEntry(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.find((entry) => isObject(entry) && entry['type'] === 'pagerduty') ?? value[0];
}

/** PagerDuty's part of the eligibility map; an absent mechanism is neither eligible nor ready. */
export function toPagerDutyEligibility(map: Readonly<Record<string, unknown>>): WireEligibility {
  const entry = toMechanismEntry(map['pagerduty']);
  if (!isObject(entry)) return { eligible: false, ready: false };
  return { eligible: entry['eligible'] === true, ready: entry['ready'] === true };
}
