import type { ErrorCode } from './generated/operations.js';
import { createNoResponseError, PagergraphError } from './pagergraph-error.js';
import { extractData, parseJson, type ReceivedResponse } from './parse-response.js';
import { readEventStream } from './read-event-stream.js';
import { createHeaders, type ClientOptions } from './send-request.js';
import type { SubscribeOptions } from './subscribe-options.js';
import { createTimeoutSignal } from './timeout-signal.js';

interface StreamRequest {
  readonly client: ClientOptions;
  readonly body: string;
  readonly options: SubscribeOptions;
  readonly signal: AbortSignal;
}

export interface StreamResult {
  readonly data: object;
  /** The errors beside the data. */
  readonly error?: PagergraphError;
}

/**
 * Yields the result of each event until the gateway completes the subscription, and undefined for each heartbeat.
 *
 * @throws {PagergraphError} for an event without data, a refusal, and a lost connection
 */
export async function* streamResults({
  client,
  body,
  options,
  signal,
}: StreamRequest): AsyncGenerator<StreamResult | undefined, void, undefined> {
  const silence = createTimeoutSignal(signal, options.timeoutMs ?? 30_000);
  try {
    const headers = await Promise.race([createHeaders(client, false), silence.aborted]);
    const response = await openStream(client, { ...headers, accept: 'text/event-stream' }, body, silence.signal);
    for await (const { event, data } of readEventStream(response.body, silence.restart)) {
      if (event === 'complete') return;
      const result = event === 'next' ? toResult({ response, text: data }, client) : undefined;
      // The caller may take its time with an event; nothing is read meanwhile.
      silence.pause();
      yield result;
      silence.restart();
    }
    throw createNoResponseError('NETWORK', null, new TypeError('The stream ended without an event `complete`.'));
  } catch (cause) {
    if (cause instanceof PagergraphError) throw cause;
    const code = silence.signal.aborted ? 'TIMEOUT' : 'NETWORK';
    throw createNoResponseError(signal.aborted ? 'ABORTED' : code, null, cause);
  } finally {
    silence.end();
  }
}

async function openStream(
  client: ClientOptions,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<Response & { readonly body: ReadableStream<Uint8Array> }> {
  const response = await (client.fetch ?? fetch)(client.url, { method: 'POST', headers, body, signal });
  const isEventStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  if (response.body && isEventStream) return response as Response & { readonly body: ReadableStream<Uint8Array> };
  extractData({ response, text: await response.text() }, false);
  const requestId = response.headers.get('x-request-id');
  const details = { retryable: false, retryAfterSeconds: null, outcome: null, requestId, errors: [], data: undefined };
  throw new PagergraphError('The response is not an event stream.', { code: 'BAD_RESPONSE', ...details });
}

/** An incident whose service cannot be read is still shown: its errors end nothing. */
function toResult(received: ReceivedResponse, client: ClientOptions): StreamResult {
  try {
    return { data: extractData(received, false) };
  } catch (error) {
    if (!(error instanceof PagergraphError)) throw error;
    if (typeof error.data !== 'object' || error.data === null) throw toEndError(received.text, client) ?? error;
    return { data: error.data, error };
  }
}

/** Before the gateway ends a stream, it sends the reason in place of data. */
function toEndError(text: string, { token }: ClientOptions): PagergraphError | undefined {
  const received = parseJson(text) as { extensions?: { end?: EndReason } } | null | undefined;
  const end = received?.extensions?.end;
  if (!end) return undefined;
  const { code, message, retryAfterSeconds } = end;
  // A function may have another token by now.
  const retryable = code === 'UNAUTHENTICATED' ? typeof token === 'function' : code !== 'FORBIDDEN';
  const details = { code, retryable, retryAfterSeconds, outcome: null, requestId: null, errors: [], data: undefined };
  return new PagergraphError(message, details);
}

interface EndReason extends Pick<PagergraphError, 'message' | 'retryAfterSeconds'> {
  readonly code: ErrorCode;
}
