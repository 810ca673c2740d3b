import { Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { InFlightRequests } from './in-flight-requests.js';

/**
 * How long open connections may still send a request, in milliseconds. Without this time, the stop would reset
 * requests that are on their way, and their clients could not tell whether they were executed.
 */
const LINGER_MS = 200;

/** Stops a server without losing a request that it accepted. */
export interface Drain {
  /** Number of requests without a complete response. */
  readonly running: number;
  /** Set it to false before a stop, so that balancers choose another server; everything is still accepted. */
  isReady: boolean;
  /**
   * Stops listening, finishes requests in flight and new ones on open connections, and closes each connection with its
   * last response. Resolves when all connections are closed or were idle for 200 ms. Waits also for the handlers of
   * clients that disconnected, because they may be mutations.
   *
   * @param endStreams ends the responses that do not end by themselves; called when new connections are refused
   */
  end(endStreams: () => void): Promise<void>;
}

/** Registers the hooks of a drain. Call it before routes are registered. */
export function createDrain(app: FastifyInstance): Drain {
  const inFlight = new InFlightRequests(app);
  let isDraining = false;

  app.addHook('onSend', ({ raw: { socket } }, reply, payload, done) => {
    // Not while other requests wait on the same connection: they would get no response.
    if (isDraining && inFlight.countOnSocket(socket) === 1) reply.header('connection', 'close');
    done(null, payload);
  });

  /** Waits also for requests that Node.js has not seen yet. */
  async function whenQuiet(): Promise<void> {
    await inFlight.whenIdle();
    await processPendingEvents();
    if (!inFlight.isIdle) await whenQuiet();
  }

  const drain: Drain = {
    isReady: true,
    get running() {
      return inFlight.requestCount;
    },
    async end(endStreams) {
      await processPendingEvents();
      // Not `app.server.close`, which also closes connections that may have a request on its way.
      Server.prototype.close.call(app.server);
      // Only now: a client whose connection closes opens a new one, which must be refused and not reset.
      isDraining = true;
      drain.isReady = false;
      endStreams();
      await inFlight.whenIdle();
      if (inFlight.openConnections === 0) return;
      await wait(LINGER_MS);
      await whenQuiet();
      app.server.closeAllConnections();
    },
  };
  return drain;
}

/** The system may hold connections and requests that Node.js has not seen yet; closing now would reset them. */
async function processPendingEvents(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one turn of the event loop follows the other
    await new Promise((resolve) => setImmediate(resolve));
  }
}
