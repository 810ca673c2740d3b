import type { NotFoundMeaning } from '../../faults/error-response.js';

/**
 * When a call may be retried. Declared for each endpoint and not derived from the HTTP method, because Cloudflare's link is
 * a GET that writes (docs/upstream-quirks.md, quirk 81).
 *
 * - `idempotent`: a second execution has no further effect, so every transient failure allows a retry.
 * - `if-not-executed`: only when the call was certainly not executed (no connection, 429).
 * - `check-first`: never automatically; the caller must first read the current state.
 */
export type RetryMode = 'idempotent' | 'if-not-executed' | 'check-first';

/** One upstream endpoint. */
export interface Endpoint {
  /** Name of the client method; also used by the error rules and the log. */
  readonly name: string;
  readonly effect: 'read' | 'write';
  readonly retry: RetryMode;
  /** Declared for each endpoint, because a list has no object that could be missing. */
  readonly notFoundMeaning: NotFoundMeaning;
  /** The permission or scope that the credential needs, in the upstream's terms. */
  readonly permission: string;
  /** Part of the deadline that is reserved for a check of the outcome, in milliseconds. */
  readonly reservedMs?: number;
}
