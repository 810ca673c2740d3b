/** A server-sent event; comments have the event `comment`. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: unknown;
}

/** An open response whose events are read one by one. */
export interface OpenEventStream {
  readonly response: Response;
  /** The next event; undefined at the end of the response. */
  readonly next: () => Promise<ServerSentEvent | undefined>;
  /** The events until the end of the response, without comments. */
  readonly rest: () => Promise<readonly ServerSentEvent[]>;
  readonly close: () => void;
}

const ACCEPT = { accept: 'text/event-stream' };

/** Sends a request for an event stream by POST. */
export function postForStream(
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<OpenEventStream> {
  const init = { method: 'POST', body: JSON.stringify(body) };
  return openEventStream(url, { ...init, headers: { 'content-type': 'application/json', ...ACCEPT, ...headers } });
}

export function getForStream(url: string, params: Record<string, string>, headers: Record<string, string> = {}) {
  return openEventStream(`${url}?${new URLSearchParams(params).toString()}`, { headers: { ...ACCEPT, ...headers } });
}

async function openEventStream(url: string, init: RequestInit): Promise<OpenEventStream> {
  const abort = new AbortController();
  const response = await fetch(url, { ...init, signal: abort.signal });
  const events = response.body ? readEvents(response.body) : [][Symbol.iterator]();
  const next = async () => (await events.next()).value as ServerSentEvent | undefined;
  const rest = async () => {
    const all: ServerSentEvent[] = [];
    for (let event = await next(); event; event = await next()) if (event.event !== 'comment') all.push(event);
    return all;
  };
  return { response, next, rest, close: () => abort.abort() };
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    yield* messages.map(parseEvent);
  }
}

function parseEvent(message: string): ServerSentEvent {
  const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(message)?.[1];
  const data = field('data');
  return { event: field('event') ?? 'comment', data: data ? JSON.parse(data) : null };
}
