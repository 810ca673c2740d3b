import type { HttpResponse } from '../http/send-request.js';
import type { Endpoint } from '../endpoint.js';
import type { ResponseHeaders } from '../http/headers.js';
import { RESILIENCE_POLICY } from './policy.js';
import { parseRetryAfter } from './retry-after.js';

/** The rate limit in response headers. */
export interface RateLimitHeaders {
  readonly limit?: number | undefined;
  readonly remaining?: number | undefined;
  readonly resetSeconds?: number | undefined;
  /** Whether every limit of this upstream applies to every endpoint. */
  readonly appliesToAll?: boolean;
}

/** Reads the rate limit headers of one upstream. */
export interface ReadRateLimitHeaders {
  (headers: ResponseHeaders): RateLimitHeaders;
}

/** The last reported rate limit: the one with the fewest remaining calls. */
export interface UpstreamRateLimit extends RateLimitHeaders {
  /** Our clock, in milliseconds since the epoch. */
  readonly observedAt: number;
  readonly resetAt?: number;
}

export interface RateLimitTracker {
  /** Records a response; returns the delay that the upstream requests, in milliseconds. */
  observe(endpoint: Endpoint, answer: Pick<HttpResponse, 'status' | 'headers'>): number | undefined;
  /** How long a call must wait, in milliseconds; 0 when it may be sent. */
  getDelayMs(endpoint: Endpoint, isUrgent: boolean): number;
  readonly state: UpstreamRateLimit | undefined;
}

interface LimitWindow {
  readonly limit: number;
  remaining: number;
  readonly resetAt: number;
}

/** The last limit that an endpoint reported. */
type EndpointLimit = Pick<LimitWindow, 'limit' | 'resetAt'>;

/**
 * Rate limit of one credential. Upstreams report the limit with the fewest remaining calls. One that is smaller than the
 * largest of the current window belongs to its endpoint (docs/upstream-quirks.md, quirk 63). Earlier windows do not count,
 * because limits change. Reads stop at the reserve; writes wait only when the upstream requests it.
 */
export function createRateLimitTracker(read: ReadRateLimitHeaders, now: () => number): RateLimitTracker {
  return new CredentialRateLimit(read, now);
}

class CredentialRateLimit implements RateLimitTracker {
  state: UpstreamRateLimit | undefined;
  private readonly windows = new Map<string, LimitWindow>();
  private readonly blockedUntil = new Map<string, number>();
  /** Last limit of each endpoint. */
  private readonly endpointLimits = new Map<string, EndpointLimit>();

  constructor(
    private readonly read: ReadRateLimitHeaders,
    private readonly now: () => number,
  ) {}

  observe(endpoint: Endpoint, { status, headers }: Pick<HttpResponse, 'status' | 'headers'>): number | undefined {
    const limits = this.read(headers);
    this.record(endpoint, limits);
    const waitSeconds = parseRetryAfter(headers, this.now()) ?? (status === 429 ? limits.resetSeconds : undefined);
    if (waitSeconds === undefined) return undefined;
    if (status === 429) this.blockedUntil.set(this.toLimitKey(endpoint, limits), this.now() + waitSeconds * 1000);
    return waitSeconds * 1000;
  }

  getDelayMs(endpoint: Endpoint, isUrgent: boolean): number {
    const keys = [ALL_ENDPOINTS, endpoint.name];
    const blocked = Math.max(...keys.map((key) => (this.blockedUntil.get(key) ?? 0) - this.now()), 0);
    return isUrgent ? blocked : Math.max(blocked, ...keys.map((key) => this.getMsUntilReset(key)));
  }

  private record(endpoint: Endpoint, limits: RateLimitHeaders): void {
    const { limit, remaining, resetSeconds } = limits;
    if (remaining === undefined || resetSeconds === undefined) return;
    const resetAt = this.now() + resetSeconds * 1000;
    if (limit !== undefined) this.endpointLimits.set(endpoint.name, { limit, resetAt });
    this.state = { limit, remaining, resetSeconds, resetAt, observedAt: this.now() };
    this.windows.set(this.toLimitKey(endpoint, limits), { limit: limit ?? remaining, remaining, resetAt });
  }

  private toLimitKey(endpoint: Endpoint, { limit, appliesToAll }: RateLimitHeaders): string {
    return appliesToAll || (limit !== undefined && limit >= this.getLargestLimit()) ? ALL_ENDPOINTS : endpoint.name;
  }

  private getLargestLimit(): number {
    const current = [...this.endpointLimits.values()].filter(({ resetAt }) => resetAt > this.now());
    return Math.max(0, ...current.map(({ limit }) => limit));
  }

  private getMsUntilReset(key: string): number {
    const window = this.windows.get(key);
    if (!window || window.remaining > getReserve(window.limit)) return 0;
    return window.resetAt - this.now();
  }
}

const ALL_ENDPOINTS = '*';

/** Calls of a limit that are reserved for writes: at most half, so that a small limit still allows reads. */
export function getReserve(limit: number): number {
  return Math.min(Math.max(RESILIENCE_POLICY.reserve.minCalls, limit * RESILIENCE_POLICY.reserve.ratio), limit / 2);
}
