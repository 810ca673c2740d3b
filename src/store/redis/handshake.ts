import { randomUUID } from 'node:crypto';
import type { RedisClient } from './redis-client.js';
import { createScript, runScript } from './script.js';

/** What the server knows of the state that the replicas share. */
export interface Handshake {
  /** Names the memory of the server; another one means that the server lost what it knew. */
  readonly epoch: string;
  /** Until then the server may lack results of earlier work; in milliseconds since the epoch, on the server's clock. */
  readonly incompleteUntil: number;
  /** The server's clock, in milliseconds since the epoch. */
  readonly serverTime: number;
}

export interface HandshakeOptions {
  readonly prefix: string;
  /** The epoch of the last handshake of this process. */
  readonly knownEpoch: string | undefined;
  /** Whether this process finished work that the server does not know. */
  readonly missedWork: boolean;
  /** How long results are kept, in milliseconds. */
  readonly ttlMs: number;
}

/**
 * Writes always, because a full or read-only server still responds to reads. A server without an epoch may have lost its
 * memory, and whoever knows may come later: it counts as incomplete until all earlier results would have expired.
 */
const HANDSHAKE = createScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known, fresh, missed, ttl = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  epoch = fresh
  missed = '1'
  redis.call('HSET', KEYS[1], 'epoch', epoch)
end
if missed == '1' or (known ~= '' and known ~= epoch) then
  redis.call('HSET', KEYS[1], 'incompleteUntil', string.format('%.0f', now + ttl))
end
redis.call('HSET', KEYS[1], 'seenAt', string.format('%.0f', now))
return { epoch, redis.call('HGET', KEYS[1], 'incompleteUntil') or '0', string.format('%.0f', now) }
`);

/** Checks that the server can be written to, and compares its memory with what this process knows. */
export async function shakeHands(
  client: RedisClient,
  { prefix, knownEpoch = '', missedWork, ttlMs }: HandshakeOptions,
): Promise<Handshake> {
  const values = [knownEpoch, randomUUID(), missedWork ? '1' : '0', ttlMs];
  const reply = await runScript(client, HANDSHAKE, [`${prefix}state`], values);
  const [epoch, incompleteUntil, serverTime] = reply as [string, string, string];
  return { epoch, incompleteUntil: Number(incompleteUntil), serverTime: Number(serverTime) };
}
