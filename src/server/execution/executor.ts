import { GraphQLError, type ExecutionResult, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import type { CompileMode } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import type { RequestMetadata, Context } from '../../graph/core/context.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import { toSharedScope } from '../../upstream/transport/request-scope.js';
import { CancelledError } from '../../shared/cancellation.js';
import { createSingleFlight } from '../../shared/single-flight.js';
import type { JsonObject } from '../../shared/json.js';
import type { GraphQLHttpRequest } from '../graphql/graphql-params.js';
import { createOperationCache, type CompiledOperation, type RunCompiledQuery } from './operation-cache.js';
import { limitResultSize } from '../limits/response-size.js';
import { enforceOperationLimits, type Limits } from '../limits/enforce-limits.js';
import { logOperation } from '../observability/operation-log.js';
import { parseJsonRequest } from './parse-json-request.js';
import { createDeduplicationKeys, serializeVariables } from './deduplication-key.js';
import { UPSTREAM_CALLS_HEADER, toUpstreamCallsExtension } from '../graphql/plugins/upstream-calls.js';

/** An operation that can run at once. */
export interface ExecutableRequest {
  readonly contentType: string;
  /** @returns the body of an answer with status 200 */
  run(request: RequestMetadata): Promise<string>;
}

export interface Executor {
  /** Undefined for a request that Apollo must look at: whatever is new, rare, or wrong in any way. */
  prepare(request: GraphQLHttpRequest, headers: IncomingHttpHeaders): ExecutableRequest | undefined;
  /** Gives nobody an answer that was begun before this moment. */
  readonly forgetInFlight: () => void;
}

export interface ExecutorOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly createContext: (asked: RequestMetadata) => Context;
  readonly formatError: FormatError;
  readonly log: FastifyBaseLogger;
  readonly compile: CompileMode;
}

/** A judged operation. */
interface PreparedOperation {
  readonly compiled: CompiledOperation;
  readonly query: RunCompiledQuery;
  readonly variables: JsonObject;
  readonly cost: number;
  /** See `questionOf`; undefined for what each request is answered on its own. */
  readonly variablesKey: string | undefined;
}

/** What an operation came to; one answer may be told to many. */
interface OperationResult extends ExecutionResult {
  /** The body of the answer, where there is nothing in it but data. */
  readonly body?: string;
}

/**
 * The way of operations that ran before: what Apollo found out about them need not be found out again, nor need it build
 * the answer. Refuses nothing itself, so that there is one place that does, and one voice.
 *
 * Who asks the same as another request of the same caller, before an upstream has answered that one, is given its answer.
 */
export async function createExecutor(options: ExecutorOptions): Promise<Executor> {
  const { schema, limits, createContext, formatError, log, compile } = options;
  const findOperation = await createOperationCache(schema, compile, limits.tokens);
  const inFlight = createSingleFlight<OperationResult>();
  const createKey = createDeduplicationKeys();

  function prepareOperation(compiled: CompiledOperation, variables: JsonObject): PreparedOperation | undefined {
    // First, for it also weighs the variables, which take long to coerce when there are many.
    const cost = findAllowedCost(compiled, variables, limits);
    if (cost === undefined) return undefined;
    const variablesKey = compiled.isShareable ? serializeVariables(variables) : undefined;
    const coerced = compiled.coerceVariables(variables, variablesKey);
    if (!coerced || compiled.requiredVariables.some((name) => coerced[name] == null)) return undefined;
    const query = compiled.query();
    return query && { compiled, query, variables: coerced, cost, variablesKey };
  }

  async function execute(
    { compiled, query, variables, cost }: PreparedOperation,
    request: RequestMetadata,
  ): Promise<OperationResult> {
    const context = createContext(request);
    context.operationCost.points = cost;
    const { data: made, errors: failed = [] } = (await query(undefined, context, variables)) as ExecutionResult;
    const allErrors = [...failed, ...context.additionalErrors];
    const result = { data: made, ...(allErrors.length > 0 && { errors: allErrors }) };
    const { data = null, errors } = limitResultSize(result, context.responseSize, compiled.operation);
    return errors ? { data, errors } : { data, body: serializeResult({ data }) };
  }

  function executeShared(prepared: PreparedOperation, request: RequestMetadata): Promise<OperationResult> {
    const { compiled, variablesKey } = prepared;
    if (variablesKey === undefined) return execute(prepared, request);
    const { requestId, caller, rateLimit, requestScope } = request;
    return inFlight
      .share(createKey(compiled, caller, variablesKey), requestScope.cancellation, (leaving, onAnswer) =>
        execute(prepared, {
          requestId,
          caller,
          rateLimit,
          requestScope: toSharedScope(requestScope, leaving, onAnswer),
        }),
      )
      .catch(toCancelledResult);
  }

  async function respond(
    prepared: PreparedOperation,
    request: RequestMetadata,
    includesUpstreamCalls: boolean,
  ): Promise<string> {
    const startedAt = performance.now();
    const { data, errors, body } = await executeShared(prepared, request);
    const formatted = errors?.map((error) => formatError(...toFormattableError(error), request.requestId));
    const result = formatted ? { errors: formatted, data: data ?? null } : { data };
    const { cost, compiled } = prepared;
    const { requestId, caller, requestScope } = request;
    const finished = { operation: compiled.operation, startedAt, result };
    logOperation(log, { requestId, caller, requestScope, operationCost: { points: cost } }, finished);
    if (includesUpstreamCalls) return serializeResult({ ...result, extensions: toUpstreamCallsExtension(request) });
    return body ?? serializeResult(result);
  }

  return {
    prepare(request, headers) {
      const jsonRequest = parseJsonRequest(request, headers.accept);
      const compiled = jsonRequest && findOperation(jsonRequest.query, jsonRequest.operationName);
      const prepared = compiled && prepareOperation(compiled, jsonRequest.variables);
      if (!prepared) return undefined;
      const includesUpstreamCalls = headers[UPSTREAM_CALLS_HEADER] !== undefined;
      return { contentType: jsonRequest.contentType, run: (asked) => respond(prepared, asked, includesUpstreamCalls) };
    },
    forgetInFlight: inFlight.forgetAll,
  };
}

/** Undefined for an operation that is refused. */
function findAllowedCost(compiled: CompiledOperation, variables: JsonObject, limits: Limits): number | undefined {
  try {
    return enforceOperationLimits(variables, compiled.calculateCost, limits);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** Nobody is there any more to be told, but the log. */
function toCancelledResult(error: unknown): OperationResult {
  if (!(error instanceof CancelledError)) throw error;
  const fault = new Fault('UPSTREAM_TIMEOUT', 'The operation was given up because nobody waited for it.');
  return { data: null, errors: [new GraphQLError(fault.message, { originalError: fault })] };
}

const serializeResult = (result: object): string => `${JSON.stringify(result)}\n`;

/** graphql-jit's errors lack extensions; Apollo hands its formatter whole ones, with a code. */
function toFormattableError({
  message,
  path,
  originalError,
  locations,
}: GraphQLError): [GraphQLFormattedError, GraphQLError] {
  const error = new GraphQLError(message, { path, originalError });
  const code = error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR';
  return [{ ...error.toJSON(), locations, extensions: { ...error.extensions, code } }, error];
}
