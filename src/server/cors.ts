import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { UPSTREAM_CALLS_HEADER } from './tell-upstream-calls.js';

/**
 * Lets pages of these origins call from browsers; without any, no other origin may. To be awaited before routes and other
 * hooks are there, for a preflight request shows no credentials.
 */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await app.register(cors, {
    origin: [...origins],
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
