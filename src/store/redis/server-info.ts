import type { ServerInfo } from '../store-status.js';
import type { RedisClient } from './redis-client.js';

/** The oldest version whose commands the store uses. */
export const MIN_VERSION = '6.2';

export async function readServerInfo(client: RedisClient): Promise<ServerInfo> {
  const text = await client.info();
  const readField = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(text)?.[1];
  const version = readField('redis_version') ?? 'unknown';
  return { version, isSupported: isSupported(version), evictionPolicy: readField('maxmemory_policy') };
}

function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [minMajor = 0, minMinor = 0] = MIN_VERSION.split('.').map(Number);
  return major > minMajor || (major === minMajor && minor >= minMinor);
}
