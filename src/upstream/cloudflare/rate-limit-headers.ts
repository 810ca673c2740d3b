import { type ResponseHeaders, getHeader } from '../transport/http/headers.js';
import type { RateLimitHeaders } from '../transport/resilience/rate-limit.js';

/**
 * Cloudflare reports its limits as structured lists: `Ratelimit: "default";r=50;t=30` (remaining, seconds to the next
 * window) and `Ratelimit-Policy: "default";q=1200;w=300` (docs/upstream-quirks.md, quirk 111). Every limit applies to the
 * whole token, as does the penalty of five minutes (quirk 109).
 */
export function readRateLimitHeaders(headers: ResponseHeaders): RateLimitHeaders {
  const limits = new Map(parseItems(headers, 'ratelimit-policy').map(({ name, numbers }) => [name, numbers.get('q')]));
  const nearest = parseItems(headers, 'ratelimit')
    .map(({ name, numbers }) => ({
      limit: limits.get(name),
      remaining: numbers.get('r'),
      resetSeconds: numbers.get('t'),
    }))
    .toSorted((a, b) => (a.remaining ?? 0) - (b.remaining ?? 0) || (b.resetSeconds ?? 0) - (a.resetSeconds ?? 0))[0];
  return { ...nearest, appliesToAll: true };
}

interface LimitItem {
  readonly name: string;
  readonly numbers: ReadonlyMap<string, number>;
}

function parseItems(headers: ResponseHeaders, header: string): LimitItem[] {
  const text = getHeader(headers, header) ?? '';
  return [...text.matchAll(/"([^"]*)"([^",]*)/g)].map(([, name = '', parameters = '']) => ({
    name,
    numbers: new Map(
      [...parameters.matchAll(/;\s*([a-z]+)=(\d{1,6})\b/g)].map(([, key = '', value]) => [key, Number(value)]),
    ),
  }));
}
