import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Counts requests without a complete response and handlers that still run. Create it before routes are registered. */
export class InFlightRequests {
  requestCount = 0;
  /** Running handlers, including those of clients that disconnected. */
  private handlerCount = 0;
  /** Requests of each open connection: several if the client pipelines. */
  private readonly countBySocket = new Map<Socket, number>();
  private onIdle: (() => void) | undefined;

  constructor(app: FastifyInstance) {
    app.server.on('connection', (socket: Socket) => this.trackConnection(socket));
    app.server.on('request', ({ socket }, response) => {
      this.add(socket, 1);
      response.on('close', () => this.add(socket, -1));
    });
    this.trackHandlers(app);
  }

  get isIdle(): boolean {
    return this.requestCount === 0 && this.handlerCount === 0;
  }

  get openConnections(): number {
    return this.countBySocket.size;
  }

  countOnSocket(socket: Socket): number {
    return this.countBySocket.get(socket) ?? 1;
  }

  async whenIdle(): Promise<void> {
    if (!this.isIdle) await new Promise<void>((resolve) => (this.onIdle = resolve));
  }

  private trackConnection(socket: Socket): void {
    // A connection is reported again when its request offered an upgrade.
    this.countBySocket.set(socket, this.countBySocket.get(socket) ?? 0);
    socket.on('close', () => {
      // Node.js emits no `close` for responses that wait behind another one.
      this.add(socket, -(this.countBySocket.get(socket) ?? 0));
      this.countBySocket.delete(socket);
    });
  }

  private trackHandlers(app: FastifyInstance): void {
    const track = async <T>(handle: () => T): Promise<Awaited<T>> => {
      this.handlerCount += 1;
      try {
        return await handle();
      } finally {
        this.handlerCount -= 1;
        this.notifyIfIdle();
      }
    };
    app.addHook('onRoute', (route) => {
      const { handler } = route;
      route.handler = async function trackedHandler(request, reply) {
        return track(() => handler.call(this, request, reply));
      };
    });
  }

  private add(socket: Socket, change: number): void {
    const before = this.countBySocket.get(socket);
    if (before === undefined) return; // The connection is closed and its requests are no longer counted.
    this.countBySocket.set(socket, before + change);
    this.requestCount += change;
    this.notifyIfIdle();
  }

  private notifyIfIdle(): void {
    if (this.isIdle) this.onIdle?.();
  }
}
