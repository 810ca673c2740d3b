import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import { isLoopback } from '../config/loopback.js';
import { errorBody } from './http-errors.js';
import { UPSTREAM_CALLS_HEADER } from './tell-upstream-calls.js';

/**
 * Lets pages of the configured origins call from browsers; in the sandbox, those of this machine too, where people develop
 * their front ends. A preflight from anywhere else is told which setting lets it in. To be awaited before routes and other
 * hooks are there, for a preflight request shows no credentials.
 */
export async function allowOrigins(app: FastifyInstance, { allowedOrigins, mode }: Config): Promise<void> {
  const isAllowed = (origin: string): boolean =>
    allowedOrigins.includes(origin) || (mode === 'sandbox' && isOfThisMachine(origin));
  app.addHook('onRequest', (request, reply, done) => {
    const { origin, 'access-control-request-method': wanted } = request.headers;
    if (request.method !== 'OPTIONS' || wanted === undefined || origin === undefined || isAllowed(origin))
      return done();
    const message =
      'Pages of this origin may not call this gateway; let the operator add the origin to ALLOWED_ORIGINS.';
    reply.code(403).send(errorBody('FORBIDDEN', message, request.id));
  });
  if (allowedOrigins.length === 0 && mode !== 'sandbox') return;
  await app.register(cors, {
    origin: (origin, done) => done(null, origin !== undefined && isAllowed(origin)),
    methods: ['GET', 'POST'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'x-request-id',
      'apollo-require-preflight',
      UPSTREAM_CALLS_HEADER,
    ],
    exposedHeaders: ['x-request-id', 'retry-after', 'www-authenticate'],
    maxAge: 600,
  });
}

function isOfThisMachine(origin: string): boolean {
  const { protocol, hostname } = URL.canParse(origin) ? new URL(origin) : { protocol: '', hostname: '' };
  return /^https?:$/.test(protocol) && (isLoopback(hostname) || hostname.endsWith('.localhost'));
}
