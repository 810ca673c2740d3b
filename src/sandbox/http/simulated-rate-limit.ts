import type { Clock } from '../clock.js';

export interface QuotaUse {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds, rounded up, until the window (or the penalty) ends. */
  readonly resetSeconds: number;
}

export interface QuotaRule {
  readonly limit: number;
  readonly windowMs: number;
  /** How long everything is refused once the limit was passed; without it the window's end is the end. */
  readonly penaltyMs?: number;
}

/** Counts calls in fixed windows, each beginning with its first call. */
export class Quota {
  #used = 0;
  #endsAt = 0;

  constructor(
    private readonly rule: QuotaRule,
    private readonly now: Clock,
  ) {}

  /** Counts one call. */
  spend(): QuotaUse {
    const { limit, windowMs, penaltyMs } = this.rule;
    const at = this.now().getTime();
    if (at >= this.#endsAt) {
      this.#used = 0;
      this.#endsAt = at + windowMs;
    }
    this.#used += 1;
    if (this.#used === limit + 1 && penaltyMs !== undefined) this.#endsAt = at + penaltyMs;
    return {
      allowed: this.#used <= limit,
      limit,
      remaining: Math.max(0, limit - this.#used),
      resetSeconds: Math.ceil((this.#endsAt - at) / 1000),
    };
  }

  /** A call refused on demand; the count stays as it is. */
  refuse(resetSeconds: number): QuotaUse {
    return { allowed: false, limit: this.rule.limit, remaining: 0, resetSeconds };
  }

  clear(): void {
    this.#used = 0;
    this.#endsAt = 0;
  }
}
