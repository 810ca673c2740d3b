import { PagergraphError } from './pagergraph-error.js';
import { delay, getRetryDelay } from './retry-delay.js';
import { checkUrl, toDocumentText, toRequestBody, type ClientOptions, type TypedDocument } from './send-request.js';
import { streamResults } from './stream-results.js';
import type { SubscribeOptions } from './subscribe-options.js';

/** The events of a subscription. `return()` closes the connection at once, also while `next()` is pending. */
export interface Events<Value> extends AsyncIterable<Value> {
  next(): Promise<IteratorResult<Value, undefined>>;
  return(): Promise<IteratorResult<Value, undefined>>;
}

export type Subscribe = <Data extends object, Variables>(
  document: TypedDocument<Data, Variables>,
  variables?: Variables,
  options?: SubscribeOptions,
) => Events<Data>;

/**
 * Creates a function that runs a subscription over server-sent events. Nothing is sent before the first `next()`. A lost
 * connection is made again; a document with a variable `$after` continues at the `cursor` of its last event. The
 * iteration rejects with a `PagergraphError`, when a new attempt cannot help, or with what `onError` throws.
 *
 * @throws {TypeError} synchronously if `url` is missing
 */
export function createSubscribe(client: ClientOptions): Subscribe {
  checkUrl(client);
  return <Data extends object, Variables>(
    document: TypedDocument<Data, Variables>,
    variables?: Variables,
    options: SubscribeOptions = {},
  ) => {
    const ended = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal;
    const results = readResults({ client, document, options, signal }, { ...variables });
    return endAtOnce(results as AsyncGenerator<Data, undefined, undefined>, ended);
  };
}

/** A generator's own `return` waits for its pending `next`, here until the next event. */
function endAtOnce<Data>(results: AsyncGenerator<Data, undefined, undefined>, ended: AbortController): Events<Data> {
  const done = { done: true, value: undefined } as const;
  return {
    async next() {
      try {
        return await results.next();
      } catch (error) {
        if (ended.signal.aborted) return done;
        throw error;
      }
    },
    async return() {
      ended.abort();
      await results.return(undefined).catch(() => undefined);
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

interface Subscription {
  readonly client: ClientOptions;
  readonly document: TypedDocument<unknown, never>;
  readonly options: SubscribeOptions;
  readonly signal: AbortSignal;
}

async function* readResults(
  subscription: Subscription,
  firstVariables: Readonly<Record<string, unknown>>,
): AsyncGenerator<object, undefined, undefined> {
  const { client, document, options, signal } = subscription;
  const query = toDocumentText(document);
  let variables = firstVariables;
  let retries = 0;
  for (;;) {
    try {
      const body = toRequestBody(query, variables, false);
      for await (const result of streamResults({ client, body, options, signal })) {
        retries = 0;
        if (result === undefined) continue;
        if (result.error) options.onError?.(result.error);
        variables = continueAfter(query, variables, result.data);
        yield result.data;
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof PagergraphError)) throw error;
      if (!error.retryable || retries >= (options.maxRetries ?? Infinity)) throw error;
      options.onError?.(error);
      await delay(getRetryDelay(error, retries, options), signal);
      retries += 1;
    }
  }
}

function continueAfter<V extends object>(query: string, variables: V, data: object): V {
  const [value] = Object.values(data) as [{ readonly cursor?: unknown } | null | undefined];
  return typeof value?.cursor === 'string' && /\$after\b/.test(query)
    ? { ...variables, after: value.cursor }
    : variables;
}
