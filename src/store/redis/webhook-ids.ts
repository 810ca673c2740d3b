import { MAX_WEBHOOK_IDS, WEBHOOK_ID_TTL_MS, type WebhookIds } from '../webhook-ids.js';
import type { RedisConnection } from './redis-connection.js';
import { createScript, hashKeyPart, runScript } from './script.js';

/** Ids by the time at which they were recorded. A known webhook records nothing, as in memory. */
const ADD = createScript(`
local now, ttl, max = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('(%.0f', now - ttl))
for index = 4, #ARGV do
  if redis.call('ZSCORE', KEYS[1], ARGV[index]) then return 0 end
end
for index = 4, #ARGV do redis.call('ZADD', KEYS[1], now, ARGV[index]) end
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -max - 1)
redis.call('PEXPIRE', KEYS[1], ttl)
return 1
`);

/** Shares the ids between replicas. While Redis is unavailable, each replica has its own. */
export function createRedisWebhookIds(redis: RedisConnection, local: WebhookIds): WebhookIds {
  return {
    async add(account, ids) {
      const key = `${redis.prefix}webhook-ids:{${hashKeyPart(account)}}`;
      const values = [redis.serverTime(), WEBHOOK_ID_TTL_MS, MAX_WEBHOOK_IDS, ...ids.map(hashKeyPart)];
      const added = await redis.run((client) => runScript(client, ADD, [key], values));
      return added === undefined ? local.add(account, ids) : added === 1;
    },
  };
}
