import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config/config.js';
import { isLoopback } from '../../shared/loopback.js';
import { sendError } from './error-response.js';
import { UPSTREAM_CALLS_HEADER } from '../graphql/complete-response.js';

/** Headers that tracing and GraphQL libraries add to requests of a page. */
const DEFAULT_ALLOWED_HEADERS = [
  'apollo-require-preflight',
  'apollographql-client-name',
  'apollographql-client-version',
  'b3',
  'baggage',
  'elastic-apm-traceparent',
  'newrelic',
  'request-context',
  'request-id',
  'sentry-trace',
  'traceparent',
  'tracestate',
  'uber-trace-id',
  'x-amzn-trace-id',
  'x-apollo-operation-id',
  'x-apollo-operation-name',
  'x-b3-flags',
  'x-b3-parentspanid',
  'x-b3-sampled',
  'x-b3-spanid',
  'x-b3-traceid',
  'x-cloud-trace-context',
  'x-datadog-origin',
  'x-datadog-parent-id',
  'x-datadog-sampling-priority',
  'x-datadog-tags',
  'x-datadog-trace-id',
  'x-request-id',
];

/**
 * Allows browser requests from the configured origins, and in the sandbox also from loopback origins. Rejects preflights of
 * other origins with the setting to change. Await it before routes and other hooks, because a preflight has no credentials.
 */
export async function registerCors(app: FastifyInstance, config: Config): Promise<void> {
  const { allowedOrigins, allowedHeaders, mode } = config;
  const isAllowed = createOriginCheck(config);
  app.addHook('onRequest', (request, reply, done) => {
    const { origin, 'access-control-request-method': requestedMethod } = request.headers;
    if (request.method !== 'OPTIONS' || requestedMethod === undefined || origin === undefined || isAllowed(origin))
      return done();
    const message = 'Origin not allowed. Add the origin to ALLOWED_ORIGINS.';
    sendError(request, reply, { status: 403, code: 'FORBIDDEN', message });
  });
  if (allowedOrigins.length === 0 && mode !== 'sandbox') return;
  await app.register(cors, {
    origin: (origin, done) => done(null, origin !== undefined && isAllowed(origin)),
    methods: ['GET', 'POST'],
    allowedHeaders: [
      'authorization',
      'content-type',
      UPSTREAM_CALLS_HEADER,
      ...DEFAULT_ALLOWED_HEADERS,
      ...allowedHeaders,
    ],
    exposedHeaders: ['x-request-id', 'retry-after', 'www-authenticate'],
    maxAge: 600,
  });
}

/** Whether pages of an origin may call the gateway. */
export function createOriginCheck({ allowedOrigins, mode }: Config): (origin: string) => boolean {
  return (origin) => allowedOrigins.includes(origin) || (mode === 'sandbox' && isLoopbackOrigin(origin));
}

function isLoopbackOrigin(origin: string): boolean {
  const { protocol, hostname } = URL.canParse(origin) ? new URL(origin) : { protocol: '', hostname: '' };
  return /^https?:$/.test(protocol) && (isLoopback(hostname) || hostname.endsWith('.localhost'));
}
