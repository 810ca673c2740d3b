import { ConfigError } from '../../config/config-error.js';
import type { Config, RedisConfig } from '../../config/config.js';
import { describeRedisAddress } from '../../config/redis-url.js';
import { createMemoryStore } from '../memory/memory-store.js';
import { outboxLeaseMs } from '../outbox.js';
import type { Store } from '../store.js';
import type { StoreLog } from '../store-log.js';
import type { StoreCheck } from '../store-status.js';
import { createRedisAuthFailureLimiter } from './auth-failure-limiter.js';
import { createRedisConcurrentCreates } from './concurrent-creates.js';
import { createRedisEditLeases } from './edit-leases.js';
import { RedisEventLog } from './event-log.js';
import { EventLogCommands } from './event-log-commands.js';
import { RedisIdempotencyStore } from './idempotency.js';
import { RedisOutbox } from './outbox.js';
import { RedisPollLease } from './poll-lease.js';
import { createRedisRateLimiter } from './rate-limiter.js';
import { createBlockingClient, createRedisClient } from './redis-client.js';
import { RedisConnection } from './redis-connection.js';
import { MIN_VERSION, readServerInfo } from './server-info.js';
import { createRedisWebhookIds } from './webhook-ids.js';
import { RedisWebhookRelay } from './webhook-relay.js';

/** Maximum time that a start waits for Redis. */
const MAX_START_MS = 2_000;

/**
 * Connects to Redis. If it is unavailable, the store works in this process until Redis responds.
 *
 * @throws {ConfigError} if Redis is required, and unavailable or too old
 */
export async function openRedisStore(config: Config, redis: RedisConfig, log: StoreLog): Promise<Store> {
  const client = createRedisClient(redis);
  const ttlMs = config.idempotencyTtlSeconds * 1000;
  const connection = new RedisConnection({ client, prefix: redis.prefix, ttlMs, log });
  const isAvailable = await connection.waitUntilAvailable(MAX_START_MS);
  const { address, reason, server } = await checkServer(connection, redis);
  if (redis.isRequired && !server?.isSupported) {
    connection.close();
    const problem = server ? `Redis ${server.version}, older than ${MIN_VERSION}` : `unavailable: ${reason}`;
    throw new ConfigError([`REDIS_URL names ${address}, which is ${problem}. REDIS_REQUIRED is on.`]);
  }
  if (isAvailable)
    log.info({ redis: address, version: server?.version }, 'State is shared with other replicas through Redis');
  else connection.log.setUnavailable();
  return createRedisStore(connection, { ...config, redis });
}

async function checkServer(connection: RedisConnection, { address }: RedisConfig): Promise<StoreCheck> {
  const server = await connection.run(readServerInfo);
  const described = describeRedisAddress(address);
  return server
    ? { address: described, server }
    : { address: described, reason: connection.log.reason.replace(/\.+$/, '') };
}

/** Shares everything through a connection; the memory store takes over while it is unavailable. */
export function createRedisStore(
  connection: RedisConnection,
  config: Pick<Config, 'callerRateLimit' | 'idempotencyTtlSeconds' | 'deadlineMs'> & { readonly redis: RedisConfig },
): Store {
  const local = createMemoryStore(config);
  const idempotency = new RedisIdempotencyStore(connection, local.idempotency, config.idempotencyTtlSeconds);
  const createReader = () => createBlockingClient(config.redis);
  const webhookRelay = new RedisWebhookRelay(connection, createReader);
  return {
    isShared: true,
    idempotency,
    concurrentCreates: createRedisConcurrentCreates(connection, 3 * config.deadlineMs),
    editLeases: createRedisEditLeases(connection, config.deadlineMs),
    rateLimiter: createRedisRateLimiter(connection, config.callerRateLimit),
    authFailures: createRedisAuthFailureLimiter(connection, local.authFailures),
    webhookIds: createRedisWebhookIds(connection, local.webhookIds),
    webhookRelay,
    openEventLog: (account, format) =>
      new RedisEventLog(new EventLogCommands(connection, account), format, createReader),
    openPollLease: (account) => new RedisPollLease(connection, account),
    openOutbox: (account) => new RedisOutbox(connection, account, outboxLeaseMs(config)),
    readStatus: () => connection.readStatus(),
    check: () => checkServer(connection, config.redis),
    async close() {
      idempotency.close();
      webhookRelay.close();
      connection.close();
    },
  };
}
