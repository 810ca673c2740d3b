import type { Dispatcher } from 'undici';

/** As much of a request as a library that brings no `fetch` of its own needs. */
interface Get {
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/** A `fetch` that only reads, over the connections of a dispatcher: the one of Node.js knows no proxy. */
export function fetchOver(dispatcher: Dispatcher): (url: string, get: Get) => Promise<Response> {
  return async (url, { headers, signal }) => {
    const { origin, pathname, search } = new URL(url);
    const asked = { origin, path: pathname + search, headers: Object.fromEntries(headers), signal };
    const { statusCode, body } = await dispatcher.request({ ...asked, method: 'GET' });
    return new Response(await body.text(), { status: statusCode });
  };
}
