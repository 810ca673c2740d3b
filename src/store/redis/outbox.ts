import { randomUUID } from 'node:crypto';
import { isObject, tryParseJson } from '../../shared/json.js';
import {
  type AddResult,
  type CancelResult,
  type ClaimedItem,
  DEFAULT_OUTBOX_LIMITS,
  type NewItem,
  type Outbox,
  type OutboxDepth,
  type OutboxItem,
  type OutboxLimits,
  type QueuedItem,
  SETTLED_TTL_MS,
  type SettledState,
} from '../outbox.js';
import { addChecksum, readChecked } from '../checked-value.js';
import { ADD, CANCEL, CLAIM, RELEASE, SETTLE } from './outbox-scripts.js';
import type { RedisConnection } from './redis-connection.js';
import { hashKeyPart, isCertainRefusal, runScript, type Script } from './script.js';

const KEY_NAMES = ['items', 'contents', 'statuses', 'lanes', 'due', 'waiting', 'settled', 'counts'] as const;

/** How long a new item waits for a Redis that does not respond: one handshake. */
const MAX_WAIT_MS = 250;

/**
 * Shares what waits between replicas. Uses a slow Redis, too, because a trigger that is refused pages nobody. Sorted sets
 * and not a stream with a consumer group, because such a group keeps no order per key: a retry goes to the end, and another
 * consumer gets the next entry meanwhile.
 */
export class RedisOutbox implements Outbox {
  private readonly keys: Readonly<Record<(typeof KEY_NAMES)[number], string>>;

  /** @param leaseMs longer than one delivery */
  constructor(
    private readonly redis: RedisConnection,
    account: string,
    private readonly leaseMs: number,
    private readonly limits: OutboxLimits = DEFAULT_OUTBOX_LIMITS,
  ) {
    const base = `${redis.prefix}outbox:{${hashKeyPart(account)}}`;
    this.keys = Object.fromEntries(KEY_NAMES.map((name) => [name, `${base}:${name}`])) as typeof this.keys;
  }

  now(): number {
    return this.redis.serverTime();
  }

  async add({ content, sentAt, ...item }: NewItem): Promise<AddResult> {
    if (!this.redis.isResponding) await this.redis.waitUntilAvailable(MAX_WAIT_MS);
    if (!this.redis.isResponding) return 'unavailable';
    const { waiting, waitingOfOwner, bytes } = this.limits;
    const names = [item.id, hashKeyPart(item.lane), hashKeyPart(item.owner)];
    const texts = [addChecksum(JSON.stringify(item)), addChecksum(content)];
    let isRefused = false;
    const values = [...names, ...texts, sentAt ?? '', waiting, waitingOfOwner, bytes];
    const reply = await this.run(ADD, values, (error) => (isRefused = isCertainRefusal(error)));
    if (reply === 'added' || reply === 'full') return reply;
    return isRefused ? 'refused' : 'unknown';
  }

  async find(id: string): Promise<QueuedItem | undefined | 'unavailable'> {
    const found = await this.read([id]);
    return found === 'unavailable' ? found : found[0];
  }

  async list(max: number): Promise<readonly QueuedItem[] | 'unavailable'> {
    const ids = await this.redis.runPatiently((client) => client.zrange(this.keys.waiting, 0, max - 1));
    return ids ? this.read(ids) : 'unavailable';
  }

  async readDepth(): Promise<OutboxDepth | 'unavailable'> {
    const { waiting } = this.keys;
    const reply = await this.redis.runPatiently((client) =>
      Promise.all([client.zcard(waiting), client.zrange(waiting, 0, 0, 'WITHSCORES')]),
    );
    if (!reply) return 'unavailable';
    const [count, [, oldest]] = reply;
    return { waiting: count, oldestAt: oldest === undefined ? undefined : Number(oldest) };
  }

  async count(lane: string): Promise<number | 'unavailable'> {
    const name = hashKeyPart(lane);
    const { lanes } = this.keys;
    return (
      (await this.redis.runPatiently((client) => client.zlexcount(lanes, `[${name}:`, `(${name};`))) ?? 'unavailable'
    );
  }

  async cancel(lane: string): Promise<CancelResult | 'unavailable'> {
    const reply = await this.run(CANCEL, [hashKeyPart(lane), this.limits.waiting]);
    if (!Array.isArray(reply)) return 'unavailable';
    const [cancelled, remaining] = reply as [number, number];
    return { cancelled, remaining };
  }

  async claim(): Promise<ClaimedItem | undefined> {
    const claim = randomUUID();
    const reply = await this.run(CLAIM, [claim, this.leaseMs, this.limits.settled]);
    if (!Array.isArray(reply)) return undefined;
    const [id, lane, text, checkedContent, sentAt, attempts, isDamaged] = reply as readonly (string | number)[];
    const item = parseItem(String(text));
    const content = readChecked(String(checkedContent));
    if (isDamaged === 1 || !item || content === undefined)
      this.redis.log.countInvalidValue('A queued trigger is damaged.');
    if (!item || content === undefined) {
      await this.run(SETTLE, [String(id), String(lane), claim, 'REFUSED', '']);
      return undefined;
    }
    const status = { state: 'WAITING' as const, sentAt: sentAt === '' ? undefined : Number(sentAt) };
    return { item: { ...item, ...status }, content, claim, attempts: Number(attempts) };
  }

  async release({ item, claim }: ClaimedItem, dueAt: number, wasSent: boolean): Promise<void> {
    await this.run(RELEASE, [item.id, hashKeyPart(item.lane), claim, dueAt, wasSent ? '1' : '0']);
  }

  async settle({ item, claim }: ClaimedItem, state: SettledState, detail: string): Promise<boolean> {
    return (await this.run(SETTLE, [item.id, hashKeyPart(item.lane), claim, state, detail])) === 1;
  }

  private async read(ids: readonly string[]): Promise<readonly QueuedItem[] | 'unavailable'> {
    if (ids.length === 0) return [];
    const { items, statuses } = this.keys;
    const reply = await this.redis.runPatiently((client) =>
      Promise.all([client.hmget(items, ...ids), client.hmget(statuses, ...ids)]),
    );
    if (!reply) return 'unavailable';
    const [texts, states] = reply;
    return texts.flatMap((text, index) => toQueuedItem(text, states[index]) ?? []);
  }

  private run(
    script: Script,
    values: readonly (string | number)[],
    onError?: (error: unknown) => void,
  ): Promise<unknown> {
    const keys = KEY_NAMES.map((name) => this.keys[name]);
    return this.redis.runPatiently(async (client) => {
      try {
        return await runScript(client, script, keys, [this.now(), SETTLED_TTL_MS, ...values]);
      } catch (error) {
        onError?.(error);
        throw error;
      }
    });
  }
}

function parseItem(checked: string): OutboxItem | undefined {
  const text = readChecked(checked);
  return text === undefined ? undefined : (tryParseJson(text) as OutboxItem);
}

function toQueuedItem(text: string | null, statusText: string | null | undefined): QueuedItem | undefined {
  const item = text === null ? undefined : parseItem(text);
  const status = tryParseJson(statusText ?? '');
  if (!item || !isObject(status)) return undefined;
  const { state, sentAt, settledAt, detail } = status as unknown as QueuedItem;
  return { ...item, state, sentAt, settledAt, detail };
}
