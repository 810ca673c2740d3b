import type { FetchImplementation } from 'jose';
import type { Config } from '../../config/config.js';
import { createDispatcherFetch } from '../../upstream/transport/http/dispatcher-fetch.js';

/** Requests the issuer's keys through the forward proxy; undefined without a proxy or access tokens. */
export function createFetchJwks(
  { proxy, callerAuth: { jwt } }: Config,
  createDispatcher: (origin: string) => Parameters<typeof createDispatcherFetch>[0],
): FetchImplementation | undefined {
  return proxy && jwt && createDispatcherFetch(createDispatcher(new URL(jwt.jwksUrl).origin));
}
