import { type ResponseHeaders, getHeader } from '../transport/http/headers.js';
import type { RateLimitHeaders } from '../transport/resilience/rate-limit.js';
import { parseSeconds } from '../transport/resilience/retry-after.js';

/** `ratelimit-reset` is a number of seconds, not a time (docs/upstream-quirks.md, quirk 62). */
export function readRateLimitHeaders(headers: ResponseHeaders): RateLimitHeaders {
  return {
    limit: parseCount(getHeader(headers, 'ratelimit-limit')),
    remaining: parseCount(getHeader(headers, 'ratelimit-remaining')),
    resetSeconds: parseSeconds(getHeader(headers, 'ratelimit-reset')),
  };
}

function parseCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
