import { Fault } from '../../../faults/fault.js';
import type { Caller } from '../../../graph/core/auth/caller.js';
import type { JsonObject } from '../../../shared/json.js';
import type { Authenticate } from '../../auth/authenticate.js';

/** Credentials of a WebSocket: of the request that opened it, and of the `connection_init` message. */
export interface SocketCredentials {
  readonly header: string | undefined;
  readonly initPayload: JsonObject | undefined;
  readonly address: () => string;
}

/**
 * Authenticates like an HTTP request. Browsers cannot send headers with a WebSocket, so `connection_init` may have the same
 * text as `authorization`.
 *
 * @throws {Fault} see `Authenticate`; also `UNAUTHENTICATED` for two different credentials
 */
export async function authenticateSocket(
  authenticate: Authenticate,
  { header, initPayload = {}, address }: SocketCredentials,
): Promise<Caller> {
  const given = Object.entries(initPayload).filter(([name]) => name.toLowerCase() === 'authorization');
  // Anything but a string is an invalid credential, and counted as one.
  const sent = given.map(([, value]) => (typeof value === 'string' ? value : ''));
  const [authorization, ...others] = new Set(header === undefined ? sent : [header, ...sent]);
  if (others.length > 0)
    throw new Fault('UNAUTHENTICATED', 'Send one credential: in the Authorization header or in connection_init.');
  return authenticate({ authorization, address });
}
