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
   * its connection closes. Ends with the last answer, or when connections were quiet for 200 ms.
   */
  end(): Promise<void>;
}

/** To be called before the server listens. */
export function createDrain(app: FastifyInstance): Drain {
  const connections = new Set<Socket>();
  let running = 0;
  let isDraining = false;
  let tellIdle: (() => void) | undefined;

  app.server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  app.server.on('request', (_request, response) => {
    running += 1;
    response.once('close', () => {
      running -= 1;
      if (running === 0) tellIdle?.();
    });
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isDraining) reply.header('connection', 'close');
    done(null, payload);
  });

  async function answered(): Promise<void> {
    if (running > 0) await new Promise<void>((resolve) => (tellIdle = resolve));
  }

  /** Also of what Node has not seen yet. */
  async function quiet(): Promise<void> {
    await answered();
    await acceptWaiting();
    if (running > 0) await quiet();
  }

  return {
    get running() {
      return running;
    },
    get isDraining() {
      return isDraining;
    },
    async end() {
      await acceptWaiting();
      // Not `app.server.close`, which also closes connections on which a request may be under way.
      Server.prototype.close.call(app.server);
      // Only now: who is told that its connection closes makes a new one, which must be refused and not reset.
      isDraining = true;
      await answered();
      if (connections.size === 0) return;
      await wait(LINGER_MS);
      await quiet();
      app.server.closeAllConnections();
    },
  };
}

/** The system has connections and requests ready that Node has not seen yet; to close now would reset them. */
async function acceptWaiting(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one turn of the event loop follows the other
    await new Promise((resolve) => setImmediate(resolve));
  }
}
