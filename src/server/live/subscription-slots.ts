import type { SubscriptionsConfig } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import { CallerCounts } from './caller-counts.js';

const RETRY_AFTER_SECONDS = 10;

/** Limits how many subscriptions, or WebSockets, are open at once. */
export class SubscriptionSlots {
  private open = 0;
  private readonly openByCaller = new CallerCounts();

  /** @param what in the plural, for messages */
  constructor(
    private readonly what: string,
    private readonly limits: SubscriptionsConfig,
  ) {}

  get size(): number {
    return this.open;
  }

  /**
   * @returns releases the slot; only the first call counts
   * @throws {Fault} `RATE_LIMITED`
   */
  take(callerId: string): () => void {
    const { what } = this;
    const { max, maxPerCaller } = this.limits;
    const ofCaller = this.openByCaller.get(callerId);
    if (ofCaller >= maxPerCaller)
      throw createLimitFault(
        `The caller has ${ofCaller} open ${what}; the maximum is ${maxPerCaller}. Close one first.`,
      );
    if (this.open >= max) throw createLimitFault(`The gateway has its maximum of ${max} open ${what}. Retry later.`);
    this.open += 1;
    this.openByCaller.add(callerId, 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.release(callerId);
      isTaken = false;
    };
  }

  private release(callerId: string): void {
    this.open -= 1;
    this.openByCaller.add(callerId, -1);
  }
}

function createLimitFault(message: string): Fault {
  return new Fault('RATE_LIMITED', message, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
