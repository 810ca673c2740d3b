import { inspect } from 'node:util';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CATALOG } from '../../../faults/catalog.js';
import { Fault, type UpstreamFacts } from '../../../faults/fault.js';
import { toGatewayErrorCode, type GatewayErrorCode } from '../../../faults/codes.js';
import { truncate } from '../../../shared/characters.js';
import { SERIALIZE_ERROR, SERIALIZE_ERROR_MESSAGE } from '../scalars.js';

export interface FormatErrorOptions {
  readonly log: { error(details: object, message: string): void };
  /** Without introspection an error must not spell the schema out either. */
  readonly introspection: boolean;
}

/** What graphql-js and Apollo find wrong with a request before a resolver has anything to say. */
const REQUEST_ERRORS: ReadonlySet<unknown> = new Set<GatewayErrorCode>([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** graphql-js quotes what it was given, however long. */
const MAX_MESSAGE_LENGTH = 700;

/** @param requestId of the HTTP request being answered; null outside of one */
export type FormatError = (
  formatted: GraphQLFormattedError,
  error: unknown,
  requestId: string | null,
) => GraphQLFormattedError;

/** Apollo's paragraph tells of attacks, to somebody who mostly just opened the address. */
const CSRF_PATTERN = /^This operation has been blocked as a potential Cross-Site Request Forgery/;
const CSRF_MESSAGE = 'Send a JSON body to POST /graphql, or add the header apollo-require-preflight to a GET query.';

/** Said by graphql-js without a code: of variables, and of a kind of operation that the schema does not have. */
const TOO_MANY_VARIABLE_ERRORS = /^Too many errors processing variables/;
const UNSUPPORTED_OPERATION_TYPE = /^Schema is not configured to execute \w+ operation/;

const DID_YOU_MEAN = / Did you mean .+\?$/s;

/**
 * The one place where an error gets its shape on the wire. Only a `Fault` and GraphQL's own request errors speak; what
 * else was thrown is logged under the request id and reaches the caller as "Internal error". Never throws.
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
      return { message: toMessage(formatted, introspection), ...position, extensions };
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

function toMessage({ message }: GraphQLFormattedError, introspection: boolean): string {
  if (CSRF_PATTERN.test(message)) return CSRF_MESSAGE;
  return truncate(introspection ? message : message.replace(DID_YOU_MEAN, ''), MAX_MESSAGE_LENGTH);
}

/** The extensions every error has, whoever tells it. */
export function createExtensions(code: GatewayErrorCode, requestId: string | null) {
  return { code, retryable: ERROR_CATALOG[code].retryable, retryAfterSeconds: null, requestId };
}

/** Repeating is no help when a write may already have been applied, however passing the trouble is. */
function toExtensions(fault: Fault, requestId: string | null) {
  const { outcome, field, dedupKey, upstream, retryAfterSeconds } = fault;
  // What an argument refers to and nobody has, or holds too much of, is the caller's to correct.
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

/** graphql-js and Apollo wrap what a resolver, a scalar or the context threw, sometimes twice. */
function unwrapError(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? unwrapError(error.originalError) : error;
}

/** Undefined when the error is none of the request's. An error with a path came out of a resolver or its arguments. */
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
  if (REQUEST_ERRORS.has(code)) return code as GatewayErrorCode;
  // Apollo has no code for a persisted query whose hash is another text's, only a status.
  const http = error.extensions['http'] as { status?: number } | undefined;
  return http?.status === 400 ? 'BAD_REQUEST' : undefined;
}

/** A mistake in the arguments of a root field is found before that field runs, one further down after what it is part of. */
function hasRootFieldRun(path: GraphQLFormattedError['path']): boolean {
  return path !== undefined && path.length > 1;
}

/** graphql-js finds a null or missing argument that came through a variable only while executing, and gives it no code. */
function isArgumentError(cause: unknown): boolean {
  return cause instanceof GraphQLError && cause.nodes !== undefined && cause.message.startsWith('Argument "');
}

/** Leaves are handed on as an upstream gave them. Known by its words alone: graphql-jit keeps no original of such an error. */
function isSerializeError(cause: unknown): boolean {
  return cause instanceof GraphQLError && SERIALIZE_ERROR.test(cause.message);
}

/** Name, words and stack only: an error's own properties may hold headers or bodies. */
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error, message: inspect(error, { depth: 0 }) };
  const { name, message, stack, cause } = error;
  return { type: name, message, stack, ...(cause === undefined ? {} : { cause: serializeError(cause) }) };
}
