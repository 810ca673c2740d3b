import { ErrorReply } from '../../http/error-reply.js';

/** PagerDuty's normal error body; some answers carry no `errors` at all (contracts: pagerduty-rest section 2). */
export function toErrorBody(code: number, message: string, errors?: readonly string[]): object {
  return { error: { message, code, ...(errors && { errors }) } };
}

export function notFound(): ErrorReply {
  return new ErrorReply(404, toErrorBody(2100, 'Not Found'));
}

/** 400/2001 with one sentence for the field at fault. */
export function invalidInput(...errors: readonly string[]): ErrorReply {
  return new ErrorReply(400, toErrorBody(2001, 'Invalid Input Provided', errors));
}

/** 400 with a code and message of PagerDuty's table. */
export function badRequest(code: number, message: string, errors: readonly string[] = []): ErrorReply {
  return new ErrorReply(400, toErrorBody(code, message, errors));
}

/** What cannot be done as it was asked, in the words of `errors` (contracts: quirk 11). */
export function argumentsError(...errors: readonly string[]): ErrorReply {
  return badRequest(2002, 'Arguments Caused Error', errors);
}

/** The answer to a body that is no JSON object: of another media type, of none, a list, a text. */
export function paramsMustBeHash(): ErrorReply {
  return invalidInput('params must be a Hash');
}

/** From the edge before the API, hence no JSON. */
export function uriTooLong(): ErrorReply {
  return new ErrorReply(414, '<html><head><title>414 Request-URI Too Large</title></head></html>');
}

export function serviceNotFound(): ErrorReply {
  return argumentsError('Service not found');
}

/** 401 is plain text, not JSON (contracts: quirk 7). */
export function unauthorized(): ErrorReply {
  return new ErrorReply(401, 'HTTP Token: Access denied.\n');
}

/** The number 2016 means something else in PagerDuty's own table (contracts: quirk 2). */
export function fromRequired(): ErrorReply {
  const message = 'You must specify a user\'s email address in the "From" header to perform this action';
  return new ErrorReply(400, toErrorBody(2016, message));
}

/** `error` is a bare string here (contracts: quirk 5). */
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

/** The text speaks of a list even when a PUT names one status (contracts: quirk 40). */
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

/** A scope is missing; which code comes with it is unverified. */
export function forbidden(): ErrorReply {
  return new ErrorReply(403, toErrorBody(2010, 'Access Denied'));
}

/** Of the Events API (contracts: pagerduty-events-v2 section 2). */
export function invalidEvent(...errors: readonly string[]): ErrorReply {
  return new ErrorReply(400, { status: 'invalid event', message: 'Event object is invalid', errors });
}
