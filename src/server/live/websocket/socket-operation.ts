import type { RenderedResult } from '../rendered-result.js';
import type { SubscriptionOutlet } from '../subscription.js';
import type { SocketConnection } from './socket-connection.js';

const DONE = { done: true, value: undefined } as const;

/**
 * The results of one operation on a WebSocket, as graphql-ws takes them. It writes results itself, because one text serves all
 * subscribers; for graphql-ws it is an operation without results that ends.
 *
 * One that the client ended never ends for graphql-ws, which would then end the operation that has the id meanwhile.
 */
export class SocketOperation implements SubscriptionOutlet, AsyncIterableIterator<never, undefined> {
  readonly transport = 'websocket';
  /** Called when the client ends the operation or disconnects. */
  onReturn: () => void = () => {};
  /** Whether the client ended the operation or disconnected. */
  isReturned = false;
  private readonly prefix: string;
  private readonly ended: Promise<typeof DONE>;
  private resolveEnded: (done: typeof DONE) => void = () => {};

  constructor(
    private readonly connection: SocketConnection,
    id: string,
  ) {
    this.prefix = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    this.ended = new Promise((resolve) => (this.resolveEnded = resolve));
  }

  send({ json }: RenderedResult): Promise<void> | undefined {
    return this.connection.send(`${this.prefix}${json}}`);
  }

  finish(): void {
    if (!this.isReturned) this.resolveEnded(DONE);
  }

  next(): Promise<typeof DONE> {
    return this.ended;
  }

  async return(): Promise<typeof DONE> {
    this.isReturned = true;
    this.onReturn();
    return DONE;
  }

  throw(): Promise<typeof DONE> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
