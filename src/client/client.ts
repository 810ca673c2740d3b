import { documents, subscriptions, type Operations, type Subscriptions } from './generated/operations.js';
import { createRequest, type CallOptions, type ClientOptions } from './send-request.js';
import { createSubscribe, type Events } from './subscribe.js';
import type { SubscribeOptions } from './subscribe-options.js';

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
export { createSubscribe, type Events, type Subscribe } from './subscribe.js';
export type { SubscribeOptions } from './subscribe-options.js';

type OperationFunction<Variables, Data> =
  Record<string, never> extends Variables
    ? (variables?: Variables, options?: CallOptions) => Promise<Data>
    : (variables: Variables, options?: CallOptions) => Promise<Data>;

type SubscribeFunction<Variables, Value> = (variables?: Variables, options?: SubscribeOptions) => Events<Value>;

/** One function per operation of `schema/operations/`; that of a subscription returns its events. */
export type Api = {
  readonly [Name in keyof Operations]: OperationFunction<Operations[Name]['variables'], Operations[Name]['answer']>;
} & {
  readonly [Name in keyof Subscriptions]: SubscribeFunction<
    Subscriptions[Name]['variables'],
    Subscriptions[Name]['answer']
  >;
};

/**
 * Creates a client with one typed function per operation. It resolves to the value of the operation's root field, or to
 * all data if there are several; a subscription yields it with each event. It rejects with a `PagergraphError` only.
 * Errors the caller can correct are in `userErrors`.
 *
 * @throws {TypeError} synchronously if `url` is missing
 */
export function createClient(options: ClientOptions): Api {
  const request = createRequest(options);
  const subscribe = createSubscribe(options);
  const callOperation = async (document: string, variables?: unknown, callOptions?: CallOptions) =>
    getRootValue(await request<object, unknown>(document, variables, callOptions));
  const subscribeTo = (document: string, variables?: unknown, subscribeOptions?: SubscribeOptions) =>
    mapValues(subscribe<object, unknown>(document, variables, subscribeOptions), getRootValue);
  return { ...bindDocuments(documents, callOperation), ...bindDocuments(subscriptions, subscribeTo) } as unknown as Api;
}

function bindDocuments(texts: Readonly<Record<string, string>>, call: (document: string) => unknown) {
  return Object.fromEntries(Object.entries(texts).map(([name, document]) => [name, call.bind(undefined, document)]));
}

function getRootValue(data: object): unknown {
  const values: unknown[] = Object.values(data);
  return values.length === 1 ? values[0] : data;
}

/** A generator's own `return` would wait for the next event. */
function mapValues(events: Events<object>, map: (data: object) => unknown): Events<unknown> {
  return {
    async next() {
      const result = await events.next();
      return result.done ? result : { done: false, value: map(result.value) };
    },
    return: async () => {
      await events.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
