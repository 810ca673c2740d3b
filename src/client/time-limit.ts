/** A signal that aborts with the caller's, or when the time is up. `end` releases both. */
export function timeLimit(signal: AbortSignal | undefined, timeoutMs: number) {
  const controller = new AbortController();
  let tellEnd: (reason: unknown) => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => (tellEnd = reject));
  // Rejects also when nobody waits for it any more.
  ended.catch(() => undefined);
  const abort = () => {
    controller.abort();
    tellEnd(controller.signal.reason);
  };
  const timer = setTimeout(abort, timeoutMs);
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  return {
    signal: controller.signal,
    /** Rejects when it aborts. */
    ended,
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}
