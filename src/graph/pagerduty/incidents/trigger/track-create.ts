import type { ConcurrentCreates } from '../../../../store/concurrent-creates.js';

/**
 * Runs a create, and tracks other creates of the same key meanwhile.
 *
 * @param key includes the account
 * @param create receives whether others ran at the same time; then `created_at` cannot tell which request made the incident
 */
export async function trackCreate<T>(
  creates: ConcurrentCreates,
  key: string,
  create: (isConcurrent: () => Promise<boolean>) => Promise<T>,
): Promise<T> {
  const id = await creates.start(key);
  try {
    return await create(() => creates.isConcurrent(key, id));
  } finally {
    // Nobody waits for it, and it never rejects.
    void creates.end(key, id);
  }
}
