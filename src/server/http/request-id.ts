import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const VALID_REQUEST_ID = /^[A-Za-z0-9_.-]{1,128}$/;

/**
 * The id of the request being answered. Kept aside because Apollo formats errors without a context: those of parsing, of
 * CSRF prevention and of making the context itself.
 */
const requestIdStorage = new AsyncLocalStorage<string>();

/** The caller's `x-request-id` when it is harmless, else a fresh UUID. */
export function resolveRequestId(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && VALID_REQUEST_ID.test(given) ? given : randomUUID();
}

let activeRuns = 0;

/**
 * Runs work, and all that it awaits, as part of the request of this id. On Node.js 20 a storage in use makes every promise
 * of the process slower, so it is put away while nobody needs it.
 */
export async function withRequestId<T>(requestId: string, work: () => Promise<T>): Promise<T> {
  activeRuns += 1;
  try {
    return await requestIdStorage.run(requestId, work);
  } finally {
    activeRuns -= 1;
    if (activeRuns === 0) requestIdStorage.disable();
  }
}

/** Null outside of `withRequestId`. */
export function currentRequestId(): string | null {
  return requestIdStorage.getStore() ?? null;
}
