/** A signal that aborts with the caller's signal or after `timeoutMs`. Call `clear` when nothing is awaited any more. */
export function createTimeoutSignal(callerSignal: AbortSignal | undefined, timeoutMs: number) {
  const timeout = new AbortController();
  const start = () => setTimeout(() => timeout.abort(), timeoutMs);
  let timer = start();
  const signal = callerSignal ? AbortSignal.any([callerSignal, timeout.signal]) : timeout.signal;
  const aborted = new Promise<never>((_resolve, reject) => {
    const rejectWithReason = () => reject(signal.reason as Error);
    if (signal.aborted) rejectWithReason();
    else signal.addEventListener('abort', rejectWithReason, { once: true });
  });
  // Prevents an unhandled rejection if the signal aborts after the request has ended.
  aborted.catch(() => undefined);
  return {
    signal,
    /** Rejects when the signal aborts. */
    aborted,
    /** Begins the time again. */
    restart: () => {
      clearTimeout(timer);
      timer = start();
    },
    clear: () => clearTimeout(timer),
  };
}
