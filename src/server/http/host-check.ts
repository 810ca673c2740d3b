import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config/config.js';
import { isLoopback } from '../../shared/loopback.js';
import { sendError } from './error-response.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Exempts a route whose requests prove themselves, whatever name they use. */
    readonly acceptsAnyHost?: boolean;
  }
}

/**
 * Rejects foreign host names where callers need no credentials. It protects against DNS rebinding: a web page whose name
 * resolves to this machine is same-origin for the browser, and only its Host header is foreign. Such a header is always a
 * name, never an address.
 */
export function rejectForeignHosts(app: FastifyInstance, { host: listenHost, allowedHosts }: Config): void {
  const isAllowedName = (name: string): boolean =>
    isLoopback(name) ||
    allowedHosts.some((allowed) => name === allowed || (allowed.startsWith('.') && name.endsWith(allowed)));
  const isAddress = (name: string): boolean => !isLoopback(listenHost) && isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.acceptsAnyHost) return done();
    // Not request.hostname, because a page can set the forwarding header that it is read from.
    const name = (request.headers.host ?? '').replace(/:\d*$/, '').toLowerCase();
    if (name === '' || isAllowedName(name) || isAddress(name)) return done();
    const message = 'Unknown host name. Use localhost, or add the name to ALLOWED_HOSTS.';
    sendError(request, reply, { status: 421, code: 'BAD_REQUEST', message });
  });
}
