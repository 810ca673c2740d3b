import { TransportError } from '../transport-error.js';
import type { Cancellation } from '../../../shared/cancellation.js';

/**
 * Timeout and cancellation of one attempt. A separate timer, because those of undici are coarse by half a second.
 */
export class AttemptTimeout {
  /** Why the attempt has ended; undefined while it runs. */
  reason: TransportError | undefined;
  private readonly listeners: ((reason: TransportError) => void)[] = [];
  private readonly timer: NodeJS.Timeout;

  /** @param cancellation ends the attempt early; may be cancelled already */
  constructor(
    ms: number,
    private readonly cancellation?: Cancellation,
  ) {
    this.timer = setTimeout(() => this.end('timeout'), ms);
    cancellation?.onCancel(this.onCancel);
  }

  /** Calls the listener once if the attempt ends before `clear`. */
  onEnd(listener: (reason: TransportError) => void): void {
    this.listeners.push(listener);
  }

  /**
   * Removes all listeners after the attempt. They would retain its response: a minor garbage collection treats an old object
   * as alive, and everything that was read would be copied twice.
   */
  clear(): void {
    clearTimeout(this.timer);
    this.cancellation?.offCancel(this.onCancel);
    this.listeners.length = 0;
  }

  private readonly onCancel = (): void => this.end('aborted');

  private end(breakdown: 'timeout' | 'aborted'): void {
    if (this.reason) return;
    this.reason = new TransportError(breakdown);
    for (const listener of this.listeners) listener(this.reason);
  }
}
