import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { FastifyBaseLogger } from 'fastify';
import { parseApiKeys, type ApiKey } from '../../config/api-keys-file.js';
import type { Caller } from '../../graph/core/auth/caller.js';

/** The caller whose key this is; undefined for a key nobody has. */
export type FindCallerByKey = (key: string) => Caller | undefined;

/**
 * Callers by their API keys. The file is looked at for every key (a stat takes microseconds) and read again when it has
 * changed, so that a revoked key ends with the next request; a broken or missing file leaves the last good list in force.
 *
 * @throws {Error} when the file cannot be read or used at the start
 */
export function createApiKeyLookup(path: string, log: Pick<FastifyBaseLogger, 'info' | 'error'>): FindCallerByKey {
  let loadedVersion = readFileVersion(path);
  let entries = parseHashedKeys(readFileSync(path, 'utf8'));

  function reloadIfChanged(): void {
    const version = readFileVersion(path);
    if (version === loadedVersion) return;
    loadedVersion = version;
    try {
      entries = parseHashedKeys(readFileSync(path, 'utf8'));
      log.info({ keys: entries.length }, 'API keys read again');
    } catch (error) {
      const reason = error instanceof InvalidApiKeysError ? error.message : 'The file cannot be read.';
      log.error({ reason }, 'API keys unchanged: the new file cannot be used');
    }
  }

  return (key) => {
    reloadIfChanged();
    const digest = createHash('sha256').update(key).digest();
    let found: Caller | undefined;
    // Every entry is compared, in constant time, so that how long it takes tells nothing.
    for (const entry of entries) if (timingSafeEqual(entry.digest, digest)) found = entry.caller;
    return found;
  };
}

class InvalidApiKeysError extends Error {}

interface HashedApiKey {
  readonly digest: Buffer;
  readonly caller: Caller;
}

function parseHashedKeys(text: string): HashedApiKey[] {
  const { keys, errors } = parseApiKeys(text);
  if (errors.length > 0) throw new InvalidApiKeysError(errors.join(' '));
  return keys.map((key) => ({ digest: Buffer.from(key.sha256, 'hex'), caller: createApiKeyCaller(key) }));
}

function createApiKeyCaller({ name, scopes, email, accounts }: ApiKey): Caller {
  return {
    id: `key ${name}`,
    name,
    scopes: new Set(scopes),
    ...(email === undefined ? {} : { email }),
    ...(accounts === undefined ? {} : { accounts: new Set(accounts) }),
  };
}

/** Changes whenever the file does, also when another one takes its place; undefined while there is none. */
function readFileVersion(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat && `${stat.ino} ${stat.size} ${stat.mtimeNs}`;
}
