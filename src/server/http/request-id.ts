import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const ACCEPTED = /^[A-Za-z0-9_.-]{1,128}$/;

/**
 * The id of the request being answered. Kept aside because Apollo formats errors without a context: those of parsing, of
 * CSRF prevention and of making the context itself.
 */
const current = new AsyncLocalStorage<string>();

/** The caller's `x-request-id` when it is harmless, else a fresh UUID. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && ACCEPTED.test(given) ? given : randomUUID();
}

let running = 0;

/**
 * Runs work, and all that it awaits, as part of the request of this id. On Node.js 20 a storage in use makes every promise
 * of the process slower, so it is put away while nobody needs it.
 */
export async function withRequestId<T>(requestId: string, work: () => Promise<T>): Promise<T> {
  running += 1;
  try {
    return await current.run(requestId, work);
  } finally {
    running -= 1;
    if (running === 0) current.disable();
  }
}

/** Null outside of `withRequestId`. */
export function currentRequestId(): string | null {
  return current.getStore() ?? null;
}
