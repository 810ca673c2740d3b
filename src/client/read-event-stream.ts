/** One event of a `text/event-stream`, as https://html.spec.whatwg.org/multipage/server-sent-events.html defines it. */
export interface StreamEvent {
  /** `message` when the stream does not name it. */
  readonly event: string;
  readonly data: string;
}

/**
 * Reads the events of a body. A comment is a `message` without data.
 *
 * @param onChunk called whenever something arrives, comments included
 */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
  onChunk: () => void,
): AsyncGenerator<StreamEvent, void, undefined> {
  let unread = '';
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- a stream is read chunk by chunk
      const { done, value } = await reader.read();
      if (done) return;
      onChunk();
      unread += decoder.decode(value, { stream: true });
      const blocks = unread.split(/\r\n\r\n|\n\n|\r\r/);
      unread = blocks.pop() ?? '';
      yield* blocks.map(parseBlock);
    }
  } finally {
    // Closes the connection; a stream that has failed already rejects.
    reader.cancel().catch(() => undefined);
  }
}

function parseBlock(block: string): StreamEvent {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
  }
  return { event, data: data.join('\n') };
}
