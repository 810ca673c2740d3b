import { realpath, stat } from 'node:fs/promises';
import { ConfigError } from '../../config/config-error.js';

/**
 * Follows links, so that all names of a file have the same lock.
 *
 * @throws {ConfigError} if something else has the name, such as a folder
 */
export async function findRegularFile(path: string): Promise<string> {
  const target = await realpath(path).catch(() => path);
  const stats = await stat(target).catch(() => undefined);
  if (stats && !stats.isFile()) throw new ConfigError(['OUTBOX_FILE must be a file, not a folder or a device.']);
  return target;
}
