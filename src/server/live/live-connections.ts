import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/core/auth/caller.js';
import { findLostRight } from './lost-right.js';
import type { WriteTurns } from './write-turns.js';

/** How often the credentials of open connections are checked, in milliseconds. */
const CHECK_INTERVAL_MS = 5_000;
/** Checks per heartbeat: one every 15 s. */
const CHECKS_PER_HEARTBEAT = 3;

/** An event stream or a WebSocket. */
export interface LiveConnection {
  /** Undefined until it is authenticated. */
  readonly caller: Caller | undefined;
  sendHeartbeat(): void;
  /** Sends the reason and closes, within a second. */
  end(reason: Fault): void;
}

/** All open event streams and WebSockets: sends heartbeats, ends those that lost a right, and all when the process stops. */
export class LiveConnections {
  private readonly open = new Set<LiveConnection>();
  private timer: NodeJS.Timeout | undefined;
  private checks = 0;
  private isStopping = false;

  constructor(private readonly turns: WriteTurns) {}

  /** @throws {Fault} `UPSTREAM_UNAVAILABLE` while the process stops */
  assertOpen(): void {
    if (this.isStopping) throw createStoppingFault();
  }

  /**
   * @returns removes the connection
   * @throws {Fault} see `assertOpen`
   */
  add(connection: LiveConnection): () => void {
    this.assertOpen();
    this.open.add(connection);
    this.timer ??= setInterval(() => void this.check(), CHECK_INTERVAL_MS).unref();
    return () => {
      this.open.delete(connection);
      if (this.open.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  }

  /** Ends all connections, and refuses new ones. */
  endAll(): void {
    this.isStopping = true;
    for (const connection of this.open) connection.end(createStoppingFault());
  }

  private async check(): Promise<void> {
    this.checks += 1;
    const isHeartbeat = this.checks % CHECKS_PER_HEARTBEAT === 0;
    const lostRights = new Map<Caller, Fault | undefined>();
    for (const connection of this.open) {
      const { caller } = connection;
      if (caller && !lostRights.has(caller)) lostRights.set(caller, findLostRight(caller));
      const lostRight = caller && lostRights.get(caller);
      if (lostRight) connection.end(lostRight);
      else if (isHeartbeat) {
        // oxlint-disable-next-line no-await-in-loop -- spreads the writes
        await this.turns.take();
        connection.sendHeartbeat();
      }
    }
  }
}

const createStoppingFault = () =>
  new Fault('UPSTREAM_UNAVAILABLE', 'The gateway is shutting down. Connect again.', { retryAfterSeconds: 1 });
