import type { RequestScope } from '../transport/request-scope.js';
import { toHeaderValue } from '../transport/http/headers.js';

/** Provides the `Authorization` header of an account. */
export interface Credential {
  /** @param scope of the request that needs the header */
  authorization(scope?: RequestScope): string | Promise<string>;
  /**
   * Discards a header that PagerDuty rejected with 401.
   *
   * @returns whether another header can be obtained, so that the request can be sent again
   */
  invalidate(authorization: string): boolean;
}

/**
 * Creates the credential of a REST API key, in PagerDuty's format (docs/upstream-quirks.md, quirk 6).
 *
 * @throws Fault `INVALID_INPUT` at once when it cannot be sent in a header
 */
export function createApiKeyCredential(key: string): Credential {
  const authorization = `Token token=${toHeaderValue(key)}`;
  return { authorization: () => authorization, invalidate: () => false };
}
