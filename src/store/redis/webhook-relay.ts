import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isObject, isString, tryParseJson } from '../../shared/json.js';
import type { RelayedWebhook, WebhookRelay } from '../webhook-relay.js';
import { BLOCKING_GRACE_MS, type RedisClient } from './redis-client.js';
import type { RedisConnection } from './redis-connection.js';
import { createScript, runScript } from './script.js';

/** A replica that was disconnected catches up with what is still in the stream. */
const MAX_ENTRIES = 1_000;
const TTL_MS = 60_000;

/** How long a read waits for a new entry. */
const BLOCK_MS = 1_000;
const RETRY_DELAY_MS = 250;

const ADD = createScript(`
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'replica', ARGV[3], 'webhook', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
`);

type Entry = readonly [id: string, fields: readonly string[]];

/**
 * Passes webhooks between replicas through a stream. A stream and not a channel, because a subscriber of a channel misses
 * what is sent while its connection is interrupted.
 */
export class RedisWebhookRelay implements WebhookRelay {
  private readonly replica = randomUUID();
  private reader: RedisClient | undefined;

  /** @param createReader creates a connection that waits for entries; other commands would wait behind it */
  constructor(
    private readonly redis: RedisConnection,
    private readonly local: WebhookRelay,
    private readonly createReader: () => RedisClient,
  ) {}

  async publish(webhook: RelayedWebhook): Promise<void> {
    await this.local.publish(webhook);
    const values = [MAX_ENTRIES, TTL_MS, this.replica, JSON.stringify(webhook)];
    await this.redis.run((client) => runScript(client, ADD, [this.key], values));
  }

  follow(listener: (webhook: RelayedWebhook) => void): void {
    this.local.follow(listener);
    if (this.reader) return;
    this.reader = this.createReader();
    // The connection of the commands logs the same errors.
    this.reader.on('error', () => {});
    void this.readEntries(this.reader);
  }

  close(): void {
    this.reader?.disconnect();
    this.reader = undefined;
  }

  private get key(): string {
    return `${this.redis.prefix}webhooks`;
  }

  private async readEntries(reader: RedisClient): Promise<void> {
    // Ids of entries begin with the server's time.
    let lastId = `${this.redis.serverTime()}-0`;
    while (this.reader === reader) {
      try {
        const startedAt = performance.now();
        const streams = await reader.xread('COUNT', 100, 'BLOCK', BLOCK_MS, 'STREAMS', this.key, lastId);
        for (const entry of streams?.[0]?.[1] ?? []) {
          [lastId] = entry;
          await this.pass(entry);
        }
        // The server did not respond: a host that vanished closes no connection.
        if (!streams && performance.now() - startedAt > BLOCK_MS + BLOCKING_GRACE_MS / 2) reader.disconnect(true);
      } catch {
        await delay(RETRY_DELAY_MS, undefined, { ref: false });
      }
    }
  }

  /** Webhooks of this replica were passed when they arrived. */
  private async pass([, [, replica, , text = '']]: Entry): Promise<void> {
    const webhook = tryParseJson(text);
    if (replica === this.replica || !isObject(webhook) || !isString(webhook['account'])) return;
    await this.local.publish({ account: webhook['account'], event: webhook['event'] });
  }
}
