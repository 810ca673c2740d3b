import { Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/**
 * How long connections that callers keep open may still bring a request, in milliseconds: one that is under way when the
 * stop begins would be reset otherwise, and its caller could not tell whether anything was done.
 */
const LINGER_MS = 200;

/** Ends a server without losing a request that it accepted. */
export interface Drain {
  /** Requests that are being answered. */
  readonly running: number;
  readonly isDraining: boolean;
  /**
   * Stops listening; answers what is running and what still comes on open connections, and tells each of those callers that
   * its connection closes. Ends with the last answer, or when connections were quiet for 200 ms; and not before what callers
   * asked for who have left, which may be a change.
   */
  end(): Promise<void>;
}

/** To be called before there are routes. */
export function createDrain(app: FastifyInstance): Drain {
  /** How many requests of each connection are not answered yet: several, where a caller does not wait for answers. */
  const pendingBySocket = new Map<Socket, number>();
  let running = 0;
  /** Handlers that are at work, whether or not somebody waits for their answers. */
  let activeHandlers = 0;
  let isDraining = false;
  let onIdle: (() => void) | undefined;
  const isIdle = (): boolean => running === 0 && activeHandlers === 0;

  function adjustPending(socket: Socket, change: number): void {
    const before = pendingBySocket.get(socket);
    if (before === undefined) return; // it is closed, and was counted out as a whole
    pendingBySocket.set(socket, before + change);
    running += change;
    if (isIdle()) onIdle?.();
  }

  app.server.on('connection', (socket: Socket) => {
    pendingBySocket.set(socket, 0);
    socket.once('close', () => {
      // Node does not tell answers that wait for their turn behind another.
      adjustPending(socket, -(pendingBySocket.get(socket) ?? 0));
      pendingBySocket.delete(socket);
    });
  });
  app.server.on('request', ({ socket }, response) => {
    adjustPending(socket, 1);
    response.once('close', () => adjustPending(socket, -1));
  });
  app.addHook('onRoute', (route) => {
    const { handler } = route;
    route.handler = async function work(request, reply) {
      activeHandlers += 1;
      try {
        return await handler.call(this, request, reply);
      } finally {
        activeHandlers -= 1;
        if (isIdle()) onIdle?.();
      }
    };
  });
  app.addHook('onSend', ({ raw: { socket } }, reply, payload, done) => {
    // Not while others stand behind it on the same connection: they would be done without an answer.
    const others = (pendingBySocket.get(socket) ?? 1) - 1;
    if (isDraining && others === 0) reply.header('connection', 'close');
    done(null, payload);
  });

  async function whenIdle(): Promise<void> {
    if (!isIdle()) await new Promise<void>((resolve) => (onIdle = resolve));
  }

  /** Also of what Node has not seen yet. */
  async function whenQuiet(): Promise<void> {
    await whenIdle();
    await processPendingEvents();
    if (!isIdle()) await whenQuiet();
  }

  return {
    get running() {
      return running;
    },
    get isDraining() {
      return isDraining;
    },
    async end() {
      await processPendingEvents();
      // Not `app.server.close`, which also closes connections on which a request may be under way.
      Server.prototype.close.call(app.server);
      // Only now: who is told that its connection closes makes a new one, which must be refused and not reset.
      isDraining = true;
      await whenIdle();
      if (pendingBySocket.size === 0) return;
      await wait(LINGER_MS);
      await whenQuiet();
      app.server.closeAllConnections();
    },
  };
}

/** The system has connections and requests ready that Node has not seen yet; to close now would reset them. */
async function processPendingEvents(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one turn of the event loop follows the other
    await new Promise((resolve) => setImmediate(resolve));
  }
}
