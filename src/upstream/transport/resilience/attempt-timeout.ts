import { TransportError } from '../transport-error.js';
import type { Cancellation } from '../../../shared/cancellation.js';

/**
 * The time one try may take, and its callers' wish to end it earlier. A timer of our own, for undici's are coarse by half
 * a second.
 */
export class AttemptTimeout {
  /** Why the try has ended; undefined while it goes on. */
  reason: TransportError | undefined;
  private readonly listeners: ((reason: TransportError) => void)[] = [];
  private readonly timer: NodeJS.Timeout;

  /** @param cancellation ends the try early; may have happened already */
  constructor(
    ms: number,
    private readonly cancellation?: Cancellation,
  ) {
    this.timer = setTimeout(() => this.end('timeout'), ms);
    cancellation?.onCancel(this.onCancel);
  }

  /** Is told once, if the try ends before `clear`. */
  onEnd(listener: (reason: TransportError) => void): void {
    this.listeners.push(listener);
  }

  /**
   * Lets go of everybody; to be called when the try is over. Listeners that stay would keep its answer, for a collection
   * of the young only takes this limit, when it has grown old, for alive: all that was read would be copied twice.
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
