import { Fault } from '../../../faults/fault.js';
import { isUrlSafeId } from '../../../upstream/transport/http/url-safe-id.js';

/** GraphQL types with a global id, by upstream. */
export type PagerDutyIdType =
  | 'PagerDutyAccount'
  | 'Incident'
  | 'Alert'
  | 'LogEntry'
  | 'ChangeEvent'
  | 'IncidentNote'
  | 'BusinessService'
  | 'IncidentWorkflow'
  | 'MaintenanceWindow'
  | 'PagerDutyService'
  | 'PagerDutyUser'
  | 'EscalationPolicy'
  | 'Team'
  | 'Priority'
  | 'Schedule'
  | 'QueuedTrigger'
  | 'ScheduleOverride';
export type CloudflareIdType =
  | 'CloudflareAccount'
  | 'PagerDutyDestination'
  | 'NotificationPolicy'
  | 'Notification'
  | 'PolicySilence';

export interface GlobalId {
  readonly upstream: 'pagerduty' | 'cloudflare';
  /** Account key. */
  readonly account: string;
  readonly type: string;
  readonly upstreamId: string;
  /** Id of the parent that a read needs: the incident of an alert. */
  readonly parentId?: string | undefined;
}

const CLOUDFLARE_TYPES: ReadonlySet<string> = new Set<CloudflareIdType>([
  'CloudflareAccount',
  'PagerDutyDestination',
  'NotificationPolicy',
  'Notification',
  'PolicySilence',
]);

const GLOBAL_ID_PATTERN =
  /^(pagerduty|cloudflare):\/\/([A-Za-z0-9_-]{1,64})\/([A-Za-z]{1,64})\/(?:([A-Za-z0-9_-]{1,64})\/)?([A-Za-z0-9_-]{1,64})$/;

/** @param parentId id of the parent that a read needs */
export function toPagerDutyGlobalId(
  account: string,
  type: PagerDutyIdType,
  upstreamId: string,
  parentId?: string,
): string {
  return `pagerduty://${account}/${type}/${parentId === undefined ? '' : `${parentId}/`}${upstreamId}`;
}

export function toCloudflareGlobalId(account: string, type: CloudflareIdType, upstreamId: string): string {
  return `cloudflare://${account}/${type}/${upstreamId}`;
}

/** Returns undefined when the text is not a global id. */
export function parseGlobalId(id: string): GlobalId | undefined {
  const [, upstream, account, type, parentId, upstreamId] = GLOBAL_ID_PATTERN.exec(id) ?? [];
  if (account === undefined || type === undefined || upstreamId === undefined) return undefined;
  if ((parentId !== undefined) !== (type === 'Alert')) return undefined;
  return { upstream: upstream === 'pagerduty' ? 'pagerduty' : 'cloudflare', account, type, upstreamId, parentId };
}

/**
 * Returns the upstream id of a global id that must have the expected type and account.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`
 */
export function parseUpstreamId(
  id: string,
  type: PagerDutyIdType | CloudflareIdType,
  account: string,
  field: readonly string[],
): string {
  const parsed = parseGlobalId(id);
  if (!parsed) throw new Fault('INVALID_INPUT', 'Invalid global id. Use an `id` returned by this gateway.', { field });
  const upstream = CLOUDFLARE_TYPES.has(type) ? 'cloudflare' : 'pagerduty';
  if (parsed.type !== type || parsed.upstream !== upstream)
    throw new Fault('INVALID_INPUT', `Expected the id of ${/^[AEIOU]/.test(type) ? 'an' : 'a'} ${type}.`, { field });
  if (parsed.account !== account) throw new Fault('INVALID_INPUT', 'The id belongs to another account.', { field });
  return parsed.upstreamId;
}

/**
 * Checks an upstream id from the input.
 *
 * @throws {Fault} `INVALID_INPUT` at `field` unless it has 1 to 64 letters, digits, `_` and `-`
 */
export function validateUpstreamId(id: string, field: readonly string[]): string {
  if (!isUrlSafeId(id))
    throw new Fault('INVALID_INPUT', 'Invalid upstream id. Use 1 to 64 letters, digits, `_` and `-`.', { field });
  return id;
}

/**
 * Returns the Cloudflare id of a global id, or of a Cloudflare id.
 *
 * @throws {Fault} `INVALID_INPUT` at `field`
 */
export function parseCloudflareId(
  id: string,
  type: CloudflareIdType,
  account: string,
  field: readonly string[],
): string {
  return parseGlobalId(id) ? parseUpstreamId(id, type, account, field) : validateUpstreamId(id, field);
}

/** Normalises a Cloudflare id for comparison: dashes are optional (docs/upstream-quirks.md, quirk 103). */
export function normalizeCloudflareId(id: string): string {
  return id.replaceAll('-', '').toLowerCase();
}

/** Whether two Cloudflare ids are the same, whatever their dashes. */
export function isSameCloudflareId(id: string, other: string): boolean {
  return normalizeCloudflareId(id) === normalizeCloudflareId(other);
}
