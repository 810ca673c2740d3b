import { dataIn } from './parse-response.js';
import { noAnswer, notSent, PagergraphError } from './pagergraph-error.js';
import { timeLimit } from './timeout-signal.js';

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
    const query = textOf(document);
    const isMutation = /(?:^|\})\s*mutation\b/m.test(query);
    const sent = await send(client, bodyOf(query, variables, isMutation), isMutation, options);
    return dataIn(sent, isMutation) as Data;
  };
}

/** How an answer came in. */
export interface Sent {
  readonly response: Response;
  readonly text: string;
}

function textOf(document: TypedDocument<unknown, never>): string {
  try {
    return document.toString();
  } catch (cause) {
    throw notSent('BAD_USER_INPUT', 'The document cannot be written as text.', true, cause);
  }
}

function bodyOf(query: string, variables: unknown, isMutation: boolean): string {
  try {
    return JSON.stringify({ query, variables });
  } catch (cause) {
    throw notSent('BAD_USER_INPUT', 'The variables cannot be written as JSON.', isMutation, cause);
  }
}

async function send(client: ClientOptions, body: string, isMutation: boolean, options: CallOptions): Promise<Sent> {
  const { url, timeoutMs = 30_000 } = client;
  const { signal } = options;
  const limit = timeLimit(signal, options.timeoutMs ?? timeoutMs);
  let wasSent = false;
  try {
    const headers = await Promise.race([headersOf(client, isMutation), limit.ended]);
    if (signal?.aborted) throw signal.reason;
    wasSent = true;
    const response = await (client.fetch ?? fetch)(url, { method: 'POST', headers, body, signal: limit.signal });
    return { response, text: await response.text() };
  } catch (cause) {
    if (cause instanceof PagergraphError) throw cause;
    const code = limit.signal.aborted ? 'TIMEOUT' : 'NETWORK';
    const outcome = wasSent ? 'UNKNOWN' : 'NOT_SENT';
    throw noAnswer(signal?.aborted ? 'ABORTED' : code, isMutation ? outcome : null, cause);
  } finally {
    limit.end();
  }
}

async function headersOf({ token, headers }: ClientOptions, isMutation: boolean): Promise<Record<string, string>> {
  const bearer = typeof token === 'function' ? await asked(token, isMutation) : token;
  return {
    accept: 'application/graphql-response+json, application/json',
    'content-type': 'application/json',
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    ...headers,
  };
}

async function asked(token: () => string | Promise<string>, isMutation: boolean): Promise<string> {
  try {
    return await token();
  } catch (cause) {
    throw notSent('UNAUTHENTICATED', 'The function `token` gave no token.', isMutation, cause);
  }
}
