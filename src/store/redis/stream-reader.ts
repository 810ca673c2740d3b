import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { BLOCKING_GRACE_MS, type RedisClient } from './redis-client.js';

/** How long a read waits for a new entry. */
const BLOCK_MS = 1_000;
const RETRY_DELAY_MS = 250;
const MAX_ENTRIES_AT_ONCE = 100;

export type StreamEntry = readonly [id: string, fields: readonly string[]];

export interface StreamReaderOptions {
  /** Creates a connection that waits for entries; other commands would wait behind them. */
  readonly createReader: () => RedisClient;
  readonly key: string;
  /** Handles an entry before the next one; may return another id to continue after. */
  readonly onEntry: (entry: StreamEntry) => Promise<string | undefined>;
  /** Returns the id to continue after an interruption; called again until it resolves. */
  readonly onInterruption?: (lastId: string) => Promise<string>;
}

/** Reads the entries of a stream as they come, until it is closed. */
export class StreamReader {
  private readonly client: RedisClient;
  private isClosed = false;

  /** @param lastId the entries after this id are read */
  constructor(
    private readonly options: StreamReaderOptions,
    private lastId: string,
  ) {
    this.client = options.createReader();
    // The connection of the commands logs the same errors.
    this.client.on('error', () => {});
    void this.readAll();
  }

  close(): void {
    this.isClosed = true;
    this.client.disconnect();
  }

  private async readAll(): Promise<void> {
    await this.waitUntilReady();
    let isInterrupted = false;
    while (!this.isClosed) {
      try {
        if (isInterrupted) await this.resume();
        isInterrupted = false;
        await this.readNext();
      } catch {
        isInterrupted = true;
        await this.waitUntilReady();
      }
    }
  }

  private async readNext(): Promise<void> {
    const startedAt = performance.now();
    const { key, onEntry } = this.options;
    const wait = ['COUNT', MAX_ENTRIES_AT_ONCE, 'BLOCK', BLOCK_MS] as const;
    const streams = await this.client.xread(...wait, 'STREAMS', key, this.lastId);
    for (const entry of streams?.[0]?.[1] ?? []) {
      if (this.isClosed) return;
      [this.lastId] = entry;
      // oxlint-disable-next-line no-await-in-loop -- the next entry may not be the one that follows here
      const otherId = await onEntry(entry);
      if (otherId === undefined) continue;
      this.lastId = otherId;
      return;
    }
    // The server did not respond: a host that vanished closes no connection.
    if (!streams && performance.now() - startedAt > BLOCK_MS + BLOCKING_GRACE_MS / 2) this.client.disconnect(true);
  }

  private async waitUntilReady(): Promise<void> {
    const waiting = new AbortController();
    const { signal } = waiting;
    const ready = this.client.status === 'ready' ? delay(RETRY_DELAY_MS) : once(this.client, 'ready', { signal });
    await Promise.race([ready, delay(RETRY_DELAY_MS, undefined, { ref: false, signal })]).catch(() => {});
    waiting.abort();
  }

  private async resume(): Promise<void> {
    const { onInterruption } = this.options;
    if (onInterruption) this.lastId = await onInterruption(this.lastId);
  }
}
