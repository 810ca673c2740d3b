import { type UpstreamRateLimit, getReserve } from '../../upstream/transport/resilience/rate-limit.js';
import { type Finding, note, ok } from './finding.js';

/** Reports the remaining calls; no finding if the upstream sent no rate limit. */
export function checkRateLimit(client: { rateLimit(): UpstreamRateLimit | undefined }): readonly Finding[] {
  const { limit, remaining, resetSeconds } = client.rateLimit() ?? {};
  if (limit === undefined || remaining === undefined) return [];
  const message = `${remaining} of ${limit} calls are left for ${resetSeconds} s.`;
  if (remaining > getReserve(limit)) return [ok('rate limit', message)];
  return [note('rate limit', `${message} Reads wait until then.`, 'Find out what else uses this credential.')];
}
