import { ErrorReply } from '../../http/error-reply.js';

export interface ErrorMessage {
  readonly code: number;
  readonly message: string;
  readonly error_chain?: readonly ErrorMessage[];
}

export function wrapErrors(...errors: readonly ErrorMessage[]): object {
  return { success: false, errors, messages: [], result: null };
}

/**
 * An invalid token and a missing permission have the same body, without `messages` and `result`
 * (docs/upstream-quirks.md, quirks 95 and 96).
 */
export function notAuthenticated(): ErrorReply {
  return new ErrorReply(403, { success: false, errors: [{ code: 10000, message: 'Authentication error' }] });
}

/** The cause is in `error_chain` (docs/upstream-quirks.md, quirk 97). */
export function malformedKey(): ErrorReply {
  const cause = { code: 6103, message: 'Invalid format for X-Auth-Key header' };
  return new ErrorReply(400, wrapErrors({ code: 6003, message: 'Invalid request headers', error_chain: [cause] }));
}

/** The status is unverified: 400 or 404. */
export function routeNotFound(path: string): ErrorReply {
  const message = `Could not route to ${path}, perhaps your object identifier is invalid?`;
  return new ErrorReply(404, wrapErrors({ code: 7003, message }, { code: 7000, message: 'No route for that URI' }));
}

/**
 * Not found has code 0, although the schema requires 1000 or more (docs/upstream-quirks.md, quirk 87). The status is
 * unverified.
 */
export function resourceNotFound(message: string): ErrorReply {
  return new ErrorReply(404, wrapErrors({ code: 0, message }));
}

/** Error for an invalid policy. The status is unverified. */
export function invalidRequest(code: number, message: string): ErrorReply {
  return new ErrorReply(400, wrapErrors({ code, message }));
}
