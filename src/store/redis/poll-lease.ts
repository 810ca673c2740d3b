import { randomUUID } from 'node:crypto';
import { POLL_LEASE_MS, type PollLease, type PollTurn } from '../poll-lease.js';
import { EVENT_LOG_TTL_MS } from './event-log-scripts.js';
import type { RedisConnection } from './redis-connection.js';
import { createScript, hashKeyPart, runScript, type Script } from './script.js';

/** The token of the holder protects the time that is stored: a holder that was paused for too long changes nothing. */
const TAKE = createScript(`
local lease, until_key = KEYS[1], KEYS[2]
local token, leaseMs, ttl, polledUntil = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local holder = redis.call('GET', lease)
if holder and holder ~= token then return { 'FOLLOWER', redis.call('GET', until_key) or '' } end
redis.call('SET', lease, token, 'PX', leaseMs)
local known = tonumber(redis.call('GET', until_key) or '0')
if holder and polledUntil and polledUntil > known then known = polledUntil end
if known == 0 then return { 'POLLER', '' } end
redis.call('SET', until_key, string.format('%.0f', known), 'PX', ttl)
return { 'POLLER', string.format('%.0f', known) }
`);

const RELEASE = createScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
`);

const MAX_AGE_MS = 1_000;

/** A lease in Redis, which ends it by its own clock. While Redis is unavailable, every replica is alone. */
export class RedisPollLease implements PollLease {
  private readonly token = randomUUID();
  private readonly keys: readonly [lease: string, polledUntil: string];
  private checkedAt = -Infinity;
  private wasTaken: Promise<boolean> = Promise.resolve(false);

  constructor(
    private readonly redis: RedisConnection,
    account: string,
    private readonly leaseMs: number = POLL_LEASE_MS,
  ) {
    const base = `${redis.prefix}polls:{${hashKeyPart(account)}}`;
    this.keys = [base, `${base}:until`];
  }

  async take(polledUntil?: number): Promise<PollTurn> {
    const reply = await this.run(TAKE, [this.token, this.leaseMs, EVENT_LOG_TTL_MS, polledUntil ?? '']);
    if (!Array.isArray(reply)) return { role: 'ALONE' };
    const [role, until] = reply as [PollTurn['role'], string];
    return { role, polledUntil: until === '' ? undefined : Number(until) };
  }

  isTaken(): Promise<boolean> {
    if (performance.now() - this.checkedAt > MAX_AGE_MS) {
      this.checkedAt = performance.now();
      this.wasTaken = this.redis.run((client) => client.exists(this.keys[0])).then((count) => count === 1);
    }
    return this.wasTaken;
  }

  async release(): Promise<void> {
    await this.run(RELEASE, [this.token]);
  }

  private run(script: Script, values: readonly (string | number)[]): Promise<unknown> {
    return this.redis.run((client) => runScript(client, script, this.keys, values));
  }
}
