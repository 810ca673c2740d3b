import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, type ExecutionResult, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { CompileMode } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import type { Context, RequestMetadata } from '../../graph/core/context.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import { CancelledError } from '../../shared/cancellation.js';
import { createSingleFlight } from '../../shared/single-flight.js';
import type { JsonObject } from '../../shared/json.js';
import { toSharedScope } from '../../upstream/transport/request-scope.js';
import type { GraphQLHttpRequest } from '../graphql/graphql-params.js';
import { toUpstreamCallsExtension, UPSTREAM_CALLS_HEADER } from '../graphql/plugins/upstream-calls.js';
import { enforceOperationLimits, type Limits } from '../limits/enforce-limits.js';
import { limitResultSize } from '../limits/enforce-response-size.js';
import { logOperation } from '../observability/operation-log.js';
import { createDeduplicationKeys, serializeVariables } from './deduplication-key.js';
import { createOperationCache, type CompiledOperation, type RunCompiledQuery } from './operation-cache.js';
import { parseJsonRequest } from './parse-json-request.js';

/** A request whose operation is ready to run. */
export interface ExecutableRequest {
  readonly contentType: string;
  /** @returns the body of a response with status 200 */
  run(request: RequestMetadata): Promise<string>;
}

export interface Executor {
  /** Undefined for requests that Apollo must handle: new, rare or invalid ones. */
  prepare(request: GraphQLHttpRequest, headers: IncomingHttpHeaders): ExecutableRequest | undefined;
  /** Ends the sharing of executions that started before this call. */
  readonly forgetInFlight: () => void;
}

export interface ExecutorOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly createContext: (request: RequestMetadata) => Context;
  readonly formatError: FormatError;
  readonly log: FastifyBaseLogger;
  readonly compile: CompileMode;
}

/** An operation with coerced variables, within its limits. */
interface PreparedOperation {
  readonly compiled: CompiledOperation;
  readonly query: RunCompiledQuery;
  readonly variables: JsonObject;
  readonly cost: number;
  /** See `serializeVariables`; undefined for an execution that is not shared. */
  readonly variablesKey: string | undefined;
}

/** The result of an execution; several requests may share it. */
interface OperationResult extends ExecutionResult {
  /** The response body of a result without errors and extensions. */
  readonly body?: string;
}

type Execute = (prepared: PreparedOperation, request: RequestMetadata) => Promise<OperationResult>;

/**
 * Executes operations that ran before, without repeating what Apollo found out about them. Never rejects a request itself,
 * so that errors have one source: Apollo.
 *
 * Identical queries of one caller in flight share one execution, until an upstream responds.
 */
export async function createExecutor(options: ExecutorOptions): Promise<Executor> {
  const { schema, limits, compile } = options;
  const findOperation = await createOperationCache(schema, compile, limits.tokens);
  const inFlight = createSingleFlight<OperationResult>();
  const createKey = createDeduplicationKeys();

  const executeShared: Execute = (prepared, request) => {
    const { compiled, variablesKey } = prepared;
    if (variablesKey === undefined) return execute(prepared, request, options);
    const { requestScope, ...metadata } = request;
    const key = createKey(compiled, request.caller, variablesKey);
    return inFlight
      .share(key, requestScope.cancellation, (cancellation, onUpstreamResponse) =>
        execute(
          prepared,
          { ...metadata, requestScope: toSharedScope(requestScope, cancellation, onUpstreamResponse) },
          options,
        ),
      )
      .catch(toCancelledResult);
  };

  return {
    prepare(request, headers) {
      const jsonRequest = parseJsonRequest(request, headers.accept);
      const compiled = jsonRequest && findOperation(jsonRequest.query, jsonRequest.operationName);
      const prepared = compiled && prepareOperation(compiled, jsonRequest.variables, limits);
      if (!prepared) return undefined;
      const respond = createRespond(options, executeShared, headers[UPSTREAM_CALLS_HEADER] !== undefined);
      return { contentType: jsonRequest.contentType, run: (metadata) => respond(prepared, metadata) };
    },
    forgetInFlight: inFlight.forgetAll,
  };
}

function prepareOperation(
  compiled: CompiledOperation,
  variables: JsonObject,
  limits: Limits,
): PreparedOperation | undefined {
  // First, because it also limits the number of variables, which are slow to coerce.
  const cost = findAllowedCost(compiled, variables, limits);
  if (cost === undefined) return undefined;
  const variablesKey = compiled.isShareable ? serializeVariables(variables) : undefined;
  const coerced = compiled.coerceVariables(variables, variablesKey);
  if (!coerced || compiled.requiredVariables.some((name) => coerced[name] == null)) return undefined;
  const query = compiled.query();
  return query && { compiled, query, variables: coerced, cost, variablesKey };
}

/** Undefined for an operation over its limits. */
function findAllowedCost(compiled: CompiledOperation, variables: JsonObject, limits: Limits): number | undefined {
  try {
    return enforceOperationLimits(variables, compiled.calculateCost, limits);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

async function execute(
  { compiled, query, variables, cost }: PreparedOperation,
  request: RequestMetadata,
  { createContext }: ExecutorOptions,
): Promise<OperationResult> {
  const context = createContext(request);
  context.operationCost.points = cost;
  const { data: executed, errors: fieldErrors = [] } = (await query(undefined, context, variables)) as ExecutionResult;
  const allErrors = [...fieldErrors, ...context.additionalErrors];
  const result = {
    ...(executed !== undefined && { data: executed }),
    ...(allErrors.length > 0 && { errors: allErrors }),
  };
  const { data = null, errors } = limitResultSize(result, context.responseSize, compiled.operation);
  return errors ? { data, errors } : { data, body: serializeResult({ data }) };
}

/** Runs an operation, logs it and returns the response body. */
function createRespond({ formatError, log }: ExecutorOptions, executeShared: Execute, includesUpstreamCalls: boolean) {
  return async (prepared: PreparedOperation, request: RequestMetadata): Promise<string> => {
    const startedAt = performance.now();
    const { data, errors, body } = await executeShared(prepared, request);
    const formatted = errors?.map((error) => formatError(...toFormattableError(error), request.requestId));
    const result = formatted ? { errors: formatted, data: data ?? null } : { data };
    const { operation } = prepared.compiled;
    logOperation(log, { ...request, operationCost: { points: prepared.cost } }, { operation, startedAt, result });
    if (includesUpstreamCalls) return serializeResult({ ...result, extensions: toUpstreamCallsExtension(request) });
    return body ?? serializeResult(result);
  };
}

/** The result of an execution that all clients left; only the log reports it. */
function toCancelledResult(error: unknown): OperationResult {
  if (!(error instanceof CancelledError)) throw error;
  const fault = new Fault('UPSTREAM_TIMEOUT', 'The operation was cancelled because the client disconnected.');
  return { data: null, errors: [new GraphQLError(fault.message, { originalError: fault })] };
}

const serializeResult = (result: object): string => `${JSON.stringify(result)}\n`;

/** Adds the extensions that Apollo's formatter expects and graphql-jit's errors lack. */
function toFormattableError(jitError: GraphQLError): [GraphQLFormattedError, GraphQLError] {
  const { message, path, originalError, locations } = jitError;
  const error = new GraphQLError(message, { path, originalError });
  const code = error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR';
  return [{ ...error.toJSON(), ...(locations && { locations }), extensions: { ...error.extensions, code } }, error];
}
