import { toError } from '../../shared/to-error.js';
import type { StoreStatus } from '../store-status.js';
import { AvailabilityLog } from './availability-log.js';
import { shakeHands, type Handshake } from './handshake.js';
import { createSlowError, getIdleMs, MAX_LATENCY_MS } from './latency.js';
import type { RedisClient } from './redis-client.js';
import type { RedisConnectionOptions } from './redis-connection-options.js';
import { INVALID_VALUE } from './script.js';

/** Interval of the handshakes, which find out whether the server is available and what it knows. */
const HANDSHAKE_INTERVAL_MS = 250;

/** So many failed handshakes replace the connection, because a host that vanished closes none. */
const MAX_FAILED_HANDSHAKES = 5;

/**
 * Sends commands while the server is available. The first command that fails or is too slow makes it unavailable: commands
 * in flight then end, and later ones are not sent, until a handshake succeeds.
 */
export class RedisConnection {
  /** Whether commands are sent. */
  isAvailable = false;
  /** Whether the last response was too slow. */
  private isSlow = false;
  private isClosed = false;
  private isShakingHands = false;
  private missedWork = false;
  private failedHandshakes = 0;
  private handshake: Handshake | undefined;
  private clockOffset = 0;
  private readonly waiting = new Set<() => void>();
  private readonly listeners: ((isAvailable: boolean) => void)[] = [];
  /** What the log states about the server; never its credentials. */
  readonly log: AvailabilityLog;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: RedisConnectionOptions) {
    const { client, log } = options;
    this.log = new AvailabilityLog(log);
    client.on('error', (error: Error) => this.becomeUnavailable(error));
    client.on('close', () => this.becomeUnavailable());
    client.on('ready', () => void this.tryHandshake());
    this.timer = setInterval(() => void this.tryHandshake(), HANDSHAKE_INTERVAL_MS).unref();
  }

  /** For libraries that send their commands themselves, inside `run`. */
  get client(): RedisClient {
    return this.options.client;
  }

  get prefix(): string {
    return this.options.prefix;
  }

  /** Whether the server has the results of all work that was done within the time to live. */
  get isComplete(): boolean {
    return this.handshake !== undefined && this.serverTime() >= this.handshake.incompleteUntil;
  }

  /** The server's clock, so that all replicas agree; in milliseconds since the epoch. */
  serverTime(): number {
    return Date.now() + this.clockOffset;
  }

  /** Converts a time of the server to this process's clock. */
  toLocalTime(serverTime: number): number {
    return serverTime - this.clockOffset;
  }

  /** Calls the listener whenever the server becomes available or unavailable. */
  onAvailability(listener: (isAvailable: boolean) => void): void {
    this.listeners.push(listener);
  }

  readStatus(): StoreStatus {
    return { isAvailable: this.isAvailable, ...this.log.counts };
  }

  /** This process finished work that it could not store. */
  noteMissedWork(): void {
    this.missedWork = true;
  }

  /** Whether `runPatiently` sends commands. */
  get isResponding(): boolean {
    return this.isAvailable || this.isSlow;
  }

  /**
   * Runs commands. Never rejects.
   *
   * @returns undefined when the server is unavailable, and for an invalid value; the command may still be executed later
   */
  run<T>(command: (client: RedisClient) => Promise<T>): Promise<T | undefined> {
    if (!this.isAvailable) return this.leaveUnsent();
    return new Promise((resolve) => {
      const giveUp = () => resolve(undefined);
      this.waiting.add(giveUp);
      void this.send(command, resolve).finally(() => this.waiting.delete(giveUp));
    });
  }

  /** Like `run`, but waits for a slow server: for what is worse to lose than to wait for. */
  runPatiently<T>(command: (client: RedisClient) => Promise<T>): Promise<T | undefined> {
    return this.isResponding ? new Promise((resolve) => void this.send(command, resolve)) : this.leaveUnsent();
  }

  /** Resolves with whether the server is available, at the latest after this time. */
  async waitUntilAvailable(timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    while (!this.isAvailable && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
    return this.isAvailable;
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.timer);
    this.options.client.disconnect();
  }

  private leaveUnsent(): Promise<undefined> {
    this.log.countSkipped();
    return Promise.resolve(undefined);
  }

  /** A slow response is used, too. */
  private async send<T>(
    command: (client: RedisClient) => Promise<T>,
    resolve: (reply: T | undefined) => void,
  ): Promise<void> {
    const idleBefore = getIdleMs();
    try {
      resolve(await command(this.options.client));
      this.log.counts.succeeded += 1;
      this.checkLatency(getIdleMs() - idleBefore);
    } catch (error) {
      this.onCommandError(toError(error));
      resolve(undefined);
    }
  }

  private onCommandError(error: Error): void {
    if (INVALID_VALUE.test(error.message)) return this.log.countInvalidValue(error.message);
    this.log.counts.failed += 1;
    this.becomeUnavailable(error);
  }

  private becomeAvailable(): void {
    if (this.isAvailable || this.isClosed) return;
    this.isAvailable = true;
    this.log.setAvailable();
    for (const listener of this.listeners) listener(true);
  }

  private becomeUnavailable(error?: Error, isSlow = false): void {
    if (this.isClosed) return;
    const wasAvailable = this.isAvailable;
    this.isAvailable = false;
    this.isSlow = isSlow;
    this.log.setUnavailable(error);
    for (const giveUp of this.waiting) giveUp();
    this.waiting.clear();
    if (wasAvailable) for (const listener of this.listeners) listener(false);
  }

  private checkLatency(latencyMs: number): boolean {
    const { maxLatencyMs = MAX_LATENCY_MS } = this.options;
    if (latencyMs > maxLatencyMs) this.becomeUnavailable(createSlowError(latencyMs, maxLatencyMs), true);
    return latencyMs <= maxLatencyMs;
  }

  /** Ignores small differences, which come from the duration of the handshake. */
  private adjustClock(serverTime: number, latencyMs: number): void {
    const offset = serverTime - Date.now();
    if (Math.abs(offset - this.clockOffset) > Math.max(MAX_LATENCY_MS, latencyMs)) this.clockOffset = offset;
  }

  private async tryHandshake(): Promise<void> {
    const { client, prefix, ttlMs } = this.options;
    if (this.isShakingHands || this.isClosed || client.status !== 'ready') return;
    this.isShakingHands = true;
    const { missedWork } = this;
    const idleBefore = getIdleMs();
    try {
      this.handshake = await shakeHands(client, { prefix, knownEpoch: this.handshake?.epoch, missedWork, ttlMs });
      if (missedWork) this.missedWork = false;
      const latencyMs = getIdleMs() - idleBefore;
      this.adjustClock(this.handshake.serverTime, latencyMs);
      if (!this.checkLatency(latencyMs)) return;
      this.failedHandshakes = 0;
      this.becomeAvailable();
    } catch (error) {
      this.becomeUnavailable(toError(error));
      this.failedHandshakes += 1;
      if (this.failedHandshakes % MAX_FAILED_HANDSHAKES === 0 && !this.isClosed) client.disconnect(true);
    } finally {
      this.isShakingHands = false;
    }
  }
}
