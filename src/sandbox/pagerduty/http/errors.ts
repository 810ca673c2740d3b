import { ErrorReply } from '../../http/error-reply.js';

/**
 * PagerDuty's error body. Some responses have no `errors` field (docs/upstream-quirks.md, "PagerDuty: error bodies").
 */
export function toErrorBody(code: number, message: string, errors?: readonly string[]): object {
  return { error: { message, code, ...(errors && { errors }) } };
}

export function notFound(): ErrorReply {
  return new ErrorReply(404, toErrorBody(2100, 'Not Found'));
}

/** 400 with code 2001 and one sentence per invalid field. */
export function invalidInput(...errors: readonly string[]): ErrorReply {
  return new ErrorReply(400, toErrorBody(2001, 'Invalid Input Provided', errors));
}

/** 422 in the shape of a 400; the body is invented. */
export function unprocessable(...errors: readonly string[]): ErrorReply {
  return new ErrorReply(422, toErrorBody(2001, 'Invalid Input Provided', errors));
}

/** 400 with a code and message of PagerDuty's table. */
export function badRequest(code: number, message: string, errors: readonly string[] = []): ErrorReply {
  return new ErrorReply(400, toErrorBody(code, message, errors));
}

/** 400 with code 2002; `errors` holds the reason (docs/upstream-quirks.md, quirk 11). */
export function argumentsError(...errors: readonly string[]): ErrorReply {
  return badRequest(2002, 'Arguments Caused Error', errors);
}

/** Response to a body that is not a JSON object. */
export function paramsMustBeHash(): ErrorReply {
  return invalidInput('params must be a Hash');
}

/** Sent by the edge in front of the API, so the body is HTML. */
export function uriTooLong(): ErrorReply {
  return new ErrorReply(414, '<html><head><title>414 Request-URI Too Large</title></head></html>');
}

export function serviceNotFound(): ErrorReply {
  return argumentsError('Service not found');
}

/** The body of a 401 is plain text, not JSON (docs/upstream-quirks.md, quirk 7). */
export function unauthorized(): ErrorReply {
  return new ErrorReply(401, 'HTTP Token: Access denied.\n');
}

/** PagerDuty's own table gives 2016 another meaning (docs/upstream-quirks.md, quirk 2). */
export function fromRequired(): ErrorReply {
  const message = 'You must specify a user\'s email address in the "From" header to perform this action';
  return new ErrorReply(400, toErrorBody(2016, message));
}

/** `error` is a string here (docs/upstream-quirks.md, quirk 5). */
export function accountKeyHasNoUser(): ErrorReply {
  return new ErrorReply(400, { error: 'The current user cannot be looked up with an account-level access token.' });
}

export function duplicateKey(): ErrorReply {
  return argumentsError('Open incident with matching dedup key already exists on this service');
}

export function offsetTooDeep(): ErrorReply {
  return argumentsError(
    'Offset+limit exceeds maximum allowed value of 10000. Please try to refine your search to reduce the returned set of records below this number, like adding a date range.',
  );
}

/** The text mentions a list even if a PUT sets one status (docs/upstream-quirks.md, quirk 40). */
export function invalidStatus(): ErrorReply {
  return invalidInput('Status must be a list of triggered, acknowledged, or resolved.');
}

/** The body is invented; only the status is known. */
export function tooManyItems(): ErrorReply {
  return new ErrorReply(
    413,
    toErrorBody(2001, 'Request Entity Too Large', ['At most 250 incidents can be updated at once.']),
  );
}

/** Sent if the plan lacks an ability. The body is invented. */
export function missingAbility(ability: string): ErrorReply {
  return new ErrorReply(402, toErrorBody(2014, 'Missing Account Ability', [ability]));
}

/** Sent if a scope is missing. The code is unverified. */
export function forbidden(): ErrorReply {
  return new ErrorReply(403, toErrorBody(2010, 'Access Denied'));
}

/** Error of the Events API (docs/upstream-quirks.md, "Events API: alert events"). */
export function invalidEvent(...errors: readonly string[]): ErrorReply {
  return new ErrorReply(400, { status: 'invalid event', message: 'Event object is invalid', errors });
}
