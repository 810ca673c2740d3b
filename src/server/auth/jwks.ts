import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, type RemoteJWKSet } from 'jose';

/** Keys that could not be read are not asked for again within this time, however many tokens come. */
const FAILURE_BACKOFF_MS = 1_000;

/** What jose throws when the key set is late, odd or not there at all. */
const JWKS_ERROR_CODES: ReadonlySet<string> = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

/** Whether it is a token that is wrong, and not the issuer's keys that cannot be read. */
export function isTokenError(error: unknown): error is errors.JOSEError {
  return error instanceof errors.JOSEError && !JWKS_ERROR_CODES.has(error.code);
}

/**
 * The keys an issuer signs with, remembered for ten minutes. One that is not among them makes them be read anew, at most
 * every 30 seconds; after a failure, at most every second.
 *
 * @param fetchJwks what sends the requests for them; `fetch` without it
 */
export function createJwks(url: string, fetchJwks: FetchImplementation = fetch): RemoteJWKSet {
  return createRemoteJWKSet(new URL(url), {
    timeoutDuration: 3_000,
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
    [customFetch]: withFailureBackoff(fetchJwks),
  });
}

/** jose itself pauses only after it has read keys, so an issuer in trouble would be asked once for each token. */
function withFailureBackoff(fetchJwks: FetchImplementation): FetchImplementation {
  let failedAt = -Infinity;
  return async (url, options) => {
    if (performance.now() - failedAt < FAILURE_BACKOFF_MS) throw new Error('The keys could not be read a moment ago.');
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
