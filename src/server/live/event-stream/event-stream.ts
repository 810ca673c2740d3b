import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { Fault } from '../../../faults/fault.js';
import type { Caller } from '../../../graph/core/auth/caller.js';
import { createEndMessage } from '../end-message.js';
import type { LiveConnection } from '../live-connections.js';
import { RenderedResult } from '../rendered-result.js';
import { SLOW_CLIENT_MS } from '../slow-client.js';
import type { SubscriptionOutlet } from '../subscription.js';

/** How long a client may take to read the last message, in milliseconds. */
const CLOSE_TIMEOUT_MS = 1_000;

const COMMENT = ':\n\n';
const COMPLETE = Buffer.from('event: complete\ndata:\n\n');
const NOTHING = Buffer.alloc(0);

/** The response to one operation, as server-sent events in graphql-sse's protocol with distinct connections. */
export class EventStream implements SubscriptionOutlet, LiveConnection {
  readonly transport = 'event-stream';
  private readonly response: ServerResponse;
  private drained: Promise<void> | undefined;

  /** @param onEnd called with the code of the reason when the gateway ends the stream, before the last message */
  constructor(
    private readonly reply: FastifyReply,
    readonly caller: Caller,
    private readonly onEnd: (reason: string) => void,
  ) {
    this.response = reply.raw;
  }

  /** Node.js keeps `writable` true after the end of a response. */
  private get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  /** Sends the headers. */
  open(): void {
    this.reply.hijack();
    this.response.writeHead(200, {
      ...(this.reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      // For reverse proxies, which otherwise collect several messages.
      'x-accel-buffering': 'no',
    });
    this.response.flushHeaders();
  }

  send(result: RenderedResult): Promise<void> | undefined {
    if (!this.isOpen || this.response.write(result.eventStreamFrame)) return undefined;
    this.drained ??= this.waitForDrain();
    return this.drained;
  }

  /** Sends a single result. */
  respond(result: RenderedResult): void {
    this.open();
    this.response.end(Buffer.concat([result.eventStreamFrame, COMPLETE]));
  }

  /** Without `complete`, clients of the protocol connect again. */
  finish(canRetry: boolean): void {
    this.close(canRetry ? NOTHING : COMPLETE, SLOW_CLIENT_MS);
  }

  sendHeartbeat(): void {
    if (this.isOpen && !this.drained) this.response.write(COMMENT);
  }

  end(reason: Fault): void {
    this.onEnd(reason.code);
    const { eventStreamFrame } = new RenderedResult(JSON.stringify(createEndMessage(reason)));
    this.close(eventStreamFrame, CLOSE_TIMEOUT_MS);
  }

  /** A client that does not read must not keep the response open. */
  private close(lastBytes: Buffer, timeoutMs: number): void {
    if (this.isOpen) this.response.end(lastBytes);
    const timer = setTimeout(() => this.response.destroy(), timeoutMs).unref();
    this.response.once('close', () => clearTimeout(timer));
  }

  private waitForDrain(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.onEnd('slow');
        this.response.destroy();
      }, SLOW_CLIENT_MS).unref();
      const settle = () => {
        clearTimeout(timer);
        this.response.off('drain', settle).off('close', settle);
        this.drained = undefined;
        resolve();
      };
      this.response.on('drain', settle).on('close', settle);
    });
  }
}
