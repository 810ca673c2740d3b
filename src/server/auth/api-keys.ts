import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { FastifyBaseLogger } from 'fastify';
import { parseApiKeys, type ApiKey } from '../../config/api-keys-file.js';
import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/core/auth/caller.js';

/** Returns the caller of an API key; undefined for an unknown key. */
export type FindCallerByKey = (key: string) => Caller | undefined;

/**
 * Finds callers by API key. Checks the file on every call, because a `stat` takes microseconds. Reads it again after
 * a change, so that a revoked key is rejected at the next request. An invalid or missing file keeps the last valid list in force.
 *
 * @throws {Error} if the file is missing or invalid at the start
 */
export function createApiKeyLookup(path: string, log: Pick<FastifyBaseLogger, 'info' | 'error'>): FindCallerByKey {
  const readKeys = () => parseHashedKeys(readFileSync(path, 'utf8'), renew);
  let loadedVersion = readFileVersion(path);
  let entries = readKeys();

  function reloadIfChanged(): void {
    const version = readFileVersion(path);
    if (version === loadedVersion) return;
    loadedVersion = version;
    try {
      entries = readKeys();
      log.info({ keys: entries.length }, 'API keys reloaded');
    } catch (error) {
      const reason = error instanceof InvalidApiKeysError ? error.message : 'The file cannot be read.';
      log.error({ reason }, 'API keys not reloaded: the file is invalid');
    }
  }

  function findByDigest(digest: Buffer): Caller | undefined {
    reloadIfChanged();
    let found: Caller | undefined;
    // Compares every entry in constant time, so that the duration reveals nothing.
    for (const entry of entries) if (timingSafeEqual(entry.digest, digest)) found = entry.caller;
    return found;
  }

  function renew(digest: Buffer): Caller {
    const caller = findByDigest(digest);
    if (!caller) throw new Fault('UNAUTHENTICATED', 'The API key was removed.');
    return caller;
  }

  return (key) => findByDigest(createHash('sha256').update(key).digest());
}

class InvalidApiKeysError extends Error {}

interface HashedApiKey {
  readonly digest: Buffer;
  readonly caller: Caller;
}

function parseHashedKeys(text: string, renew: (digest: Buffer) => Caller): HashedApiKey[] {
  const { keys, errors } = parseApiKeys(text);
  if (errors.length > 0) throw new InvalidApiKeysError(errors.join(' '));
  return keys.map((key) => {
    const digest = Buffer.from(key.sha256, 'hex');
    return { digest, caller: createApiKeyCaller(key, () => renew(digest)) };
  });
}

function createApiKeyCaller({ name, scopes, email, accounts }: ApiKey, renew: () => Caller): Caller {
  return {
    renew,
    id: `key ${name}`,
    name,
    scopes: new Set(scopes),
    ...(email === undefined ? {} : { email }),
    ...(accounts === undefined ? {} : { accounts: new Set(accounts) }),
  };
}

/** Changes with the content of the file, and when another file replaces it; undefined without a file. */
function readFileVersion(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat && `${stat.ino} ${stat.size} ${stat.mtimeNs}`;
}
