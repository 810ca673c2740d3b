import type { NotFoundMeaning } from '../../faults/error-response.js';

/**
 * When a call may be sent again. Said per endpoint, never derived from the HTTP verb: Cloudflare's linking call is a GET
 * that writes (contracts: cloudflare-alerting-v3 section 3.4).
 *
 * - `idempotent`: repeating has no further effect, so any transient failure allows it.
 * - `if-not-executed`: only when the call surely was not executed (connection refused, 429).
 * - `check-first`: never by itself; whoever calls must first read how things stand.
 */
export type RetryMode = 'idempotent' | 'if-not-executed' | 'check-first';

/** What the gateway knows of one upstream endpoint before calling it. */
export interface Endpoint {
  /** The client method's name; also how the answer table and logs call it. */
  readonly name: string;
  readonly effect: 'read' | 'write';
  readonly retry: RetryMode;
  /** What a 404 of it says; told per endpoint, for a list has no object that could be missing. */
  readonly notFoundMeaning: NotFoundMeaning;
  /** The permission or scope our credential needs, in the upstream's own words. */
  readonly permission: string;
  /** Milliseconds of the deadline that a try leaves, so that its outcome can still be looked up. */
  readonly reservedMs?: number;
}
