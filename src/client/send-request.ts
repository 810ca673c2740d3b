import { extractData, type ReceivedResponse } from './parse-response.js';
import { createNoResponseError, createNotSentError, PagergraphError } from './pagergraph-error.js';
import { createTimeoutSignal } from './timeout-signal.js';

export interface ClientOptions {
  /** The GraphQL endpoint, for example `https://pagers.example.com/graphql`. */
  readonly url: string | URL;
  /** An API key or access token; a function is asked before each call, for tokens that expire. */
  readonly token?: string | (() => string | Promise<string>);
  /** Sent with each call. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** How long a call may take from sending to the end of the answer; 30 000 without it. */
  readonly timeoutMs?: number;
}

export interface CallOptions {
  /** Aborts this call. */
  readonly signal?: AbortSignal;
  /** Instead of the client's, for this call. */
  readonly timeoutMs?: number;
}

/** A document as text: a string, or what graphql-codegen's client preset makes with `documentMode: string`. */
export interface TypedDocument<Data, Variables> {
  toString(): string;
  readonly __apiType?: (variables: Variables) => Data;
  /** A parsed document has one, and does not print itself. */
  readonly kind?: never;
}

export type Request = <Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables?: Variables,
  options?: CallOptions,
) => Promise<Data>;

/**
 * A function that sends documents of your own; `createClient` sends those of the package. It repeats nothing, and
 * rejects with a `PagergraphError` only: the top-level errors of the answer, or that none came.
 *
 * @throws {TypeError} at once, without an address
 */
export function createRequest(client: ClientOptions): Request {
  if (!client.url) throw new TypeError('pagergraph: `url` is missing.');
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

function toDocumentText(document: TypedDocument<unknown, never>): string {
  try {
    return document.toString();
  } catch (cause) {
    throw createNotSentError('BAD_USER_INPUT', 'The document cannot be written as text.', true, cause);
  }
}

function toRequestBody(query: string, variables: unknown, isMutation: boolean): string {
  try {
    return JSON.stringify({ query, variables });
  } catch (cause) {
    throw createNotSentError('BAD_USER_INPUT', 'The variables cannot be written as JSON.', isMutation, cause);
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
    const headers = await Promise.race([createHeaders(client, isMutation), timeout.ended]);
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

async function createHeaders({ token, headers }: ClientOptions, isMutation: boolean): Promise<Record<string, string>> {
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
    throw createNotSentError('UNAUTHENTICATED', 'The function `token` gave no token.', isMutation, cause);
  }
}
