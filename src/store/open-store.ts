import type { Config } from '../config/config.js';
import { openFileOutboxes } from './file/file-outboxes.js';
import { createMemoryStore } from './memory/memory-store.js';
import { outboxLeaseMs } from './outbox.js';
import type { StoreLog } from './store-log.js';
import type { Store } from './store.js';

/**
 * Opens the store that the configuration names. The Redis client is loaded only if it is needed, because that takes 100 ms.
 *
 * @throws {ConfigError} if Redis is required and unavailable, or the file of the outbox cannot be used
 */
export async function openStore(config: Config, log: StoreLog): Promise<Store> {
  if (config.redis) {
    const { openRedisStore } = await import('./redis/open-redis-store.js');
    return openRedisStore(config, config.redis, log);
  }
  const store = createMemoryStore(config);
  const { file: path } = config.outbox;
  return path === undefined
    ? store
    : {
        ...store,
        ...(await openFileOutboxes({
          path,
          accounts: Object.keys(config.pagerduty.byKey),
          leaseMs: outboxLeaseMs(config),
          log,
        })),
      };
}
