import type { Dispatcher } from 'undici';

/** A response of an upstream. */
export interface UpstreamResponse {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** The changed parts of a response. */
export type ResponseChanges = Partial<Pick<UpstreamResponse, 'status' | 'headers' | 'text'>>;

/** A dispatcher that passes each complete response through `rewrite`. */
export function rewritingDispatcher(
  dispatcher: Dispatcher,
  rewrite: (answered: UpstreamResponse) => ResponseChanges,
): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    let head: Pick<UpstreamResponse, 'status' | 'headers'> = { status: 0, headers: {} };
    const chunks: Buffer[] = [];
    return dispatch(options, {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onResponseStart(_controller, status, headers) {
        head = { status, headers };
      },
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd(controller, trailers) {
        const { method, path } = options;
        const text = Buffer.concat(chunks).toString('utf8');
        const given = { method, path, ...head, text };
        const { status, headers, text: said } = { ...given, ...rewrite(given) };
        const { 'content-length': _, ...kept } = headers;
        handler.onResponseStart?.(controller, status, kept, '');
        handler.onResponseData?.(controller, Buffer.from(said));
        handler.onResponseEnd?.(controller, trailers);
      },
      onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
    });
  });
}
