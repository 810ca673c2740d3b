import { type AnswerHeaders, headerText } from '../transport/http/headers.js';
import type { QuotaNews } from '../transport/resilience/rate-limit.js';

/**
 * Cloudflare tells its limits as structured lists: `Ratelimit: "default";r=50;t=30` (remaining, seconds to the next
 * window) and `Ratelimit-Policy: "default";q=1200;w=300` (contracts: quirk 111). Every limit concerns the whole token, and
 * so does the penalty of five minutes (quirk 109).
 */
export function readQuota(headers: AnswerHeaders): QuotaNews {
  const limits = new Map(itemsOf(headers, 'ratelimit-policy').map(({ name, numbers }) => [name, numbers.get('q')]));
  const nearest = itemsOf(headers, 'ratelimit')
    .map(({ name, numbers }) => ({
      limit: limits.get(name),
      remaining: numbers.get('r'),
      resetSeconds: numbers.get('t'),
    }))
    .toSorted((a, b) => (a.remaining ?? 0) - (b.remaining ?? 0) || (b.resetSeconds ?? 0) - (a.resetSeconds ?? 0))[0];
  return { ...nearest, concernsAll: true };
}

interface Item {
  readonly name: string;
  readonly numbers: ReadonlyMap<string, number>;
}

function itemsOf(headers: AnswerHeaders, header: string): Item[] {
  const text = headerText(headers, header) ?? '';
  return [...text.matchAll(/"([^"]*)"([^",]*)/g)].map(([, name = '', parameters = '']) => ({
    name,
    numbers: new Map(
      [...parameters.matchAll(/;\s*([a-z]+)=(\d{1,6})\b/g)].map(([, key = '', value]) => [key, Number(value)]),
    ),
  }));
}
