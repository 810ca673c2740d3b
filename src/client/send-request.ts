import { extractData, type ReceivedResponse } from './parse-response.js';
import { createNoResponseError, createNotSentError, PagergraphError } from './pagergraph-error.js';
import { createTimeoutSignal } from './timeout-signal.js';

export interface ClientOptions {
  /** The GraphQL endpoint, for example `https://pagers.example.com/graphql`. */
  readonly url: string | URL;
  /** An API key or access token. A function is called before each request, for tokens that expire. */
  readonly token?: string | (() => string | Promise<string>);
  /** Headers of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Replaces the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Maximum duration of a call in milliseconds, including the response body; 30000 by default. */
  readonly timeoutMs?: number;
}

export interface CallOptions {
  /** Aborts this call. */
  readonly signal?: AbortSignal;
  /** Overrides the client's `timeoutMs` for this call. */
  readonly timeoutMs?: number;
}

/** A document as text: a string, or a document of graphql-codegen's client preset with `documentMode: string`. */
export interface TypedDocument<Data, Variables> {
  toString(): string;
  readonly __apiType?: (variables: Variables) => Data;
  /** Only parsed documents have this field. They cannot be converted to text. */
  readonly kind?: never;
}

export type Request = <Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables?: Variables,
  options?: CallOptions,
) => Promise<Data>;

/**
 * Creates a function that sends your own documents. `createClient` sends those of the package. It does not retry and
 * rejects with a `PagergraphError` only.
 *
 * @throws {TypeError} synchronously if `url` is missing
 */
export function createRequest(client: ClientOptions): Request {
  checkUrl(client);
  return async <Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables?: Variables,
    options: CallOptions = {},
  ) => {
    const query = toDocumentText(document);
    const isMutation = /(?:^|\})\s*mutation\b/m.test(query);
    const received = await sendRequest(client, toRequestBody(query, variables, isMutation), isMutation, options);
    return extractData(received, isMutation) as Data;
  };
}

/** @throws {TypeError} without a `url` */
export function checkUrl({ url }: ClientOptions): void {
  if (!url) throw new TypeError('pagergraph: the option `url` is required.');
}

/** @throws {PagergraphError} `BAD_USER_INPUT` for a document without a text */
export function toDocumentText(document: TypedDocument<unknown, never>): string {
  try {
    return document.toString();
  } catch (cause) {
    throw createNotSentError('BAD_USER_INPUT', 'The document cannot be converted to text.', true, cause);
  }
}

/** @throws {PagergraphError} `BAD_USER_INPUT` for variables that JSON cannot hold */
export function toRequestBody(query: string, variables: unknown, isMutation: boolean): string {
  try {
    return JSON.stringify({ query, variables });
  } catch (cause) {
    throw createNotSentError('BAD_USER_INPUT', 'The variables cannot be serialized as JSON.', isMutation, cause);
  }
}

async function sendRequest(
  client: ClientOptions,
  body: string,
  isMutation: boolean,
  options: CallOptions,
): Promise<ReceivedResponse> {
  const { url, timeoutMs = 30_000 } = client;
  const { signal } = options;
  const timeout = createTimeoutSignal(signal, options.timeoutMs ?? timeoutMs);
  let isSent = false;
  try {
    const headers = await Promise.race([createHeaders(client, isMutation), timeout.aborted]);
    if (signal?.aborted) throw signal.reason;
    isSent = true;
    const response = await (client.fetch ?? fetch)(url, { method: 'POST', headers, body, signal: timeout.signal });
    return { response, text: await response.text() };
  } catch (cause) {
    if (cause instanceof PagergraphError) throw cause;
    const code = timeout.signal.aborted ? 'TIMEOUT' : 'NETWORK';
    const outcome = isSent ? 'UNKNOWN' : 'NOT_SENT';
    throw createNoResponseError(signal?.aborted ? 'ABORTED' : code, isMutation ? outcome : null, cause);
  } finally {
    timeout.end();
  }
}

/** @throws {PagergraphError} `UNAUTHENTICATED` when the function `token` fails */
export async function createHeaders(
  { token, headers }: ClientOptions,
  isMutation: boolean,
): Promise<Record<string, string>> {
  const accessToken = typeof token === 'function' ? await requestToken(token, isMutation) : token;
  return {
    accept: 'application/graphql-response+json, application/json',
    'content-type': 'application/json',
    ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
    ...headers,
  };
}

async function requestToken(token: () => string | Promise<string>, isMutation: boolean): Promise<string> {
  try {
    return await token();
  } catch (cause) {
    throw createNotSentError('UNAUTHENTICATED', 'The function `token` failed to return a token.', isMutation, cause);
  }
}
