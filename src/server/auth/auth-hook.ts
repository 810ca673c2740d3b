import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/core/auth/caller.js';
import type { RateLimitStatus, RateLimiter } from '../../store/rate-limiter.js';
import type { Authenticate } from './authenticate.js';
import { isWebSocketRequest } from '../http/upgrade.js';
import { toClientNetwork } from './client-network.js';

/** The caller of a request, and its rate limit. */
export interface Authenticated {
  readonly caller: Caller;
  readonly rateLimit: RateLimitStatus;
}

export interface AuthHookOptions {
  /** The path that requires authentication; other paths are public. */
  readonly path: string;
  readonly authenticate: Authenticate;
  readonly rateLimiter: RateLimiter;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on public paths and before the auth hook. */
    authenticated: Authenticated | null;
  }
}

/**
 * Authenticates the caller and counts the operation before the body is read. Call it before the protected routes are
 * registered, because a hook covers only later routes.
 */
export function registerAuthHook(app: FastifyInstance, { path, authenticate, rateLimiter }: AuthHookOptions): void {
  app.decorateRequest('authenticated', null);
  app.addHook('onRequest', async (request) => {
    // A WebSocket may send its credential later.
    if (request.routeOptions.url !== path || isWebSocketRequest(request.raw)) return;
    const { authorization } = request.headers;
    if (authorization !== undefined && hasDuplicateAuthorization(request.raw.rawHeaders)) {
      throw new Fault('UNAUTHENTICATED', 'Send exactly one Authorization header.');
    }
    const address = () => toClientNetwork(request.ip);
    const caller = await authenticate({ authorization, address });
    const rateLimit = await rateLimiter.consume(caller.id);
    request.authenticated = { caller, rateLimit };
  });
}

/** Node.js uses the first of several headers. A proxy may have checked another one, of another caller. */
function hasDuplicateAuthorization(rawHeaders: readonly string[]): boolean {
  const names = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'authorization');
  return names.length > 1;
}

/** @throws {Error} if the auth hook did not run */
export function authenticatedRequest({ authenticated }: FastifyRequest): Authenticated {
  if (!authenticated) throw new Error('The request was not authenticated.');
  return authenticated;
}
