import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../../faults/fault.js';
import type { Caller } from '../../graph/core/auth/caller.js';
import type { RateLimitStatus, RateLimiter } from '../../store/rate-limiter.js';
import type { Authenticate } from './authenticate.js';
import { toClientNetwork } from './client-network.js';

/** Who was let in, and what that caller has left. */
export interface Authenticated {
  readonly caller: Caller;
  readonly rateLimit: RateLimitStatus;
}

export interface AuthHookOptions {
  /** Where callers must say who they are; other paths are open. */
  readonly path: string;
  readonly authenticate: Authenticate;
  readonly rateLimiter: RateLimiter;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null where nobody is asked, and until somebody was. */
    admission: Authenticated | null;
  }
}

/**
 * Asks who is calling and counts the operation, before the body is read. To be called before the routes it guards are
 * there: hooks cover later routes only.
 */
export function registerAuthHook(app: FastifyInstance, { path, authenticate, rateLimiter }: AuthHookOptions): void {
  app.decorateRequest('admission', null);
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.url !== path) return;
    const { authorization } = request.headers;
    if (authorization !== undefined && hasDuplicateAuthorization(request.raw.rawHeaders)) {
      throw new Fault('UNAUTHENTICATED', 'Show one credential, in one Authorization header.');
    }
    const address = () => toClientNetwork(request.ip);
    const caller = await authenticate({ authorization, address });
    const rateLimit = await rateLimiter.consume(caller.id);
    request.admission = { caller, rateLimit };
  });
}

/** Node.js takes the first of several; a proxy that judged another one would have let in somebody else. */
function hasDuplicateAuthorization(rawHeaders: readonly string[]): boolean {
  const names = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'authorization');
  return names.length > 1;
}

/** @throws {Error} when the request came by no door */
export function authenticatedRequest({ admission }: FastifyRequest): Authenticated {
  if (!admission) throw new Error('A request reached the graph without having been let in.');
  return admission;
}
