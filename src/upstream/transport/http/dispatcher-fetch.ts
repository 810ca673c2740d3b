import type { Dispatcher } from 'undici';

/** The options of `fetch` that jose uses. */
interface FetchOptions {
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/** A `fetch` for GET over a dispatcher, because that of Node.js ignores the proxy settings. */
export function createDispatcherFetch(dispatcher: Dispatcher): (url: string, get: FetchOptions) => Promise<Response> {
  return async (url, { headers, signal }) => {
    const { origin, pathname, search } = new URL(url);
    const request = { origin, path: pathname + search, headers: Object.fromEntries(headers), signal };
    const { statusCode, body } = await dispatcher.request({ ...request, method: 'GET' });
    return new Response(await body.text(), { status: statusCode });
  };
}
