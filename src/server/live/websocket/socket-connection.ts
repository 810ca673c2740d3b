import type { WebSocket } from 'ws';
import type { Fault } from '../../../faults/fault.js';
import type { Caller } from '../../../graph/core/auth/caller.js';
import { Cancellation } from '../../../shared/cancellation.js';
import type { LiveConnection } from '../live-connections.js';
import { SLOW_CLIENT_MS } from '../slow-client.js';
import { GOING_AWAY, NORMAL_CLOSURE, toCloseCode, toCloseReason } from './close-codes.js';

/** Bytes that may wait for a client before it is read no further and its subscriptions pause. */
const MAX_WAITING_BYTES = 64 * 1024;
/** How long a client may take to close, in milliseconds. */
const CLOSE_TIMEOUT_MS = 1_000;
/** Heartbeats without an operation before a socket is closed: 60 s. */
const MAX_IDLE_HEARTBEATS = 4;

/** One WebSocket: its heartbeats, its bounds and its end. */
export class SocketConnection implements LiveConnection {
  /** Cancelled when the socket closes. */
  readonly cancellation = new Cancellation();
  /** Set by `connection_init`. */
  caller: Caller | undefined;
  /** Operations in flight. */
  countOperations = (): number => 0;
  private idleHeartbeats = 0;
  private isAlive = true;
  private drained: Promise<void> | undefined;
  private onDrained: (() => void) | undefined;

  constructor(readonly socket: WebSocket) {
    socket.on('pong', () => (this.isAlive = true));
    // Such as a message that is too long. The socket then closes with the right code by itself.
    socket.on('error', () => {});
    socket.on('close', () => {
      this.cancellation.cancel();
      this.onDrained?.();
    });
  }

  /** @returns undefined, or while the client is behind a promise that resolves when it is not */
  send(text: string): Promise<void> | undefined {
    if (this.socket.readyState !== this.socket.OPEN) return undefined;
    this.socket.send(text, this.onSent);
    if (!this.drained && this.socket.bufferedAmount > MAX_WAITING_BYTES) this.drained = this.waitForDrain();
    return this.drained;
  }

  sendHeartbeat(): void {
    this.idleHeartbeats = this.countOperations() > 0 ? 0 : this.idleHeartbeats + 1;
    if (this.idleHeartbeats > MAX_IDLE_HEARTBEATS) return this.close(NORMAL_CLOSURE, 'No operation for a minute');
    if (this.drained) return;
    if (!this.isAlive) return this.socket.terminate();
    this.isAlive = false;
    this.socket.ping();
  }

  end(reason: Fault): void {
    this.close(reason.code === 'UPSTREAM_UNAVAILABLE' ? GOING_AWAY : toCloseCode(reason), reason.message);
  }

  close(code: number, reason: string): void {
    this.socket.close(code, toCloseReason(reason));
    const timer = setTimeout(() => this.socket.terminate(), CLOSE_TIMEOUT_MS).unref();
    this.socket.once('close', () => clearTimeout(timer));
  }

  private readonly onSent = (): void => {
    if (this.socket.bufferedAmount <= MAX_WAITING_BYTES) this.onDrained?.();
  };

  /** A client that does not read cannot send either, so that responses do not pile up. */
  private waitForDrain(): Promise<void> {
    this.socket.pause();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.socket.terminate(), SLOW_CLIENT_MS).unref();
      this.onDrained = () => {
        clearTimeout(timer);
        this.onDrained = undefined;
        this.drained = undefined;
        this.isAlive = true;
        this.socket.resume();
        resolve();
      };
    });
  }
}
