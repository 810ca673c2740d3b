/**
 * A signal that aborts with the caller's signal or after `timeoutMs`. Call `end` when nothing is awaited any more: a
 * caller's signal may live much longer, and would keep everything that listens to it.
 */
export function createTimeoutSignal(callerSignal: AbortSignal | undefined, timeoutMs: number) {
  const controller = new AbortController();
  const { signal } = controller;
  const start = () => setTimeout(() => controller.abort(), timeoutMs);
  let timer = start();
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  // Prevents an unhandled rejection if the signal aborts after the request has ended.
  aborted.catch(() => undefined);
  const abort = () => controller.abort(callerSignal?.reason);
  if (callerSignal?.aborted) abort();
  else callerSignal?.addEventListener('abort', abort, { once: true });
  const pause = () => clearTimeout(timer);
  return {
    signal,
    /** Rejects when the signal aborts. */
    aborted,
    /** Begins the time again. */
    restart: () => {
      pause();
      timer = start();
    },
    /** Stops the time; the caller's signal still aborts. */
    pause,
    end: () => {
      pause();
      callerSignal?.removeEventListener('abort', abort);
    },
  };
}
