import type { ErrorCode } from './generated/operations.js';
import { createNoResponseError, PagergraphError } from './pagergraph-error.js';
import { extractData, type ReceivedResponse } from './parse-response.js';
import { readEventStream } from './read-event-stream.js';
import { createHeaders, type ClientOptions } from './send-request.js';
import type { SubscribeOptions } from './subscribe-options.js';

interface StreamRequest {
  readonly client: ClientOptions;
  readonly body: string;
  readonly options: SubscribeOptions;
  readonly signal: AbortSignal;
}

/**
 * Yields the data of each event until the gateway completes the subscription.
 *
 * @throws {PagergraphError} for an event without data, a refusal, and a lost connection
 */
export async function* streamResults({
  client,
  body,
  options,
  signal,
}: StreamRequest): AsyncGenerator<object, void, undefined> {
  const silence = createSilenceTimer(options.timeoutMs ?? 30_000);
  try {
    const headers = { ...(await createHeaders(client, false)), accept: 'text/event-stream' };
    const fetchSignal = AbortSignal.any([signal, silence.signal]);
    const response = await (client.fetch ?? fetch)(client.url, { method: 'POST', headers, body, signal: fetchSignal });
    if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
      extractData({ response, text: await response.text() }, false);
      throw createNoResponseError('NETWORK', null, new TypeError('The response is not an event stream.'));
    }
    for await (const { event, data } of readEventStream(response.body, silence.restart)) {
      if (event === 'complete') return;
      if (event === 'next') yield toData({ response, text: data }, options);
    }
    throw createNoResponseError('NETWORK', null, new TypeError('The stream ended without an event `complete`.'));
  } catch (cause) {
    if (cause instanceof PagergraphError) throw cause;
    const code = silence.signal.aborted ? 'TIMEOUT' : 'NETWORK';
    throw createNoResponseError(signal.aborted ? 'ABORTED' : code, null, cause);
  } finally {
    silence.clear();
  }
}

/** An incident whose service cannot be read is still shown: its errors end nothing. */
function toData(received: ReceivedResponse, { onError }: SubscribeOptions): object {
  try {
    return extractData(received, false);
  } catch (error) {
    if (!(error instanceof PagergraphError)) throw error;
    if (typeof error.data !== 'object' || error.data === null) throw toEndError(received.text) ?? error;
    onError?.(error);
    return error.data;
  }
}

/** Before the gateway ends a stream, it sends the reason in place of data. */
function toEndError(text: string): PagergraphError | undefined {
  const { extensions } = JSON.parse(text) as { extensions?: { end?: EndReason } };
  if (!extensions?.end) return undefined;
  const { code, message, retryAfterSeconds } = extensions.end;
  const retryable = code !== 'UNAUTHENTICATED' && code !== 'FORBIDDEN';
  const details = { code, retryable, retryAfterSeconds, outcome: null, requestId: null, errors: [], data: undefined };
  return new PagergraphError(message, details);
}

interface EndReason extends Pick<PagergraphError, 'message' | 'retryAfterSeconds'> {
  readonly code: ErrorCode;
}

function createSilenceTimer(timeoutMs: number) {
  const controller = new AbortController();
  const start = () => setTimeout(() => controller.abort(), timeoutMs);
  let timer = start();
  return {
    /** Aborts after `timeoutMs` without a restart. */
    signal: controller.signal,
    restart: () => {
      clearTimeout(timer);
      timer = start();
    },
    clear: () => clearTimeout(timer),
  };
}
