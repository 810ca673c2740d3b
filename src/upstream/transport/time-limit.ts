import { TransportFailure } from './failure.js';

/** The time one try may take, and the caller's wish to end it earlier. */
export interface TimeLimit {
  /** Aborted with a `TransportFailure` as its reason. */
  readonly signal: AbortSignal;
  /** Rejects when the signal aborts; never resolves. */
  readonly reached: Promise<never>;
  /** Takes away timer and listener; to be called when the try is over. */
  clear(): void;
}

/**
 * Starts the clock for one try. A timer of our own, for `AbortSignal.timeout` cannot be cleared and would keep one timer
 * for each call until its deadline; undici's own timeouts are coarse by half a second.
 *
 * @param caller aborts the try early; may already be aborted
 */
export function startTimeLimit(ms: number, caller?: AbortSignal): TimeLimit {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = (breakdown: 'timeout' | 'aborted') => controller.abort(new TransportFailure(breakdown));
  const reached = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  reached.catch(() => {}); // nobody may be waiting for it yet, or any more
  const timer = setTimeout(stop, ms, 'timeout');
  const giveUp = () => stop('aborted');
  caller?.addEventListener('abort', giveUp, { once: true });
  if (caller?.aborted) giveUp();
  return {
    signal,
    reached,
    clear() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', giveUp);
    },
  };
}
