import type { Clock } from '../clock.js';

export interface RateLimitUsage {
  readonly isAllowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until the window or the penalty ends, rounded up. */
  readonly resetSeconds: number;
}

export interface SimulatedRateLimitRule {
  readonly limit: number;
  readonly windowMs: number;
  /** How long calls are rejected after the limit was exceeded; by default until the window ends. */
  readonly penaltyMs?: number;
}

/** Counts calls in fixed windows. A window starts with its first call. */
export class SimulatedRateLimit {
  #callCount = 0;
  #windowEndsAt = 0;

  constructor(
    private readonly rule: SimulatedRateLimitRule,
    private readonly now: Clock,
  ) {}

  consume(): RateLimitUsage {
    const { limit, windowMs, penaltyMs } = this.rule;
    const at = this.now().getTime();
    if (at >= this.#windowEndsAt) {
      this.#callCount = 0;
      this.#windowEndsAt = at + windowMs;
    }
    this.#callCount += 1;
    if (this.#callCount === limit + 1 && penaltyMs !== undefined) this.#windowEndsAt = at + penaltyMs;
    return {
      isAllowed: this.#callCount <= limit,
      limit,
      remaining: Math.max(0, limit - this.#callCount),
      resetSeconds: Math.ceil((this.#windowEndsAt - at) / 1000),
    };
  }

  /** Rejects a call on demand, without counting it. */
  reject(resetSeconds: number): RateLimitUsage {
    return { isAllowed: false, limit: this.rule.limit, remaining: 0, resetSeconds };
  }

  reset(): void {
    this.#callCount = 0;
    this.#windowEndsAt = 0;
  }
}
