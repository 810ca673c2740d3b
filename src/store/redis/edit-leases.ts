import type { EditLeases } from '../edit-leases.js';
import type { RedisConnection } from './redis-connection.js';
import { createScript, hashKeyPart, runScript, type Script } from './script.js';

const TAKE = createScript(`
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`);

const RELEASE = createScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
`);

/**
 * Leases of all replicas. While Redis is unavailable, every edit is alone.
 *
 * @param leaseMs as long as an edit may take; a killed process holds its lease for so long
 */
export function createRedisEditLeases(redis: RedisConnection, leaseMs: number): EditLeases {
  const run = (script: Script, key: string, values: readonly (string | number)[]) =>
    redis.run((client) => runScript(client, script, [`${redis.prefix}edits:{${hashKeyPart(key)}}`], values));
  return {
    async take(key, id) {
      const isTaken = await run(TAKE, key, [id, leaseMs]);
      if (isTaken === undefined) return 'ALONE';
      return isTaken === 1 ? 'TAKEN' : 'BUSY';
    },
    async release(key, id) {
      await run(RELEASE, key, [id]);
    },
  };
}
