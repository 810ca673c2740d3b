import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { Fault } from '../../faults/fault.js';
import type { Context, RequestMetadata } from '../../graph/core/context.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import { isObject, type JsonObject } from '../../shared/json.js';
import type { Executor, PreparedOperation } from '../graphql/executor.js';
import { queriesIn, withQuery, type GraphQLHttpRequest } from '../graphql/graphql-params.js';
import { isSubscription } from '../graphql/operation-cache.js';
import { parseJsonRequest } from '../graphql/parse-json-request.js';
import type { PrepareRequest } from '../graphql/prepare-request.js';
import type { Respond } from '../graphql/respond.js';
import { withRequestId } from '../http/request-id.js';
import type { CheckResponseSize } from '../limits/enforce-response-size.js';
import { RenderedResult } from './rendered-result.js';

export interface StartOperationOptions {
  readonly prepare: PrepareRequest;
  readonly executor: Pick<Executor, 'prepare'>;
  readonly respond: Respond;
  readonly apollo: ApolloServer<Context>;
  readonly createContext: (request: RequestMetadata) => Context;
  readonly checkResponseSize: CheckResponseSize;
  readonly formatError: FormatError;
}

/** A subscription that can start, or the result of everything else. */
export type StartedOperation =
  | { readonly subscription: PreparedOperation; readonly result?: undefined }
  | { readonly subscription?: undefined; readonly result: RenderedResult; readonly isRequestError: boolean };

/** Executes a query or mutation that came over an event stream or a WebSocket, and prepares a subscription. */
export type StartOperation = (params: JsonObject, request: RequestMetadata) => Promise<StartedOperation>;

/** Takes the same steps as a POST request. Apollo reports what is wrong with an operation. */
export function createStartOperation(options: StartOperationOptions): StartOperation {
  const { executor, respond, checkResponseSize, formatError } = options;
  const start: StartOperation = async (params, request) => {
    const checked = prepareParams(params, options);
    const parsed = parseJsonRequest(checked);
    const prepared = parsed && executor.prepare(parsed);
    if (!prepared) return executeWithApollo(checked.body as JsonObject, request, options);
    if (isSubscription(prepared.operation)) return { subscription: prepared };
    const body = checkResponseSize(await respond(prepared, request, false), request.requestScope);
    return { result: new RenderedResult(body.trimEnd()), isRequestError: false };
  };
  return async (params, request) => {
    try {
      return await start(params, request);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const rejected = formatRejection(error, request.requestId, formatError);
      return { result: new RenderedResult(JSON.stringify({ errors: [rejected] })), isRequestError: true };
    }
  };
}

/** Formats the error of an operation that did not run. */
export function formatRejection(fault: Fault, requestId: string, formatError: FormatError): GraphQLFormattedError {
  return formatError({ message: fault.message }, fault.withDetails({ outcome: 'NOT_SENT' }), requestId);
}

/** A document that is sent with its hash needs no cache, so the hash is dropped. */
function prepareParams(params: JsonObject, { prepare }: Pick<StartOperationOptions, 'prepare'>): GraphQLHttpRequest {
  if (!areParams(params)) throw new Fault('BAD_REQUEST', INVALID_PARAMS_MESSAGE);
  const request = prepare({ method: 'POST', search: '', body: params });
  const [query] = queriesIn(request);
  return query === undefined ? request : withQuery(request, query);
}

const INVALID_PARAMS_MESSAGE =
  'Invalid GraphQL parameters. `query` and `operationName` must be strings, `variables` and `extensions` objects.';

function areParams({ query, operationName, variables, extensions }: JsonObject): boolean {
  const areStrings = [query, operationName].every((value) => value == null || typeof value === 'string');
  return areStrings && [variables, extensions].every((value) => value == null || isObject(value));
}

async function executeWithApollo(
  { query, operationName, variables, extensions }: JsonObject,
  request: RequestMetadata,
  { apollo, createContext, checkResponseSize }: StartOperationOptions,
): Promise<StartedOperation> {
  const params = Object.fromEntries(
    Object.entries({ query, operationName, variables, extensions }).filter(([, value]) => value != null),
  );
  const { body } = await withRequestId(request.requestId, () =>
    apollo.executeOperation(params, { contextValue: createContext(request) }),
  );
  if (body.kind !== 'single') throw new Error('Incremental results are not supported.');
  const json = checkResponseSize(JSON.stringify(body.singleResult), request.requestScope);
  return { result: new RenderedResult(json.trimEnd()), isRequestError: body.singleResult.data === undefined };
}
