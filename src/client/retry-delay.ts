import { createNoResponseError, type PagergraphError } from './pagergraph-error.js';
import type { SubscribeOptions } from './subscribe-options.js';

const MAX_RETRY_DELAY_MS = 30_000;

/** Milliseconds until the next attempt; at least `retryAfterSeconds` of the gateway. */
export function getRetryDelay(
  { retryAfterSeconds }: PagergraphError,
  retries: number,
  options: SubscribeOptions,
): number {
  const longest = Math.min((options.retryDelayMs ?? 500) * 2 ** retries, MAX_RETRY_DELAY_MS);
  // Many clients lose their gateway in the same moment: they come back one after the other.
  return Math.max(longest * (0.5 + Math.random() / 2), (retryAfterSeconds ?? 0) * 1000);
}

/** @throws {PagergraphError} `ABORTED` when the signal aborts */
export function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(createNoResponseError('ABORTED', null, signal.reason));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, ms);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
