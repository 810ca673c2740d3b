import { documents, type Operations } from './generated/operations.js';
import { createRequest, type CallOptions, type ClientOptions } from './send-request.js';

export { eachNode, type Page } from './each-node.js';
export { PagergraphError, type Outcome, type ReportedError, type TransportCode } from './pagergraph-error.js';
export type * from './generated/operations.js';
export {
  createRequest,
  type CallOptions,
  type ClientOptions,
  type Request,
  type TypedDocument,
} from './send-request.js';
export { resultOf, type Result } from './result-of.js';
export { createSubscribe, type Subscribe } from './subscribe.js';
export type { SubscribeOptions } from './subscribe-options.js';

type OperationFunction<Variables, Data> =
  Record<string, never> extends Variables
    ? (variables?: Variables, options?: CallOptions) => Promise<Data>
    : (variables: Variables, options?: CallOptions) => Promise<Data>;

/** One function per operation of `schema/operations/`. */
export type Api = {
  readonly [Name in keyof Operations]: OperationFunction<Operations[Name]['variables'], Operations[Name]['answer']>;
};

/**
 * Creates a client with one typed function per operation. It resolves to the value of the operation's root field, or to
 * all data if there are several. It rejects with a `PagergraphError` only. Errors the caller can correct are in
 * `userErrors`.
 *
 * @throws {TypeError} synchronously if `url` is missing
 */
export function createClient(options: ClientOptions): Api {
  const request = createRequest(options);
  const callOperation = async (document: string, variables?: unknown, callOptions?: CallOptions) => {
    const data = await request<object, unknown>(document, variables, callOptions);
    const values: unknown[] = Object.values(data);
    return values.length === 1 ? values[0] : data;
  };
  const functions = Object.entries(documents).map(([name, document]) => [
    name,
    callOperation.bind(undefined, document),
  ]);
  return Object.fromEntries(functions) as Api;
}
