import { createHash } from 'node:crypto';
import { ReplyError } from 'ioredis';
import type { RedisClient } from './redis-client.js';

/** Errors of one key: another program wrote it, or its content is damaged. Other keys work. */
export const INVALID_VALUE = /WRONGTYPE|user_script:\d+: (?:attempt|bad argument|Expected)/;

/**
 * Errors of a server that executed nothing. A script meets those of the first line only at its first write, those of the
 * second before it begins. Redis 6.2 puts the first ones into another message.
 */
const NOTHING_EXECUTED = new RegExp(
  [
    String.raw`\b(?:OOM command not allowed|READONLY|MISCONF|NOREPLICAS)\b`,
    String.raw`^(?:LOADING|BUSY|MASTERDOWN|CLUSTERDOWN|NOAUTH|NOPERM)\b`,
  ].join('|'),
);

/** Whether a command certainly changed nothing. A lost connection and a time-out leave that unknown. */
export function isCertainRefusal(error: unknown): boolean {
  return error instanceof Error && error instanceof ReplyError && NOTHING_EXECUTED.test(error.message);
}

/** A Lua script, which Redis executes as one step. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

export function createScript(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') };
}

/** Sends only the hash of the script, unless the server does not have it yet. */
export async function runScript(
  client: RedisClient,
  { lua, sha }: Script,
  keys: readonly string[],
  values: readonly (string | number)[],
): Promise<unknown> {
  try {
    return await client.evalsha(sha, keys.length, ...keys, ...values);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return client.eval(lua, keys.length, ...keys, ...values);
  }
}

/** Bounds the length of a key, and keeps names of callers out of Redis. */
export function hashKeyPart(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
