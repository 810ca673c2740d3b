import { randomUUID } from 'node:crypto';
import type { ConcurrentCreates } from '../concurrent-creates.js';
import type { RedisConnection } from './redis-connection.js';
import { createScript, hashKeyPart, runScript, type Script } from './script.js';

/** Ids of the creates in flight, by the end of their lease. The id `concurrent` is there once there were two. */
const START = createScript(`
local now, lease, id = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZCOUNT', KEYS[1], '-inf', '(+inf') == 0 then redis.call('DEL', KEYS[1]) end
redis.call('ZADD', KEYS[1], now + lease, id)
if redis.call('ZCARD', KEYS[1]) > 1 then redis.call('ZADD', KEYS[1], '+inf', 'concurrent') end
redis.call('PEXPIRE', KEYS[1], lease)
return 1
`);

/** A server that lost this create may have lost others, too. */
const IS_CONCURRENT = createScript(`
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 1 end
return redis.call('ZSCORE', KEYS[1], 'concurrent') and 1 or 0
`);

const END = createScript(`
redis.call('ZREM', KEYS[1], ARGV[1])
if redis.call('ZCOUNT', KEYS[1], '-inf', '(+inf') == 0 then redis.call('DEL', KEYS[1]) end
return 1
`);

/**
 * Tracks the creates of all replicas. If Redis is unavailable, others may run at the same time, so the result is true.
 *
 * @param leaseMs longer than a create takes; a killed process counts as a rival for so long
 */
export function createRedisConcurrentCreates(redis: RedisConnection, leaseMs: number): ConcurrentCreates {
  const untracked = new Set<string>();
  const run = (script: Script, key: string, values: readonly (string | number)[]) =>
    redis.run((client) => runScript(client, script, [`${redis.prefix}creates:{${hashKeyPart(key)}}`], values));
  return {
    async start(key) {
      const id = randomUUID();
      const started = await run(START, key, [redis.serverTime(), leaseMs, id]);
      if (started === undefined) untracked.add(id);
      return id;
    },
    async isConcurrent(key, id) {
      return untracked.has(id) || (await run(IS_CONCURRENT, key, [id])) !== 0;
    },
    async end(key, id) {
      untracked.delete(id);
      await run(END, key, [id]);
    },
  };
}
