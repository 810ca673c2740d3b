import type { Persistence, ServerInfo } from '../store-status.js';
import type { RedisClient } from './redis-client.js';

/** The oldest version whose commands the store uses. */
export const MIN_VERSION = '6.2';

export async function readServerInfo(client: RedisClient): Promise<ServerInfo> {
  const text = await client.info();
  const readField = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(text)?.[1];
  const version = readField('redis_version') ?? 'unknown';
  const persistence = await readPersistence(client, readField('aof_enabled'));
  return { version, isSupported: isSupported(version), evictionPolicy: readField('maxmemory_policy'), persistence };
}

/** CONFIG is sent only if it matters, because a server logs each command that the user may not run. */
async function readPersistence(client: RedisClient, aofEnabled: string | undefined): Promise<Persistence> {
  const appendsToFile = aofEnabled === undefined ? undefined : aofEnabled !== '0';
  if (appendsToFile !== false) return { appendsToFile, makesSnapshots: undefined };
  const reply = await client.config('GET', 'save').catch(() => undefined);
  const schedule: unknown = Array.isArray(reply) ? reply[1] : undefined;
  return { appendsToFile, makesSnapshots: typeof schedule === 'string' ? schedule !== '' : undefined };
}

function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [minMajor = 0, minMinor = 0] = MIN_VERSION.split('.').map(Number);
  return major > minMajor || (major === minMajor && minor >= minMinor);
}
