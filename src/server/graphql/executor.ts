import {
  createSourceEventStream,
  getVariableValues,
  GraphQLError,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { Fault } from '../../faults/fault.js';
import type { Context, RequestMetadata } from '../../graph/core/context.js';
import { CancelledError } from '../../shared/cancellation.js';
import type { JsonObject } from '../../shared/json.js';
import { createSingleFlight } from '../../shared/single-flight.js';
import { toSharedScope } from '../../upstream/transport/request-scope.js';
import type { GraphQLParams } from './parse-json-request.js';
import { finishResult, type FinishedResult } from './finish-result.js';
import { enforceOperationLimits, type Limits } from '../limits/enforce-limits.js';
import { createDeduplicationKeys, serializeVariables } from './deduplication-key.js';
import { createOperationCache, type CachedOperation } from './operation-cache.js';

/** An operation that may be executed with its variables. */
export interface PreparedOperation {
  readonly cached: CachedOperation;
  readonly operation: OperationDefinitionNode;
  /** Coerced. */
  readonly variables: JsonObject;
  /** As sent. */
  readonly givenVariables: JsonObject;
  readonly cost: number;
  /** See `serializeVariables`; undefined where each request needs its own execution. */
  readonly variablesKey: string | undefined;
}

/** The result of an execution. Requests that share it share this object. */
export type OperationResult = FinishedResult<GraphQLError>;

export interface Executor {
  /** Undefined for what Apollo must handle: whatever is rare, or wrong in any way. */
  prepare(params: GraphQLParams): PreparedOperation | undefined;
  /** Shares the execution with identical requests of the same caller that are in flight. */
  execute(prepared: PreparedOperation, request: RequestMetadata): Promise<OperationResult>;
  /** Opens the source of a subscription, or returns the errors of the attempt. */
  subscribe(prepared: PreparedOperation, request: RequestMetadata): Promise<AsyncIterable<unknown> | ExecutionResult>;
  /** Executes a subscription for an event of its source. */
  executeEvent(prepared: PreparedOperation, request: RequestMetadata, event: unknown): Promise<OperationResult>;
  /** Lets no later request share an execution that began before. */
  readonly forgetInFlight: () => void;
}

export interface ExecutorOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly createContext: (request: RequestMetadata) => Context;
}

export function createExecutor(options: ExecutorOptions): Executor {
  const inFlight = createSingleFlight<OperationResult>();
  const createKey = createDeduplicationKeys();
  const executeAlone = createExecuteAlone(options);
  return {
    prepare: createPrepare(options),
    async execute(prepared, request) {
      const { cached, variablesKey } = prepared;
      if (variablesKey === undefined) return executeAlone(prepared, request);
      const { caller, requestScope } = request;
      return inFlight
        .share(createKey(cached, caller, variablesKey), requestScope.cancellation, (cancellation, onResponse) =>
          executeAlone(prepared, { ...request, requestScope: toSharedScope(requestScope, cancellation, onResponse) }),
        )
        .catch(toCancelledResult);
    },
    subscribe({ cached, operation, givenVariables }, request) {
      return createSourceEventStream({
        schema: options.schema,
        document: cached.document,
        operationName: operation.name?.value ?? null,
        variableValues: givenVariables,
        contextValue: options.createContext(request),
      });
    },
    executeEvent: executeAlone,
    forgetInFlight: inFlight.forgetAll,
  };
}

function createPrepare({ schema, limits }: ExecutorOptions): Executor['prepare'] {
  const findOperation = createOperationCache(schema, limits.tokens);
  return ({ query, operationName, variables }) => {
    const cached = findOperation(query, operationName);
    // Before coercion, because it limits the size of the variables too.
    const cost = cached && findAllowedCost(cached, variables, limits);
    if (!cached || cost === undefined) return undefined;
    const { operation, isShareable } = cached;
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, FIRST_ERROR_ONLY);
    const variablesKey = isShareable ? serializeVariables(variables) : undefined;
    return coerced && { cached, operation, variables: coerced, givenVariables: variables, cost, variablesKey };
  };
}

function createExecuteAlone({ createContext }: ExecutorOptions) {
  return async (prepared: PreparedOperation, request: RequestMetadata, event?: unknown): Promise<OperationResult> => {
    const { cached, operation, variables, cost } = prepared;
    const context = createContext(request);
    context.operationCost.points = cost;
    return finishResult(await cached.execute(context, variables, event), context, operation, (error) => error);
  };
}

/** Apollo reports the errors. */
const FIRST_ERROR_ONLY = { maxErrors: 0, hideSuggestions: true };

/** Undefined for an operation that exceeds a limit. */
function findAllowedCost(cached: CachedOperation, variables: JsonObject, limits: Limits): number | undefined {
  try {
    return enforceOperationLimits(variables, cached.calculateCost, limits);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** The caller has disconnected, so only the log gets this. */
function toCancelledResult(error: unknown): OperationResult {
  if (!(error instanceof CancelledError)) throw error;
  const fault = new Fault('UPSTREAM_TIMEOUT', 'The operation was cancelled because no caller waited for it.');
  return { data: null, errors: [new GraphQLError(fault.message, { originalError: fault })] };
}
