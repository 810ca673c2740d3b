import { inspect } from 'node:util';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CATALOG } from '../../../faults/catalog.js';
import { Fault, type UpstreamFacts } from '../../../faults/fault.js';
import { gatewayCode, type GatewayErrorCode } from '../../../faults/codes.js';
import { clipped } from '../../../shared/characters.js';
import { MISFIT, MISFIT_SENTENCE } from '../scalars.js';

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
const LONGEST_MESSAGE = 700;

/** @param requestId of the HTTP request being answered; null outside of one */
export type FormatError = (
  formatted: GraphQLFormattedError,
  error: unknown,
  requestId: string | null,
) => GraphQLFormattedError;

/** Apollo's paragraph tells of attacks, to somebody who mostly just opened the address. */
const CSRF = /^This operation has been blocked as a potential Cross-Site Request Forgery/;
const CSRF_SENTENCE =
  'Send a JSON body with a query to POST /graphql; a query by GET needs the header apollo-require-preflight.';

/** Said by graphql-js without a code: of variables, and of a kind of operation that the schema does not have. */
const TOO_MANY_MISTAKES = /^Too many errors processing variables/;
const NO_SUCH_ROOT = /^Schema is not configured to execute \w+ operation/;

const SUGGESTION = / Did you mean .+\?$/s;

/**
 * The one place where an error gets its shape on the wire. Only a `Fault` and GraphQL's own request errors speak; what
 * else was thrown is logged under the request id and reaches the caller as "Internal error". Never throws.
 */
export function createFormatError({ log, introspection }: FormatErrorOptions): FormatError {
  return (formatted, error, requestId) => {
    const { locations, path } = formatted;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const cause = innermost(error);
    if (cause instanceof Fault) {
      if (cause.kind === 'INTERNAL_SERVER_ERROR') log.error({ requestId, err: described(cause) }, 'Internal error');
      return { message: cause.message, ...place, extensions: toldBy(cause, requestId) };
    }
    const code = requestErrorCode(formatted, error, cause);
    if (code) {
      const extensions = { ...extensionsOf(code, requestId), ...(hasRun(path) ? {} : { outcome: 'NOT_SENT' }) };
      return { message: sentenceOf(formatted, introspection), ...place, extensions };
    }
    if (isMisfit(cause)) {
      log.error({ requestId, path }, 'An upstream gave a value that does not fit its field');
      return { message: MISFIT_SENTENCE, ...place, extensions: extensionsOf('UPSTREAM_BAD_RESPONSE', requestId) };
    }
    log.error({ requestId, err: described(cause) }, 'Internal error');
    return { message: 'Internal error', ...place, extensions: extensionsOf('INTERNAL_SERVER_ERROR', requestId) };
  };
}

function sentenceOf({ message }: GraphQLFormattedError, introspection: boolean): string {
  if (CSRF.test(message)) return CSRF_SENTENCE;
  return clipped(introspection ? message : message.replace(SUGGESTION, ''), LONGEST_MESSAGE);
}

/** The extensions every error has, whoever tells it. */
export function extensionsOf(code: GatewayErrorCode, requestId: string | null) {
  return { code, retryable: CATALOG[code].retryable, retryAfterSeconds: null, requestId };
}

/** Repeating is no help when a write may already have been applied, however passing the trouble is. */
function toldBy(fault: Fault, requestId: string | null) {
  const { outcome, field, dedupKey, upstream, retryAfterSeconds } = fault;
  // What an argument refers to and nobody has, or holds too much of, is the caller's to correct.
  const code = fault.field && !upstream ? 'BAD_USER_INPUT' : gatewayCode(fault.kind);
  const common = extensionsOf(code, requestId);
  return {
    ...common,
    retryable: common.retryable && outcome !== 'UNKNOWN',
    retryAfterSeconds: retryAfterSeconds ?? null,
    ...(outcome && { outcome }),
    ...(field && { field }),
    ...(dedupKey !== undefined && { dedupKey }),
    ...(upstream && { upstream: toldByUpstream(upstream) }),
  };
}

function toldByUpstream({ upstream, httpStatus, errors, messages, requestId }: UpstreamFacts) {
  return { upstream, httpStatus, errors, messages, requestId: requestId ?? null };
}

/** graphql-js and Apollo wrap what a resolver, a scalar or the context threw, sometimes twice. */
function innermost(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? innermost(error.originalError) : error;
}

/** Undefined when the error is none of the request's. An error with a path came out of a resolver or its arguments. */
function requestErrorCode(
  formatted: GraphQLFormattedError,
  error: unknown,
  cause: unknown,
): GatewayErrorCode | undefined {
  if (isArgumentError(cause)) return 'BAD_USER_INPUT';
  if (!(error instanceof GraphQLError) || error.path) return undefined;
  if (TOO_MANY_MISTAKES.test(error.message)) return 'BAD_USER_INPUT';
  if (NO_SUCH_ROOT.test(error.message)) return 'GRAPHQL_VALIDATION_FAILED';
  const code = formatted.extensions?.['code'];
  if (REQUEST_ERRORS.has(code)) return code as GatewayErrorCode;
  // Apollo has no code for a persisted query whose hash is another text's, only a status.
  const http = error.extensions['http'] as { status?: number } | undefined;
  return http?.status === 400 ? 'BAD_REQUEST' : undefined;
}

/** A mistake in the arguments of a root field is found before that field runs, one further down after what it is part of. */
function hasRun(path: GraphQLFormattedError['path']): boolean {
  return path !== undefined && path.length > 1;
}

/** graphql-js finds a null or missing argument that came through a variable only while executing, and gives it no code. */
function isArgumentError(cause: unknown): boolean {
  return cause instanceof GraphQLError && cause.nodes !== undefined && cause.message.startsWith('Argument "');
}

/** Leaves are handed on as an upstream gave them. Known by its words alone: graphql-jit keeps no original of such an error. */
function isMisfit(cause: unknown): boolean {
  return cause instanceof GraphQLError && MISFIT.test(cause.message);
}

/** Name, words and stack only: an error's own properties may hold headers or bodies. */
function described(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error, message: inspect(error, { depth: 0 }) };
  const { name, message, stack, cause } = error;
  return { type: name, message, stack, ...(cause === undefined ? {} : { cause: described(cause) }) };
}
