import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisConfig } from '../../config/config.js';

/** The commands that the store uses, of one server or of a cluster. */
export type RedisClient = Redis | Cluster;

/** A command that takes longer counts as failed, but the server may still execute it later. */
const COMMAND_TIMEOUT_MS = 250;

/** A blocking command that takes so much longer than it requested returns null, as if there were no data. */
export const BLOCKING_GRACE_MS = 1_000;

/** Longest delay between two attempts to connect. A replica that knows what a new server lacks must not be the last to come. */
const MAX_RECONNECT_DELAY_MS = 500;

/**
 * Connects in the background, and again whenever the connection is lost. Nothing is queued or sent again: a command without
 * a connection fails at once.
 */
export function createRedisClient(config: RedisConfig): RedisClient {
  // Sends the commands of one turn of the event loop together: a keyed trigger costs a quarter less CPU time.
  return connect(config, { commandTimeout: COMMAND_TIMEOUT_MS, enableAutoPipelining: true });
}

/** Connects for commands that wait for data; other commands would wait behind them. */
export function createBlockingClient(config: RedisConfig): RedisClient {
  return connect(config, { blockingTimeout: 1_000, blockingTimeoutGrace: BLOCKING_GRACE_MS });
}

function connect({ address, ca }: RedisConfig, timeouts: RedisOptions): RedisClient {
  const { kind, hosts, masterName } = address;
  const options = { ...toOptions(address, ca), ...timeouts };
  if (kind === 'cluster') {
    return new Cluster([...hosts], {
      redisOptions: options,
      enableOfflineQueue: false,
      clusterRetryStrategy: toReconnectDelay,
      // Certificates name hosts, so addresses of the cluster are not replaced by IP addresses.
      dnsLookup: (host, callback) => callback(null, host),
    });
  }
  if (kind === 'sentinel') {
    return new Redis({
      ...options,
      sentinels: [...hosts],
      name: masterName ?? '',
      sentinelRetryStrategy: toReconnectDelay,
      ...(address.tls && { enableTLSForSentinelMode: true, sentinelTLS: options.tls }),
    });
  }
  return new Redis({ ...options, ...hosts[0] });
}

function toOptions({ username, password, database, tls }: RedisConfig['address'], ca: string | undefined) {
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    db: database,
    ...(tls && { tls: ca === undefined ? {} : { ca } }),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 500,
    // The timer of this limit keeps a process alive, even if the connection is closed already.
    disconnectTimeout: 100,
    // A package that reads its own version from a file cannot be bundled.
    disableClientInfo: true,
    retryStrategy: toReconnectDelay,
    // After a failover the former master is read-only; a new connection finds the new one.
    reconnectOnError: ({ message }: Error) => message.startsWith('READONLY'),
  } satisfies RedisOptions;
}

function toReconnectDelay(attempt: number): number {
  return Math.min(50 * 2 ** attempt, MAX_RECONNECT_DELAY_MS) + Math.random() * 50;
}
