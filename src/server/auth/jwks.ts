import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, type RemoteJWKSet } from 'jose';

/** Minimum time between requests for the keys after a failure. */
const FAILURE_BACKOFF_MS = 1_000;

/** Codes of jose for a key set that is late, invalid or missing. */
const JWKS_ERROR_CODES: ReadonlySet<string> = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

/** Whether the token is invalid, as opposed to unreadable keys of the issuer. */
export function isTokenError(error: unknown): error is errors.JOSEError {
  return error instanceof errors.JOSEError && !JWKS_ERROR_CODES.has(error.code);
}

/**
 * Reads the keys of an issuer and caches them for ten minutes. Reads them again for an unknown key, at most every 30 seconds;
 * after a failure, at most every second.
 *
 * @param fetchJwks requests the keys; `fetch` by default
 */
export function createJwks(url: string, fetchJwks: FetchImplementation = fetch): RemoteJWKSet {
  return createRemoteJWKSet(new URL(url), {
    timeoutDuration: 3_000,
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
    [customFetch]: withFailureBackoff(fetchJwks),
  });
}

/** jose limits requests only after a success, so without this a failing issuer would get one request per token. */
function withFailureBackoff(fetchJwks: FetchImplementation): FetchImplementation {
  let failedAt = -Infinity;
  return async (url, options) => {
    if (performance.now() - failedAt < FAILURE_BACKOFF_MS)
      throw new Error('The last request for the keys failed less than 1 s ago.');
    try {
      const response = await fetchJwks(url, options);
      if (response.status !== 200) failedAt = performance.now();
      return response;
    } catch (error) {
      failedAt = performance.now();
      throw error;
    }
  };
}
