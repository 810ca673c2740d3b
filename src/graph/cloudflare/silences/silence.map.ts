import { asString } from '../../../shared/json.js';
import type { WireSilence } from '../../../upstream/cloudflare/wire.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { toCloudflareGlobalId } from '../../core/ids/global-id.js';
import { SilenceStatus, type PolicySilence } from './silence.type.js';

export function toSilence(wire: WireSilence, accountContext: CloudflareAccountContext): PolicySilence {
  return {
    accountContext,
    policyId: wire.policy_id,
    id: toCloudflareGlobalId(accountContext.key, 'PolicySilence', wire.id),
    cloudflareId: wire.id,
    status: toSilenceStatus(wire, Date.now()),
    start: wire.start_time ?? null,
    end: wire.end_time ?? null,
    createdAt: wire.created_at ?? null,
  };
}

/** A silence without a start has begun, and one without an end is not over. */
export function toSilenceStatus({ start_time: start, end_time: end }: WireSilence, now: number): SilenceStatus {
  if (toMoment(end) <= now) return SilenceStatus.PAST;
  return toMoment(start) > now ? SilenceStatus.FUTURE : SilenceStatus.ACTIVE;
}

/** Milliseconds since the epoch, because texts of one moment differ; NaN for anything but a time. */
export function toMoment(time: unknown): number {
  return Date.parse(asString(time) ?? '');
}
