import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const VALID_REQUEST_ID = /^[A-Za-z0-9_.-]{1,128}$/;

/**
 * The id of the current request. Apollo formats some errors without a context: those of parsing, CSRF prevention and
 * context creation.
 */
const requestIdStorage = new AsyncLocalStorage<string>();

/** The client's `x-request-id` if it is valid, else a new UUID. */
export function resolveRequestId(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && VALID_REQUEST_ID.test(given) ? given : randomUUID();
}

let activeRuns = 0;

/**
 * Runs a function with the id as the current request id. Disables the storage when it is unused, because on Node.js 20 it
 * slows down every promise of the process.
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
