import { type AnswerHeaders, headerText } from '../transport/http/headers.js';
import type { QuotaNews } from '../transport/resilience/rate-limit.js';
import { waitSeconds } from '../transport/resilience/retry-after.js';

/** `ratelimit-reset` is a number of seconds, not a time (contracts: pagerduty-rest section 3, quirk 62). */
export function readQuota(headers: AnswerHeaders): QuotaNews {
  return {
    limit: whole(headerText(headers, 'ratelimit-limit')),
    remaining: whole(headerText(headers, 'ratelimit-remaining')),
    resetSeconds: waitSeconds(headerText(headers, 'ratelimit-reset')),
  };
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
