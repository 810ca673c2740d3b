import type { Clock } from '../clock.js';

export interface RateLimitUsage {
  readonly isAllowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds, rounded up, until the window (or the penalty) ends. */
  readonly resetSeconds: number;
}

export interface SimulatedRateLimitRule {
  readonly limit: number;
  readonly windowMs: number;
  /** How long everything is refused once the limit was passed; without it the window's end is the end. */
  readonly penaltyMs?: number;
}

/** Counts calls in fixed windows, each beginning with its first call. */
export class SimulatedRateLimit {
  #callCount = 0;
  #windowEndsAt = 0;

  constructor(
    private readonly rule: SimulatedRateLimitRule,
    private readonly now: Clock,
  ) {}

  /** Counts one call. */
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

  /** A call refused on demand; the count stays as it is. */
  reject(resetSeconds: number): RateLimitUsage {
    return { isAllowed: false, limit: this.rule.limit, remaining: 0, resetSeconds };
  }

  reset(): void {
    this.#callCount = 0;
    this.#windowEndsAt = 0;
  }
}
