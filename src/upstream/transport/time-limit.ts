import { EventEmitter } from 'node:events';
import { TransportFailure } from './failure.js';

/**
 * The time one try may take, and the caller's wish to end it earlier. An emitter of `abort`, which undici takes in place
 * of an `AbortSignal`: that one costs half as much as the call itself. A timer of our own, for undici's are coarse by
 * half a second.
 */
export class TimeLimit extends EventEmitter {
  /** What undici reads, as on a signal. */
  aborted = false;
  reason: TransportFailure | undefined;
  private readonly timer: NodeJS.Timeout;

  /** @param caller ends the try early; may already be aborted */
  constructor(
    ms: number,
    private readonly caller?: AbortSignal,
  ) {
    super();
    this.timer = setTimeout(() => this.end('timeout'), ms);
    caller?.addEventListener('abort', this.giveUp);
    if (caller?.aborted) this.giveUp();
  }

  /** Takes away timer and listener; to be called when the try is over. */
  clear(): void {
    clearTimeout(this.timer);
    this.caller?.removeEventListener('abort', this.giveUp);
  }

  private readonly giveUp = (): void => this.end('aborted');

  private end(breakdown: 'timeout' | 'aborted'): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = new TransportFailure(breakdown);
    this.emit('abort');
  }
}
