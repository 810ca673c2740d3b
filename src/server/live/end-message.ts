import type { Fault } from '../../faults/fault.js';

/** The last result of a stream that the gateway ends. Not an error, because clients come back and do not report it. */
export function createEndMessage({ code, message, retryAfterSeconds }: Fault): object {
  return { extensions: { end: { code, message, retryAfterSeconds: retryAfterSeconds ?? null } } };
}
