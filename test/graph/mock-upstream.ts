import { expect } from '@jest/globals';
import type { Dispatcher, MockAgent } from 'undici';

/** A request that the gateway sent. */
export interface SentRequest {
  readonly method: string;
  /** The path below the base URL, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON; undefined without a body. */
  readonly body: unknown;
  readonly bodyText: string | undefined;
}

export interface ExpectedRequest {
  respondsWith(status: number, body?: unknown, headers?: Readonly<Record<string, string>>): void;
  /** Fails without a response; the error code of the socket is the cause, e.g. `ECONNREFUSED`. */
  failsWith(code: string): void;
  /** Never responds. */
  hangs(): void;
}

export interface MockUpstream {
  /** The requests of this test, in order. */
  readonly sent: readonly SentRequest[];
  /** One request; the last one without an index. */
  call(index?: number): SentRequest;
  /** Expects exactly one request before the test ends. */
  expects(method: string, path: PathMatcher): ExpectedRequest;
  /** Allows any number of requests, all with the same response: for calls that the gateway may retry. */
  allows(method: string, path: PathMatcher): ExpectedRequest;
}

/** A path without its query, or a predicate. */
type PathMatcher = string | ((sent: SentRequest) => boolean);

/** What the harness of the gateway needs. */
interface MockControl {
  readonly origin: string;
  readonly dispatcher: Dispatcher;
  /** Runs after each test and fails it for an unexpected or a missing request. */
  check(): void;
}

/** @param prefix of every path, which tests neither pass nor see */
export function mockUpstream(agent: MockAgent, origin: string, prefix: string): MockUpstream & MockControl {
  const pool = agent.get(origin);
  const sent: SentRequest[] = [];
  const unexpectedCalls: string[] = [];
  const dispatcher = agent.compose((dispatch) => (options, handler) => {
    const one = toSentRequest(options, prefix);
    sent.push(one);
    try {
      return dispatch(options, handler);
    } catch (error) {
      unexpectedCalls.push(`${one.method} ${one.path}`);
      throw error;
    }
  });

  function intercept(method: string, path: PathMatcher, isAllowed: boolean): ExpectedRequest {
    const fits = (one: SentRequest) =>
      one.method === method && (typeof path === 'string' ? path === one.path : path(one));
    const interceptor = pool.intercept({
      method,
      path: (whole) => fits(toSentRequest({ method, path: whole }, prefix)),
    });
    const keep = (scope: { persist(): unknown }) => void (isAllowed && scope.persist());
    return {
      respondsWith: (status, body, headers = {}) => keep(interceptor.reply(status, bodyText(body), { headers })),
      failsWith: (code) => keep(interceptor.replyWithError(Object.assign(new Error(code), { code }))),
      hangs: () => keep(interceptor.reply(200, () => new Promise<string>(() => {}) as unknown as string)),
    };
  }

  return {
    origin,
    dispatcher,
    sent,
    call(index = -1) {
      const found = sent.at(index);
      if (!found) throw new Error(`There was no call ${index}.`);
      return found;
    },
    expects: (method, path) => intercept(method, path, false),
    allows: (method, path) => intercept(method, path, true),
    check() {
      const missing = agent.pendingInterceptors().filter((one) => one.origin === origin && !one.persist);
      const unexpected = unexpectedCalls.splice(0);
      sent.length = 0;
      pool.cleanMocks();
      expect({ unexpected, missing: missing.map(({ method }) => method) }).toEqual({ unexpected: [], missing: [] });
    },
  };
}

function bodyText(body: unknown): string {
  return body === undefined || typeof body === 'string' ? (body ?? '') : JSON.stringify(body);
}

function toSentRequest(
  { method, path, headers, body }: Partial<Dispatcher.DispatchOptions>,
  prefix: string,
): SentRequest {
  const { pathname, searchParams } = new URL(path ?? '/', 'https://upstream.example');
  return {
    method: method ?? 'GET',
    path: pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname,
    query: searchParams,
    headers: headers as Record<string, string>,
    body: typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined,
    bodyText: typeof body === 'string' ? body : undefined,
  };
}
