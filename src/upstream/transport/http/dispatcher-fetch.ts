import type { Dispatcher } from 'undici';

/** As much of a request as a library that brings no `fetch` of its own needs. */
interface FetchOptions {
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/** A `fetch` that only reads, over the connections of a dispatcher: the one of Node.js knows no proxy. */
export function createDispatcherFetch(dispatcher: Dispatcher): (url: string, get: FetchOptions) => Promise<Response> {
  return async (url, { headers, signal }) => {
    const { origin, pathname, search } = new URL(url);
    const request = { origin, path: pathname + search, headers: Object.fromEntries(headers), signal };
    const { statusCode, body } = await dispatcher.request({ ...request, method: 'GET' });
    return new Response(await body.text(), { status: statusCode });
  };
}
