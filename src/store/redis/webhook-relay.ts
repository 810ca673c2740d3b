import { randomUUID } from 'node:crypto';
import { isObject, isString, tryParseJson } from '../../shared/json.js';
import { MemoryWebhookRelay } from '../memory/webhook-relay.js';
import type { RelayedWebhook, WebhookListener, WebhookRelay } from '../webhook-relay.js';
import type { RedisClient } from './redis-client.js';
import type { RedisConnection } from './redis-connection.js';
import { createScript, runScript } from './script.js';
import { type StreamEntry, StreamReader } from './stream-reader.js';

/** A replica that was disconnected catches up with what is still in the stream. */
const MAX_ENTRIES = 1_000;
const TTL_MS = 60_000;

const ADD = createScript(`
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'replica', ARGV[3], 'webhook', ARGV[4], 'handled', ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
`);

/**
 * Passes webhooks between replicas through a stream. A stream and not a channel, because a subscriber of a channel misses
 * what is sent while its connection is interrupted.
 */
export class RedisWebhookRelay implements WebhookRelay {
  private readonly replica = randomUUID();
  private readonly local = new MemoryWebhookRelay();
  private reader: StreamReader | undefined;

  constructor(
    private readonly redis: RedisConnection,
    private readonly createReader: () => RedisClient,
  ) {}

  async publish(webhook: RelayedWebhook): Promise<void> {
    const isHandled = this.local.pass(webhook, 'RECEIVED');
    const values = [MAX_ENTRIES, TTL_MS, this.replica, JSON.stringify(webhook), isHandled ? '1' : '0'];
    await this.redis.run((client) => runScript(client, ADD, [this.key], values));
  }

  follow(listener: WebhookListener): void {
    this.local.follow(listener);
    const { key, createReader } = this;
    // Ids of entries begin with the server's time.
    this.reader ??= new StreamReader(
      { createReader, key, onEntry: async (entry) => this.pass(entry) },
      `${this.redis.serverTime()}-0`,
    );
  }

  close(): void {
    this.reader?.close();
  }

  private get key(): string {
    return `${this.redis.prefix}webhooks`;
  }

  /** Webhooks of this replica were passed when they arrived. */
  private pass([, [, replica, , text = '', , isHandled]]: StreamEntry): undefined {
    const webhook = tryParseJson(text);
    if (replica === this.replica || !isObject(webhook) || !isString(webhook['account'])) return undefined;
    const origin = isHandled === '1' ? 'HANDLED' : 'UNHANDLED';
    this.local.pass({ account: webhook['account'], event: webhook['event'] }, origin);
    return undefined;
  }
}
