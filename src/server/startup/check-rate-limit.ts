import { type QuotaState, reserveOf } from '../../upstream/transport/resilience/rate-limit.js';
import { type Finding, note, ok } from './finding.js';

/** What is left of a rate limit; nothing where the upstream has told none. */
export function checkQuota(client: { quota(): QuotaState | undefined }): readonly Finding[] {
  const { limit, remaining, resetSeconds } = client.quota() ?? {};
  if (limit === undefined || remaining === undefined) return [];
  const told = `${remaining} of ${limit} calls are left for ${resetSeconds} s.`;
  if (remaining > reserveOf(limit)) return [ok('rate limit', told)];
  return [note('rate limit', `${told} Reads wait until then.`, 'See who else uses this credential.')];
}
