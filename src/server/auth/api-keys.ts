import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { FastifyBaseLogger } from 'fastify';
import { parseApiKeys, type ApiKey } from '../../config/api-keys-file.js';
import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/core/auth/caller.js';

/** Returns the caller of an API key; undefined for an unknown key. */
export type FindCallerByKey = (key: string) => Caller | undefined;

/** How long a change of the file may remain unnoticed. Looking at it costs more than the rest of a lookup. */
const MAX_UNNOTICED_MS = 100;

/**
 * Finds callers by API key. Reads the file again when it has changed, so that a revoked key is rejected after 0.1 s. An
 * invalid or missing file keeps the last valid list in force.
 *
 * @throws {Error} if the file is missing or invalid at the start
 */
export function createApiKeyLookup(path: string, log: Pick<FastifyBaseLogger, 'info' | 'error'>): FindCallerByKey {
  const readCallers = () => parseCallers(readFileSync(path, 'utf8'), renew);
  let checkedAt = performance.now();
  let loadedVersion = readFileVersion(path);
  let callers = readCallers();

  function reloadIfChanged(): void {
    const now = performance.now();
    if (now < checkedAt + MAX_UNNOTICED_MS) return;
    checkedAt = now;
    const version = readFileVersion(path);
    if (version === loadedVersion) return;
    loadedVersion = version;
    try {
      callers = readCallers();
      log.info({ keys: callers.size }, 'API keys reloaded');
    } catch (error) {
      const reason = error instanceof InvalidApiKeysError ? error.message : 'The file cannot be read.';
      log.error({ reason }, 'API keys not reloaded: the file is invalid');
    }
  }

  function findByDigest(digest: string): Caller | undefined {
    reloadIfChanged();
    // Its duration reveals nothing about a key, because nobody can choose the digest of a guess.
    return callers.get(digest);
  }

  function renew(digest: string): Caller {
    const caller = findByDigest(digest);
    if (!caller) throw new Fault('UNAUTHENTICATED', 'The API key was removed.');
    return caller;
  }

  return (key) => findByDigest(hash('sha256', key));
}

class InvalidApiKeysError extends Error {}

/** @returns the callers by the digests of their keys */
function parseCallers(text: string, renew: (digest: string) => Caller): ReadonlyMap<string, Caller> {
  const { keys, errors } = parseApiKeys(text);
  if (errors.length > 0) throw new InvalidApiKeysError(errors.join(' '));
  return new Map(
    keys.map((key) => {
      const digest = key.sha256.toLowerCase();
      return [digest, createApiKeyCaller(key, () => renew(digest))];
    }),
  );
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
