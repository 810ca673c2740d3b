import type { StoreLog } from '../store-log.js';
import type { RedisClient } from './redis-client.js';

export interface RedisConnectionOptions {
  readonly client: RedisClient;
  readonly prefix: string;
  /** How long results are kept, in milliseconds. */
  readonly ttlMs: number;
  readonly log: StoreLog;
  /** A slower server is unavailable; 50 ms by default. */
  readonly maxLatencyMs?: number;
}
