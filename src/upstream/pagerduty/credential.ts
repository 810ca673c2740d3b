import type { RequestScope } from '../transport/request-scope.js';
import { toHeaderValue } from '../transport/http/headers.js';

/** Where the `Authorization` header of an account comes from. */
export interface Credential {
  /** @param scope of the call that needs it */
  authorization(scope?: RequestScope): string | Promise<string>;
  /**
   * Told when PagerDuty answered 401 to a header.
   *
   * @returns whether there can be another one, so that the call, which was not executed, may be sent again
   */
  invalidate(authorization: string): boolean;
}

/**
 * A REST API key, spelled as PagerDuty wants it (contracts: quirk 6).
 *
 * @throws Fault `INVALID_INPUT` at once when it cannot be sent in a header
 */
export function createApiKeyCredential(key: string): Credential {
  const authorization = `Token token=${toHeaderValue(key)}`;
  return { authorization: () => authorization, invalidate: () => false };
}
