import {
  getVariableValues,
  GraphQLError,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import type { CompileMode } from '../config/config.js';
import { Fault } from '../faults/fault.js';
import type { Context } from '../graph/context.js';
import type { FormatError } from '../graph/format-error.js';
import { isObject } from '../upstream/transport/json.js';
import type { Sent } from './documents/sent.js';
import { createKnownOperations, type KnownOperation } from './known-operations.js';
import { judgeOperation, type Limits } from './limits/judge.js';
import { logOperation } from './operation-log.js';
import { UPSTREAM_CALLS_HEADER, upstreamCallsOf } from './tell-upstream-calls.js';

/** An operation that can run at once. */
export interface Ready {
  readonly contentType: string;
  /** @returns the body of an answer with status 200 */
  run(context: Context): Promise<string>;
}

/** Each mistake quotes the whole value: to tell thousands of them takes minutes, and one is enough to go the other way. */
const ONE_MISTAKE = { maxErrors: 1 };

/** Undefined for a request that Apollo must look at: whatever is new, rare, or wrong in any way. */
export type FastPath = (sent: Sent, headers: IncomingHttpHeaders) => Ready | undefined;

export interface FastPathOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly formatError: FormatError;
  readonly log: FastifyBaseLogger;
  readonly compile: CompileMode;
}

/**
 * The way of operations that ran before: what Apollo found out about them need not be found out again, nor need it build
 * the answer. Refuses nothing itself, so that there is one place that does, and one voice.
 */
export function createFastPath({ schema, limits, formatError, log, compile }: FastPathOptions): FastPath {
  const find = createKnownOperations(schema, compile, limits.tokens);

  async function run(known: KnownOperation, variables: Readonly<Record<string, unknown>>, context: Context) {
    const began = performance.now();
    // graphql-jit makes no copy of the variables it is given, and answers at once where no resolver has to wait.
    const { data, errors } = (await known.run(undefined, context, variables)) as ExecutionResult;
    const told = errors?.map((error) => formatError(...asExecuted(error), context.requestId));
    const result = told ? { errors: told, data: data ?? null } : { data };
    logOperation(log, context, { operation: known.operation, began, result });
    return result;
  }

  return ({ method, body }, headers) => {
    const contentType = contentTypeFor(headers.accept);
    if (method !== 'POST' || contentType === undefined || !isObject(body)) return undefined;
    const { query, operationName, variables = null, extensions } = body;
    if (typeof query !== 'string' || !isAbsentOr(isText, operationName)) return undefined;
    if (!isAbsentOr(isObject, variables) || !isAbsentOr(isHarmless, extensions)) return undefined;
    const known = find(query, operationName ?? undefined);
    if (!known) return undefined;
    const { document, operation } = known;
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}, ONE_MISTAKE);
    const cost = coerced && costOf({ schema, document, operation, variables: variables ?? {} }, limits);
    if (!coerced || cost === undefined) return undefined;
    return {
      contentType,
      async run(context) {
        context.charge.cost = cost;
        const result = await run(known, coerced, context);
        const tells = headers[UPSTREAM_CALLS_HEADER] !== undefined;
        return `${JSON.stringify(tells ? { ...result, extensions: upstreamCallsOf(context) } : result)}\n`;
      },
    };
  };
}

/** Undefined for an operation that is refused. */
function costOf(operation: Parameters<typeof judgeOperation>[0], limits: Limits): number | undefined {
  try {
    return judgeOperation(operation, limits);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

const ACCEPTED = /^(?:application\/(?:graphql-response\+)?json)(?=$|, *)/;

/** What Apollo would choose, where that is plain to see. */
function contentTypeFor(accept = '*/*'): string | undefined {
  const type = accept === '*/*' ? 'application/json' : ACCEPTED.exec(accept)?.[0];
  return type && `${type}; charset=utf-8`;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** A persisted query is looked up, or kept, by Apollo. */
const isHarmless = (extensions: unknown): extensions is object =>
  isObject(extensions) && extensions['persistedQuery'] === undefined;

function isAbsentOr<T>(is: (value: unknown) => value is T, value: unknown): value is T | null | undefined {
  return value === undefined || value === null || is(value);
}

/** graphql-jit's errors lack extensions; Apollo hands its formatter whole ones, with a code. */
function asExecuted({ message, path, originalError, locations }: GraphQLError): [GraphQLFormattedError, GraphQLError] {
  const error = new GraphQLError(message, { path, originalError });
  const code = error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR';
  return [{ ...error.toJSON(), locations, extensions: { ...error.extensions, code } }, error];
}
