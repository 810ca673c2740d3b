import type { RawAnswer } from '../http/send-request.js';
import type { Endpoint } from '../endpoint.js';
import type { AnswerHeaders } from '../http/headers.js';
import { POLICY } from './policy.js';
import { retryAfterSeconds } from './retry-after.js';

/** What an answer's headers tell of a rate limit. */
export interface QuotaNews {
  readonly limit?: number;
  readonly remaining?: number;
  readonly resetSeconds?: number;
  /** Every limit of this upstream concerns every endpoint. */
  readonly concernsAll?: boolean;
}

/** How one upstream tells its limits. */
export interface QuotaReader {
  (headers: AnswerHeaders): QuotaNews;
}

/** The limit nearest to its end, as last told. */
export interface QuotaState extends QuotaNews {
  /** Our clock, in milliseconds since the epoch. */
  readonly observedAt: number;
  readonly resetAt?: number;
}

export interface Quota {
  /** Learns from an answer; tells how long the upstream asked to wait before the next try, in milliseconds. */
  observe(endpoint: Endpoint, answer: Pick<RawAnswer, 'status' | 'headers'>): number | undefined;
  /** How long a call must be held back, in milliseconds; 0 when it may go. */
  holdMs(endpoint: Endpoint, isUrgent: boolean): number;
  readonly state: QuotaState | undefined;
}

interface Window {
  readonly limit: number;
  remaining: number;
  readonly resetAt: number;
}

/** A limit as one endpoint told it last. */
type Told = Pick<Window, 'limit' | 'resetAt'>;

/**
 * Quota of one credential. Upstreams show the limit nearest to its end; one that is smaller than the largest that
 * endpoints tell in the current window belongs to the endpoint that showed it (contracts: quirk 63). What was told in a
 * window that is over counts no more, for limits are lowered and raised. Reads stop at the reserve, writes only where the
 * upstream itself has said to wait: a page is not withheld on a guess.
 */
export function createQuota(read: QuotaReader, now: () => number): Quota {
  const windows = new Map<string, Window>();
  const blockedUntil = new Map<string, number>();
  /** The newest limit of each endpoint. */
  const told = new Map<string, Told>();
  let state: QuotaState | undefined;

  function scopeOf(endpoint: Endpoint, { limit, concernsAll }: QuotaNews): string {
    return concernsAll || (limit !== undefined && limit >= largest()) ? EVERYTHING : endpoint.name;
  }

  function largest(): number {
    const current = [...told.values()].filter(({ resetAt }) => resetAt > now());
    return Math.max(0, ...current.map(({ limit }) => limit));
  }

  function remember(endpoint: Endpoint, news: QuotaNews): void {
    const { limit, remaining, resetSeconds } = news;
    if (remaining === undefined || resetSeconds === undefined) return;
    const resetAt = now() + resetSeconds * 1000;
    if (limit !== undefined) told.set(endpoint.name, { limit, resetAt });
    state = { limit, remaining, resetSeconds, resetAt, observedAt: now() };
    windows.set(scopeOf(endpoint, news), { limit: limit ?? remaining, remaining, resetAt });
  }

  const untilReset = (scope: string): number => {
    const window = windows.get(scope);
    if (!window || window.remaining > reserveOf(window.limit)) return 0;
    return window.resetAt - now();
  };

  return {
    observe(endpoint, { status, headers }) {
      const news = read(headers);
      remember(endpoint, news);
      const asked = retryAfterSeconds(headers, now()) ?? (status === 429 ? news.resetSeconds : undefined);
      if (status === 429 && asked !== undefined) blockedUntil.set(scopeOf(endpoint, news), now() + asked * 1000);
      return asked === undefined ? undefined : asked * 1000;
    },
    holdMs(endpoint, isUrgent) {
      const scopes = [EVERYTHING, endpoint.name];
      const blocked = Math.max(...scopes.map((scope) => (blockedUntil.get(scope) ?? 0) - now()), 0);
      return isUrgent ? blocked : Math.max(blocked, ...scopes.map(untilReset));
    },
    get state() {
      return state;
    },
  };
}

const EVERYTHING = '*';

/** Calls of a limit that are kept for writes. Never more than half, or a small limit would let no read through at all. */
export function reserveOf(limit: number): number {
  return Math.min(Math.max(POLICY.reserve.least, limit * POLICY.reserve.part), limit / 2);
}
