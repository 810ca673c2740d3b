import { inspect } from 'node:util';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CATALOG } from '../../../faults/catalog.js';
import { Fault, type UpstreamFacts } from '../../../faults/fault.js';
import { toGatewayErrorCode, type GatewayErrorCode } from '../../../faults/codes.js';
import { truncate } from '../../../shared/characters.js';
import { SERIALIZE_ERROR, SERIALIZE_ERROR_MESSAGE } from '../scalars.js';

export interface FormatErrorOptions {
  readonly log: { error(details: object, message: string): void };
  /** When false, errors do not suggest names from the schema. */
  readonly introspection: boolean;
}

/** Codes of graphql-js and Apollo for errors in the request itself. */
const REQUEST_ERROR_CODES: ReadonlySet<unknown> = new Set(
  Object.values(ApolloServerErrorCode).filter((code) => code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR),
);

/** graphql-js quotes invalid values at any length. */
const MAX_MESSAGE_LENGTH = 700;

/** @param requestId id of the HTTP request; null outside of a request */
export type FormatError = (
  formatted: GraphQLFormattedError,
  error: unknown,
  requestId: string | null,
) => GraphQLFormattedError;

/** Replaces Apollo's explanation of CSRF, because most of these requests come from a browser's address bar. */
const CSRF_PATTERN = /^This operation has been blocked as a potential Cross-Site Request Forgery/;
export const CSRF_MESSAGE =
  'Send a JSON body to POST /graphql, or add the header apollo-require-preflight to a GET query.';

/** Errors of graphql-js without a code. */
const TOO_MANY_VARIABLE_ERRORS = /^Too many errors processing variables/;
const UNSUPPORTED_OPERATION_TYPE = /^Schema is not configured to execute \w+ operation/;

const DID_YOU_MEAN = / Did you mean .+\?$/s;

/**
 * Formats every error of a response. Messages of a `Fault` and of GraphQL request errors are returned; any other error is
 * logged with the request id and returned as "Internal error". Never throws.
 */
export function createFormatError({ log, introspection }: FormatErrorOptions): FormatError {
  return (formatted, error, requestId) => {
    const { locations, path } = formatted;
    const position = { ...(locations && { locations }), ...(path && { path }) };
    const cause = unwrapError(error);
    if (cause instanceof Fault) {
      if (cause.code === 'INTERNAL_SERVER_ERROR')
        log.error({ requestId, err: serializeError(cause) }, 'Internal error');
      return { message: cause.message, ...position, extensions: toExtensions(cause, requestId) };
    }
    const code = getRequestErrorCode(formatted, error, cause);
    if (code) {
      const extensions = {
        ...createExtensions(code, requestId),
        ...(hasRootFieldRun(path) ? {} : { outcome: 'NOT_SENT' }),
      };
      return { message: toClientMessage(formatted, introspection), ...position, extensions };
    }
    if (isSerializeError(cause)) {
      log.error({ requestId, path }, 'Upstream returned a value of the wrong type for its field');
      return {
        message: SERIALIZE_ERROR_MESSAGE,
        ...position,
        extensions: createExtensions('UPSTREAM_BAD_RESPONSE', requestId),
      };
    }
    log.error({ requestId, err: serializeError(cause) }, 'Internal error');
    return { message: 'Internal error', ...position, extensions: createExtensions('INTERNAL_SERVER_ERROR', requestId) };
  };
}

function toClientMessage({ message }: GraphQLFormattedError, introspection: boolean): string {
  if (CSRF_PATTERN.test(message)) return CSRF_MESSAGE;
  return truncate(introspection ? message : message.replace(DID_YOU_MEAN, ''), MAX_MESSAGE_LENGTH);
}

/** Creates the extensions that every error has. */
export function createExtensions(code: GatewayErrorCode, requestId: string | null) {
  return { code, retryable: ERROR_CATALOG[code].retryable, retryAfterSeconds: null, requestId };
}

/** An error with an unknown outcome is not retryable, because the write may have been applied. */
function toExtensions(fault: Fault, requestId: string | null) {
  const { outcome, field, dedupKey, upstream, retryAfterSeconds } = fault;
  // A fault of the gateway about an argument, e.g. NOT_FOUND or LIMIT_EXCEEDED, is invalid input of the caller.
  const code = fault.field && !upstream ? 'BAD_USER_INPUT' : toGatewayErrorCode(fault.code);
  const base = createExtensions(code, requestId);
  return {
    ...base,
    retryable: base.retryable && outcome !== 'UNKNOWN',
    retryAfterSeconds: retryAfterSeconds ?? null,
    ...(outcome && { outcome }),
    ...(field && { field }),
    ...(dedupKey !== undefined && { dedupKey }),
    ...(upstream && { upstream: toUpstreamExtensions(upstream) }),
  };
}

function toUpstreamExtensions({ upstream, httpStatus, errors, messages, requestId }: UpstreamFacts) {
  return { upstream, httpStatus, errors, messages, requestId: requestId ?? null };
}

/** graphql-js and Apollo wrap errors of resolvers, scalars and the context, sometimes twice. */
function unwrapError(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? unwrapError(error.originalError) : error;
}

/** Returns undefined unless it is a request error. An error with a path comes from a resolver or its arguments. */
function getRequestErrorCode(
  formatted: GraphQLFormattedError,
  error: unknown,
  cause: unknown,
): GatewayErrorCode | undefined {
  if (isArgumentError(cause)) return 'BAD_USER_INPUT';
  if (!(error instanceof GraphQLError) || error.path) return undefined;
  if (TOO_MANY_VARIABLE_ERRORS.test(error.message)) return 'BAD_USER_INPUT';
  if (UNSUPPORTED_OPERATION_TYPE.test(error.message)) return 'GRAPHQL_VALIDATION_FAILED';
  const code = formatted.extensions?.['code'];
  if (REQUEST_ERROR_CODES.has(code)) return code as GatewayErrorCode;
  // Apollo sets only a status, and no code, when the hash of a persisted query does not match its text.
  const http = error.extensions['http'] as { status?: number } | undefined;
  return http?.status === 400 ? 'BAD_REQUEST' : undefined;
}

/** Argument errors of a root field occur before the field runs; those of a nested field occur after its root field ran. */
function hasRootFieldRun(path: GraphQLFormattedError['path']): boolean {
  return path !== undefined && path.length > 1;
}

/** graphql-js detects a null or missing argument from a variable only during execution, and sets no code. */
function isArgumentError(cause: unknown): boolean {
  return cause instanceof GraphQLError && cause.nodes !== undefined && cause.message.startsWith('Argument "');
}

/** A scalar rejected an upstream value. Detected by its message, because built-in scalars throw plain errors. */
function isSerializeError(cause: unknown): boolean {
  return cause instanceof GraphQLError && SERIALIZE_ERROR.test(cause.message);
}

/** Logs name, message and stack only, because other properties may contain headers or bodies. */
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error, message: inspect(error, { depth: 0 }) };
  const { name, message, stack, cause } = error;
  return { type: name, message, stack, ...(cause === undefined ? {} : { cause: serializeError(cause) }) };
}
